package dev.clinic.billing;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All policies of any kind.
 */
public interface PolicyRepository extends JpaRepository<Policy, Long> {

}
