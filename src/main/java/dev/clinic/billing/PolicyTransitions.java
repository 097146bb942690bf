package dev.clinic.billing;

import java.time.LocalDate;

import dev.clinic.rest.Transitions;
import jakarta.validation.constraints.NotNull;

import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Ends policies.
 */
@RepositoryRestController
class PolicyTransitions {

	private final PolicyRepository records;

	private final Transitions transitions;

	PolicyTransitions(PolicyRepository records, Transitions transitions) {
		this.records = records;
		this.transitions = transitions;
	}

	@PostMapping("/policies/{id}/end")
	ResponseEntity<PersistentEntityResource> end(@PathVariable Long id, @RequestBody End body,
			PersistentEntityResourceAssembler assembler) {
		this.transitions.valid(body);
		return ResponseEntity.ok(assembler
			.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.end(body.day()))));
	}

	record End(@NotNull LocalDate day) {
	}

}
