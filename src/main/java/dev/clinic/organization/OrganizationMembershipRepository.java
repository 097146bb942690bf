package dev.clinic.organization;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All memberships.
 */
public interface OrganizationMembershipRepository extends JpaRepository<OrganizationMembership, Long> {

}
