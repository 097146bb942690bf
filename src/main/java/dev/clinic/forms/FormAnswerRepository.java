package dev.clinic.forms;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All answers.
 */
@RepositoryRestResource(path = "form-answers", collectionResourceRel = "formAnswers")
public interface FormAnswerRepository extends JpaRepository<FormAnswer, Long> {

}
