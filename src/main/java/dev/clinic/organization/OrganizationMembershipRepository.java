package dev.clinic.organization;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All memberships.
 */
@RepositoryRestResource(path = "organization-memberships", collectionResourceRel = "organizationMemberships")
public interface OrganizationMembershipRepository extends JpaRepository<OrganizationMembership, Long> {

}
