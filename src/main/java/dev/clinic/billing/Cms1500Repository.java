package dev.clinic.billing;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All claims.
 */
@RepositoryRestResource(path = "cms1500s", collectionResourceRel = "cms1500s")
public interface Cms1500Repository extends JpaRepository<Cms1500, Long> {

}
