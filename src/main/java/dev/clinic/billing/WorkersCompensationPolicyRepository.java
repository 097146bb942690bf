package dev.clinic.billing;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All policies that pay for what happened at work.
 */
public interface WorkersCompensationPolicyRepository extends JpaRepository<WorkersCompensationPolicy, Long> {

}
