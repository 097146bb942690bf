package dev.clinic.security;

import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/**
 * Checks e-mail addresses and passwords. Neither the answer nor the time that it takes
 * reveals whether an address has an account.
 */
@Component
class PasswordCheck extends DaoAuthenticationProvider {

	private final SignInAttempts attempts;

	PasswordCheck(Accounts accounts, SignInAttempts attempts) {
		super((email) -> accounts.withEmail(email)
			.orElseThrow(() -> new UsernameNotFoundException("No user signs in with this address.")));
		this.attempts = attempts;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		if (!this.attempts.take(authentication.getName())) {
			throw new TooManyAttempts();
		}
		Authentication known = super.authenticate(authentication);
		this.attempts.clear(authentication.getName());
		return known;
	}

	@Override
	protected Authentication createSuccessAuthentication(Object principal, Authentication authentication,
			UserDetails user) {
		return new UserAuthentication(((Account) user).principal());
	}

}
