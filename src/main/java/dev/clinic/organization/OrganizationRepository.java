package dev.clinic.organization;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All organizations.
 */
public interface OrganizationRepository extends JpaRepository<Organization, String> {

}
