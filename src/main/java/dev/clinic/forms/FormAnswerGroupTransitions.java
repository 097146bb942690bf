package dev.clinic.forms;

import dev.clinic.people.User;
import dev.clinic.people.UserRepository;
import dev.clinic.rest.Transitions;

import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Finishes forms, locks and unlocks them.
 */
@RepositoryRestController
class FormAnswerGroupTransitions {

	private final FormAnswerGroupRepository records;

	private final UserRepository users;

	private final Transitions transitions;

	FormAnswerGroupTransitions(FormAnswerGroupRepository records, UserRepository users, Transitions transitions) {
		this.records = records;
		this.users = users;
		this.transitions = transitions;
	}

	@PostMapping("/form-answer-groups/{id}/finish")
	ResponseEntity<PersistentEntityResource> finish(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity
			.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.finish())));
	}

	@PostMapping("/form-answer-groups/{id}/lock")
	ResponseEntity<PersistentEntityResource> lock(@PathVariable Long id, PersistentEntityResourceAssembler assembler) {
		User by = this.users.getReferenceById(this.transitions.principal().userId());
		return ResponseEntity.ok(assembler
			.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.lock(by, now))));
	}

	@PostMapping("/form-answer-groups/{id}/unlock")
	ResponseEntity<PersistentEntityResource> unlock(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity
			.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.unlock())));
	}

}
