package dev.clinic.security;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A user of the clinic whose API key was accepted.
 */
class ApiKeyAuthentication extends AbstractAuthenticationToken {

	private final transient ClinicPrincipal principal;

	private final long keyId;

	ApiKeyAuthentication(ClinicPrincipal principal, long keyId) {
		super(AuthorityUtils.createAuthorityList(principal.authorities()));
		this.principal = principal;
		this.keyId = keyId;
		setAuthenticated(true);
	}

	/** The key's own id, which is no secret. */
	long keyId() {
		return this.keyId;
	}

	@Override
	public ClinicPrincipal getPrincipal() {
		return this.principal;
	}

	@Override
	public @Nullable Object getCredentials() {
		return null;
	}

	@Override
	public String getName() {
		return Long.toString(this.principal.userId());
	}

}
