package dev.clinic.care;

import dev.clinic.rest.Transitions;

import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Notes that patients are well again.
 */
@RepositoryRestController
class DiagnosisTransitions {

	private final DiagnosisRepository records;

	private final Transitions transitions;

	DiagnosisTransitions(DiagnosisRepository records, Transitions transitions) {
		this.records = records;
		this.transitions = transitions;
	}

	@PostMapping("/diagnoses/{id}/resolve")
	ResponseEntity<PersistentEntityResource> resolve(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler.toFullResource(
				this.transitions.apply(this.records, id, (record, now) -> record.resolve(this.transitions.today()))));
	}

}
