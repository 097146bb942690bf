package dev.clinic.billing;

import dev.clinic.rest.Transitions;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Sends claims, and notes what insurers answer.
 */
@RepositoryRestController
class Cms1500Transitions {

	private final Cms1500Repository records;

	private final Transitions transitions;

	Cms1500Transitions(Cms1500Repository records, Transitions transitions) {
		this.records = records;
		this.transitions = transitions;
	}

	@PostMapping("/cms1500s/{id}/submit")
	ResponseEntity<PersistentEntityResource> submit(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler
			.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.submit(now))));
	}

	@PostMapping("/cms1500s/{id}/accept")
	ResponseEntity<PersistentEntityResource> accept(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity
			.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.accept())));
	}

	@PostMapping("/cms1500s/{id}/reject")
	ResponseEntity<PersistentEntityResource> reject(@PathVariable Long id, @RequestBody Reject body,
			PersistentEntityResourceAssembler assembler) {
		this.transitions.valid(body);
		return ResponseEntity.ok(assembler
			.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.reject(body.reason()))));
	}

	record Reject(@NotBlank @Size(max = 400) String reason) {
	}

}
