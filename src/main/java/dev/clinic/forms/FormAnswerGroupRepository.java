package dev.clinic.forms;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/**
 * All forms.
 */
@RepositoryRestResource(path = "form-answer-groups", collectionResourceRel = "formAnswerGroups")
public interface FormAnswerGroupRepository extends JpaRepository<FormAnswerGroup, Long> {

}
