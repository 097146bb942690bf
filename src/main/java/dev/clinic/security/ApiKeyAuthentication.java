package dev.clinic.security;

import dev.clinic.record.ClinicPrincipal;

/**
 * A user of the clinic whose API key was accepted.
 */
class ApiKeyAuthentication extends UserAuthentication {

	private final long keyId;

	ApiKeyAuthentication(ClinicPrincipal principal, long keyId) {
		super(principal);
		this.keyId = keyId;
	}

	/** Returns the id of the key, which is not secret. */
	long keyId() {
		return this.keyId;
	}

}
