package dev.clinic.organization;

import java.util.UUID;

import dev.clinic.rest.Transitions;

import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Switches features on and off.
 */
@RepositoryRestController
class FeatureToggleTransitions {

	private final FeatureToggleRepository records;

	private final Transitions transitions;

	FeatureToggleTransitions(FeatureToggleRepository records, Transitions transitions) {
		this.records = records;
		this.transitions = transitions;
	}

	@PostMapping("/feature-toggles/{id}/enable")
	ResponseEntity<PersistentEntityResource> enable(@PathVariable UUID id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity
			.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.enable())));
	}

	@PostMapping("/feature-toggles/{id}/disable")
	ResponseEntity<PersistentEntityResource> disable(@PathVariable UUID id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity
			.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.disable())));
	}

}
