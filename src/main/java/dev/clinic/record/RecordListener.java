package dev.clinic.record;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;

import org.springframework.stereotype.Component;

/**
 * Sets the properties that no client may set: the times of creation and change, and the
 * organization, which is always that of the current user.
 */
@Component
class RecordListener {

	private final Clock clock;

	RecordListener(Clock clock) {
		this.clock = clock;
	}

	@PrePersist
	void beforeCreate(ClinicRecord record) {
		record.createdAt(now());
		ClinicPrincipal principal = CurrentOrganization.principal();
		if (principal != null && record instanceof TenantRecord tenantRecord) {
			tenantRecord.setOrganizationId(principal.organizationId());
		}
		TenantLinks.requireWithin(record);
	}

	@PreUpdate
	void beforeUpdate(ClinicRecord record) {
		record.updatedAt(now());
		TenantLinks.requireWithin(record);
	}

	/**
	 * Returns the time in microseconds, as databases keep it; a finer one would look like
	 * a change.
	 */
	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
