package dev.clinic.billing;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All billing items.
 */
public interface BillingItemRepository extends JpaRepository<BillingItem, Long> {

}
