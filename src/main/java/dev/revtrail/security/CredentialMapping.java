package dev.revtrail.security;

import java.util.Optional;

import org.springframework.security.core.Authentication;

/**
 * Distinguishes the credentials that one actor may call with, such as several API keys:
 * each has a rate limit of its own. Without a bean of this type all credentials of an
 * actor share one.
 */
@FunctionalInterface
public interface CredentialMapping {

	/**
	 * Returns the credential that authenticated a request.
	 * @param authentication a complete authentication that is not anonymous
	 * @return a name for the credential, never the secret itself, or empty if they are
	 * not distinguished
	 */
	Optional<String> credentialOf(Authentication authentication);

}
