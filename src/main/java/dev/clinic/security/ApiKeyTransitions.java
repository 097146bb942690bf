package dev.clinic.security;

import dev.clinic.api.Transitions;

import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Revokes API keys.
 */
@RepositoryRestController
class ApiKeyTransitions {

	private final ApiKeyRepository records;

	private final Transitions transitions;

	ApiKeyTransitions(ApiKeyRepository records, Transitions transitions) {
		this.records = records;
		this.transitions = transitions;
	}

	@PostMapping("/api-keys/{id}/revoke")
	ResponseEntity<PersistentEntityResource> revoke(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler
			.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.revoke(now))));
	}

}
