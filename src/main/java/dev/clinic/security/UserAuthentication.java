package dev.clinic.security;

import dev.clinic.record.ClinicPrincipal;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A user of the clinic who is known: here by having signed in.
 */
class UserAuthentication extends AbstractAuthenticationToken {

	private final transient ClinicPrincipal principal;

	UserAuthentication(ClinicPrincipal principal) {
		super(AuthorityUtils.createAuthorityList(principal.authorities()));
		this.principal = principal;
		setAuthenticated(true);
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
