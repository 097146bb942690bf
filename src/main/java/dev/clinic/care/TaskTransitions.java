package dev.clinic.care;

import dev.clinic.rest.Transitions;

import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Closes tasks and takes them up again.
 */
@RepositoryRestController
class TaskTransitions {

	private final TaskRepository records;

	private final Transitions transitions;

	TaskTransitions(TaskRepository records, Transitions transitions) {
		this.records = records;
		this.transitions = transitions;
	}

	@PostMapping("/tasks/{id}/close")
	ResponseEntity<PersistentEntityResource> close(@PathVariable Long id, PersistentEntityResourceAssembler assembler) {
		return ResponseEntity
			.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.close(now))));
	}

	@PostMapping("/tasks/{id}/reopen")
	ResponseEntity<PersistentEntityResource> reopen(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity
			.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.reopen())));
	}

}
