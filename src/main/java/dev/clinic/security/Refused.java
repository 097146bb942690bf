package dev.clinic.security;

import org.springframework.security.core.AuthenticationException;

/**
 * A request whose credentials are not accepted. The message is a hint for the caller, so
 * it gives nothing away about keys that are not theirs.
 */
class Refused extends AuthenticationException {

	Refused(String hint) {
		super(hint);
	}

}
