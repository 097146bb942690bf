package dev.clinic.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.people.User;
import dev.clinic.people.WithRole;
import dev.clinic.record.Money;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.Role;
import dev.clinic.record.RuleViolation;
import dev.clinic.record.Ruled;
import dev.revtrail.Tracked;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A patient's appointment with a provider.
 */
@Entity
@Table(name = "appointment")
@Audited
@Tracked(patient = "patient", organization = "organizationId")
public class Appointment extends NumberedRecord implements Ruled {

	@NotNull
	@Column(name = "starts_at", nullable = false)
	private Instant date;

	/** In minutes. */
	@Min(5)
	@Max(480)
	@Column(nullable = false)
	private int length = 30;

	@NotNull
	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	@Column(nullable = false, length = 20)
	private ContactType contactType;

	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "location_id")
	private @Nullable AppointmentLocation location;

	@NotNull
	@WithRole({ Role.PROVIDER, Role.OWNER, Role.ADMIN })
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "provider_id", nullable = false)
	private User provider;

	@NotNull
	@WithRole(Role.PATIENT)
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "patient_id", nullable = false)
	private User patient;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	@Column(nullable = false, length = 20)
	private AppointmentStatus status = AppointmentStatus.SCHEDULED;

	@Size(max = 400)
	@Column(length = 400)
	private @Nullable String reason;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Embedded
	@EmbeddedColumnNaming("late_cancellation_fee_%s")
	private @Nullable Money lateCancellationFee;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Embedded
	private @Nullable Cancellation cancellation;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable Instant completedAt;

	/** Hours before the appointment at which the patient is reminded. */
	@Size(max = 10)
	@ElementCollection
	@CollectionTable(name = "appointment_reminder", joinColumns = @JoinColumn(name = "appointment_id"))
	@Column(name = "hours_before", nullable = false)
	private Set<@NotNull @Min(1) @Max(720) Integer> reminders = new LinkedHashSet<>();

	private transient @Nullable Instant loadedDate;

	protected Appointment() {
	}

	/**
	 * Schedules an appointment.
	 * @param patient the patient
	 * @param provider the provider
	 * @param date when it begins
	 * @param length how long it takes, in minutes
	 * @param contactType how they meet
	 */
	public Appointment(User patient, User provider, Instant date, int length, ContactType contactType) {
		super(patient.getOrganizationId());
		this.patient = patient;
		this.provider = provider;
		this.date = date;
		this.length = length;
		this.contactType = contactType;
	}

	@PostLoad
	void loaded() {
		this.loadedDate = this.date;
	}

	@Override
	public void requireChangeable() {
		if (!this.status.isOpen() && this.loadedDate != null && !Objects.equals(this.loadedDate, this.date)) {
			throw new RuleViolation("The date of an appointment that is " + this.status + " cannot change.");
		}
	}

	@Override
	public void requireDeletable() {
		if (this.status == AppointmentStatus.COMPLETED) {
			throw new RuleViolation("A completed appointment cannot be deleted.");
		}
	}

	/**
	 * Moves the appointment, which takes a new confirmation.
	 * @param date when it begins instead, later than now
	 * @param length how long it takes, in minutes
	 * @param now the time
	 */
	public void reschedule(Instant date, int length, Instant now) {
		requireOpen("rescheduled");
		if (!date.isAfter(now)) {
			throw new RuleViolation("An appointment can only be rescheduled to a future time.");
		}
		this.date = date;
		this.length = length;
		this.status = AppointmentStatus.SCHEDULED;
	}

	/**
	 * Notes that the patient will come.
	 */
	public void confirm() {
		if (this.status != AppointmentStatus.SCHEDULED) {
			throw new RuleViolation("An appointment that is " + this.status + " cannot be confirmed.");
		}
		this.status = AppointmentStatus.CONFIRMED;
	}

	/**
	 * Cancels the appointment. A cancellation with less notice than the settings require
	 * incurs the late cancellation fee.
	 * @param reason why, or null
	 * @param by who
	 * @param settings the settings that apply, or null for no fee
	 * @param now the time
	 */
	public void cancel(@Nullable String reason, String by, @Nullable AppointmentSetting settings, Instant now) {
		requireOpen("cancelled");
		boolean late = settings != null && now.isAfter(this.date.minus(Duration.ofHours(settings.getNoticeHours())));
		this.status = AppointmentStatus.CANCELLED;
		this.cancellation = new Cancellation(now, by, reason, late);
		this.lateCancellationFee = (late && settings != null) ? settings.lateFee() : null;
	}

	/**
	 * Notes that the appointment took place.
	 * @param now the time
	 */
	public void complete(Instant now) {
		requireOpen("completed");
		requireBegun(now);
		this.status = AppointmentStatus.COMPLETED;
		this.completedAt = now;
	}

	/**
	 * Notes that the patient did not come, for which the fee for late cancellations is
	 * due.
	 * @param settings the settings that apply, or null for no fee
	 * @param now the time
	 */
	public void noShow(@Nullable AppointmentSetting settings, Instant now) {
		requireOpen("marked as a no-show");
		requireBegun(now);
		this.status = AppointmentStatus.NO_SHOW;
		this.lateCancellationFee = (settings != null) ? settings.lateFee() : null;
	}

	/**
	 * Says what the appointment is about and where it takes place.
	 * @param reason why the patient comes, or null
	 * @param location the place, or null
	 */
	public void describe(@Nullable String reason, @Nullable AppointmentLocation location) {
		this.reason = reason;
		this.location = location;
	}

	private void requireOpen(String done) {
		if (!this.status.isOpen()) {
			throw new RuleViolation("An appointment that is " + this.status + " cannot be " + done + ".");
		}
	}

	private void requireBegun(Instant now) {
		if (now.isBefore(this.date)) {
			throw new RuleViolation("The appointment has not begun yet.");
		}
	}

	public Instant getDate() {
		return this.date;
	}

	public int getLength() {
		return this.length;
	}

	public User getProvider() {
		return this.provider;
	}

	public User getPatient() {
		return this.patient;
	}

	public AppointmentStatus getStatus() {
		return this.status;
	}

	public @Nullable Money getLateCancellationFee() {
		return this.lateCancellationFee;
	}

	public Set<Integer> getReminders() {
		return this.reminders;
	}

}
