package dev.clinic.security;

import org.springframework.security.core.AuthenticationException;

/**
 * An attempt to sign in that nobody looked at, as there were too many before it. Spring
 * Security tells nobody of it, so that the log cannot be filled with such attempts.
 */
class TooManyAttempts extends AuthenticationException {

	TooManyAttempts() {
		super("There were too many attempts to sign in.");
	}

}
