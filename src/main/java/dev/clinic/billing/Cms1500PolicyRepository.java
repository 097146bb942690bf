package dev.clinic.billing;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * Stores the policies of claims.
 */
@RepositoryRestResource(path = "cms1500-policies", collectionResourceRel = "cms1500Policies")
public interface Cms1500PolicyRepository extends JpaRepository<Cms1500Policy, Long> {

	/**
	 * Finds the policies of a claim.
	 * @param form the claim's id
	 * @param pageable the page
	 * @return a page of policies
	 */
	Page<Cms1500Policy> findByFormId(@Param("form") long form, Pageable pageable);

}
