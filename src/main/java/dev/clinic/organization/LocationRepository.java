package dev.clinic.organization;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All sites.
 */
@RepositoryRestResource(path = "locations", collectionResourceRel = "locations")
public interface LocationRepository extends JpaRepository<Location, Long> {

}
