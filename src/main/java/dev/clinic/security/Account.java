package dev.clinic.security;

import java.util.Collection;

import dev.clinic.record.ClinicPrincipal;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Somebody who may sign in.
 *
 * @param principal the user
 * @param passwordHash the hash of the user's password
 */
record Account(ClinicPrincipal principal, String passwordHash) implements UserDetails {

	@Override
	public Collection<? extends GrantedAuthority> getAuthorities() {
		return AuthorityUtils.createAuthorityList(this.principal.authorities());
	}

	@Override
	public String getPassword() {
		return this.passwordHash;
	}

	@Override
	public String getUsername() {
		return this.principal.email();
	}

	/** Hashes belong in no log. */
	@Override
	public String toString() {
		return "Account[" + this.principal.userId() + "]";
	}

}
