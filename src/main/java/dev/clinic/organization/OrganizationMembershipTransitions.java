package dev.clinic.organization;

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
 * Ends memberships.
 */
@RepositoryRestController
class OrganizationMembershipTransitions {

	private final OrganizationMembershipRepository records;

	private final Transitions transitions;

	OrganizationMembershipTransitions(OrganizationMembershipRepository records, Transitions transitions) {
		this.records = records;
		this.transitions = transitions;
	}

	@PostMapping("/organization-memberships/{id}/end")
	ResponseEntity<PersistentEntityResource> end(@PathVariable Long id, @RequestBody End body,
			PersistentEntityResourceAssembler assembler) {
		this.transitions.valid(body);
		return ResponseEntity.ok(assembler
			.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.end(body.day()))));
	}

	record End(@NotNull LocalDate day) {
	}

}
