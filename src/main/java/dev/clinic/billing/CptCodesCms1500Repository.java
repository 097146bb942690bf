package dev.clinic.billing;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * Stores the procedures of claims.
 */
@RepositoryRestResource(path = "cpt-codes-cms1500s", collectionResourceRel = "cptCodesCms1500s")
public interface CptCodesCms1500Repository extends JpaRepository<CptCodesCms1500, Long> {

	/**
	 * Finds the procedures of a claim.
	 * @param form the claim's id
	 * @param pageable the page
	 * @return a page of procedures
	 */
	Page<CptCodesCms1500> findByFormId(@Param("form") long form, Pageable pageable);

}
