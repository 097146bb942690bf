package dev.clinic.care;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * Stores the goals of care plans.
 */
@RepositoryRestResource(path = "goals", collectionResourceRel = "goals")
public interface GoalRepository extends JpaRepository<Goal, Long> {

	/**
	 * Finds the goals of a care plan.
	 * @param carePlan the care plan's id
	 * @param pageable the page
	 * @return a page of goals
	 */
	Page<Goal> findByCarePlanId(@Param("carePlan") long carePlan, Pageable pageable);

}
