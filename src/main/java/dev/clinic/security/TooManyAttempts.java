package dev.clinic.security;

import org.springframework.security.core.AuthenticationException;

/**
 * Thrown for an attempt to sign in that is not checked, since there were too many before
 * it.
 */
class TooManyAttempts extends AuthenticationException {

	TooManyAttempts() {
		super("Too many attempts to sign in.");
	}

}
