package dev.clinic.forms;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * All answers.
 */
public interface FormAnswerRepository extends JpaRepository<FormAnswer, Long> {

}
