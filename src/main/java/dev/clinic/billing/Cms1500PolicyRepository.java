package dev.clinic.billing;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All policies of claims.
 */
public interface Cms1500PolicyRepository extends JpaRepository<Cms1500Policy, Long> {

}
