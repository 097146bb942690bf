package dev.clinic.care;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All goals.
 */
@RepositoryRestResource(path = "goals", collectionResourceRel = "goals")
public interface GoalRepository extends JpaRepository<Goal, Long> {

}
