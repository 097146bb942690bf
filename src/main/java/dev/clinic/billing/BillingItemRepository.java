package dev.clinic.billing;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All billing items.
 */
@RepositoryRestResource(path = "billing-items", collectionResourceRel = "billingItems")
public interface BillingItemRepository extends JpaRepository<BillingItem, Long> {

}
