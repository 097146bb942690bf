package dev.clinic.scheduling;

import dev.clinic.rest.Transitions;

import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Notes who will come.
 */
@RepositoryRestController
class AppointmentInclusionTransitions {

	private final AppointmentInclusionRepository records;

	private final Transitions transitions;

	AppointmentInclusionTransitions(AppointmentInclusionRepository records, Transitions transitions) {
		this.records = records;
		this.transitions = transitions;
	}

	@PostMapping("/appointment-inclusions/{id}/confirm")
	ResponseEntity<PersistentEntityResource> confirm(@PathVariable AppointmentInclusion.Id id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler
			.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.confirm(now))));
	}

}
