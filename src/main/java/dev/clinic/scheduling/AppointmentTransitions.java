package dev.clinic.scheduling;

import java.time.Instant;

import dev.clinic.rest.Transitions;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Moves appointments, calls them off, and notes what became of them.
 */
@RepositoryRestController
class AppointmentTransitions {

	private final AppointmentRepository records;

	private final AppointmentSettingRepository settings;

	private final Transitions transitions;

	AppointmentTransitions(AppointmentRepository records, AppointmentSettingRepository settings,
			Transitions transitions) {
		this.records = records;
		this.settings = settings;
		this.transitions = transitions;
	}

	@PostMapping("/appointments/{id}/reschedule")
	ResponseEntity<PersistentEntityResource> reschedule(@PathVariable Long id, @RequestBody Reschedule body,
			PersistentEntityResourceAssembler assembler) {
		this.transitions.valid(body);
		return ResponseEntity
			.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record
				.reschedule(body.date(), (body.length() != null) ? body.length() : record.getLength(), now))));
	}

	@PostMapping("/appointments/{id}/confirm")
	ResponseEntity<PersistentEntityResource> confirm(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity
			.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.confirm())));
	}

	@PostMapping("/appointments/{id}/cancel")
	ResponseEntity<PersistentEntityResource> cancel(@PathVariable Long id, @RequestBody Cancel body,
			PersistentEntityResourceAssembler assembler) {
		this.transitions.valid(body);
		String by = this.transitions.principal().name();
		return ResponseEntity.ok(assembler.toFullResource(this.transitions.apply(this.records, id,
				(record, now) -> record.cancel(body.reason(), by, settings(record), now))));
	}

	@PostMapping("/appointments/{id}/complete")
	ResponseEntity<PersistentEntityResource> complete(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler
			.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.complete(now))));
	}

	@PostMapping("/appointments/{id}/no-show")
	ResponseEntity<PersistentEntityResource> noShow(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler.toFullResource(
				this.transitions.apply(this.records, id, (record, now) -> record.noShow(settings(record), now))));
	}

	private @Nullable AppointmentSetting settings(Appointment appointment) {
		Long provider = appointment.getProvider().getId();
		return (provider != null) ? this.settings.findApplying(appointment.getOrganizationId(), provider).orElse(null)
				: null;
	}

	record Reschedule(@NotNull Instant date, @Nullable @Min(5) @Max(480) Integer length) {
	}

	record Cancel(@Nullable @Size(max = 400) String reason) {
	}

}
