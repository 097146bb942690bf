package dev.clinic.people;

import java.util.Objects;

import dev.clinic.record.Role;
import dev.clinic.record.RuleViolation;
import dev.clinic.rest.Transitions;
import jakarta.validation.constraints.NotNull;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Lets users in, keeps them out, and gives them roles and access to the audit log.
 */
@RepositoryRestController
class UserTransitions {

	private final UserRepository records;

	private final Transitions transitions;

	private final ApplicationEventPublisher events;

	UserTransitions(UserRepository records, Transitions transitions, ApplicationEventPublisher events) {
		this.records = records;
		this.transitions = transitions;
		this.events = events;
	}

	@PostMapping("/users/{id}/activate")
	ResponseEntity<PersistentEntityResource> activate(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> {
			requireMayManage(record.getRole());
			record.activate();
			this.events.publishEvent(new StandingChanged(record));
		})));
	}

	@PostMapping("/users/{id}/deactivate")
	ResponseEntity<PersistentEntityResource> deactivate(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> {
			requireMayManage(record.getRole());
			requireOther(record);
			record.deactivate(now);
			this.events.publishEvent(new StandingChanged(record));
		})));
	}

	@PostMapping("/users/{id}/role")
	ResponseEntity<PersistentEntityResource> changeRole(@PathVariable Long id, @RequestBody ChangeRole body,
			PersistentEntityResourceAssembler assembler) {
		this.transitions.valid(body);
		return ResponseEntity.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> {
			requireMayManage(record.getRole());
			requireMayManage(body.role());
			requireOther(record);
			record.changeRole(body.role());
			this.events.publishEvent(new StandingChanged(record));
		})));
	}

	@PostMapping("/users/{id}/grant-audit-log")
	ResponseEntity<PersistentEntityResource> grantAuditLog(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> {
			requireMayManage(record.getRole());
			requireOther(record);
			record.grantAuditLog();
		})));
	}

	@PostMapping("/users/{id}/revoke-audit-log")
	ResponseEntity<PersistentEntityResource> revokeAuditLog(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> {
			requireMayManage(record.getRole());
			record.revokeAuditLog();
		})));
	}

	/** Owners are made, changed and kept out by owners. */
	private void requireMayManage(Role role) {
		if (role == Role.OWNER && this.transitions.principal().role() != Role.OWNER) {
			throw new AccessDeniedException("Only an owner may do this to an owner.");
		}
	}

	/** So that an organization never locks itself out. */
	private void requireOther(User user) {
		if (Objects.equals(user.getId(), this.transitions.principal().userId())) {
			throw new RuleViolation("Users cannot do this to themselves.");
		}
	}

	record ChangeRole(@NotNull Role role) {
	}

}
