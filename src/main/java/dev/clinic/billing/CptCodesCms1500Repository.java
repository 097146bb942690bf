package dev.clinic.billing;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All procedures of claims.
 */
@RepositoryRestResource(path = "cpt-codes-cms1500s", collectionResourceRel = "cptCodesCms1500s")
public interface CptCodesCms1500Repository extends JpaRepository<CptCodesCms1500, Long> {

}
