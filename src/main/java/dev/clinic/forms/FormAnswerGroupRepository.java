package dev.clinic.forms;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All forms.
 */
public interface FormAnswerGroupRepository extends JpaRepository<FormAnswerGroup, Long> {

}
