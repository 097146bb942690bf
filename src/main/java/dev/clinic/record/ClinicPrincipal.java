package dev.clinic.record;

import java.util.Set;

/**
 * The user on whose behalf a request is made.
 *
 * @param userId the user's id
 * @param name the user's full name
 * @param email the user's e-mail address
 * @param role the user's role
 * @param organizationId the organization that the user acts in
 * @param brand the brand of that organization
 * @param authorities what the user may do
 */
public record ClinicPrincipal(long userId, String name, String email, Role role, String organizationId, String brand,
		Set<String> authorities) {

	public ClinicPrincipal {
		authorities = Set.copyOf(authorities);
	}

}
