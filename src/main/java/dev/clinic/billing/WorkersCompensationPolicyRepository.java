package dev.clinic.billing;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All policies that pay for what happened at work.
 */
@RepositoryRestResource(path = "workers-compensation-policies", collectionResourceRel = "workersCompensationPolicies")
public interface WorkersCompensationPolicyRepository extends JpaRepository<WorkersCompensationPolicy, Long> {

}
