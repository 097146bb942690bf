package dev.clinic.billing;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All policies of claims.
 */
@RepositoryRestResource(path = "cms1500-policies", collectionResourceRel = "cms1500Policies")
public interface Cms1500PolicyRepository extends JpaRepository<Cms1500Policy, Long> {

}
