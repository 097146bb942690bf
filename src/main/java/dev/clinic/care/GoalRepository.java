package dev.clinic.care;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All goals.
 */
public interface GoalRepository extends JpaRepository<Goal, Long> {

}
