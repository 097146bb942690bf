package dev.clinic.security;

import org.springframework.security.core.AuthenticationException;

/**
 * Thrown for an attempt to sign in that is not checked, since there were too many before
 * it. Spring Security publishes no event for it, so that the log cannot be filled with
 * such attempts.
 */
class TooManyAttempts extends AuthenticationException {

	TooManyAttempts() {
		super("Too many attempts to sign in.");
	}

}
