package dev.clinic.organization;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All organizations.
 */
@RepositoryRestResource(path = "organizations", collectionResourceRel = "organizations")
public interface OrganizationRepository extends JpaRepository<Organization, String> {

}
