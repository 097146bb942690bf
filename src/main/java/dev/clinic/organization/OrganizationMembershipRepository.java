package dev.clinic.organization;

import java.util.List;

import dev.clinic.people.User;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;
import org.springframework.data.rest.core.annotation.RestResource;

/**
 * All memberships.
 */
@RepositoryRestResource(path = "organization-memberships", collectionResourceRel = "organizationMemberships")
public interface OrganizationMembershipRepository extends JpaRepository<OrganizationMembership, Long> {

	/**
	 * Finds the memberships of a user that have not ended.
	 * @param user the user
	 * @return the memberships
	 */
	@RestResource(exported = false)
	List<OrganizationMembership> findByUserAndEndedOnIsNull(User user);

}
