package dev.clinic.care;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All care plans.
 */
public interface CarePlanRepository extends JpaRepository<CarePlan, Long> {

}
