package dev.clinic.billing;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All policies of any kind.
 */
@RepositoryRestResource(path = "policies", collectionResourceRel = "policies")
public interface PolicyRepository extends JpaRepository<Policy, Long> {

}
