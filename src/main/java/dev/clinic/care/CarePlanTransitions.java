package dev.clinic.care;

import dev.clinic.rest.Transitions;

import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Closes care plans.
 */
@RepositoryRestController
class CarePlanTransitions {

	private final CarePlanRepository records;

	private final Transitions transitions;

	CarePlanTransitions(CarePlanRepository records, Transitions transitions) {
		this.records = records;
		this.transitions = transitions;
	}

	@PostMapping("/care-plans/{id}/close")
	ResponseEntity<PersistentEntityResource> close(@PathVariable Long id, PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler.toFullResource(
				this.transitions.apply(this.records, id, (record, now) -> record.close(this.transitions.today()))));
	}

}
