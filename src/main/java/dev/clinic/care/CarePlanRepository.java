package dev.clinic.care;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All care plans.
 */
@RepositoryRestResource(path = "care-plans", collectionResourceRel = "carePlans")
public interface CarePlanRepository extends JpaRepository<CarePlan, Long> {

}
