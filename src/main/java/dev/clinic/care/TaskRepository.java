package dev.clinic.care;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All tasks.
 */
public interface TaskRepository extends JpaRepository<Task, Long> {

}
