package dev.clinic.scheduling;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.people.User;
import dev.clinic.record.RuleViolation;
import dev.clinic.record.Ruled;
import dev.clinic.record.TenantRecord;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who takes part in an appointment besides its provider and patient: a relative,
 * an interpreter, a colleague.
 */
@Entity
@Table(name = "appointment_inclusion")
@Audited
@Tracked(patient = "appointment.patient", organization = "organizationId")
public class AppointmentInclusion extends TenantRecord implements Ruled {

	@EmbeddedId
	@JsonIgnore
	private Id id = new Id();

	@NotNull
	@MapsId("appointmentId")
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@OnDelete(action = OnDeleteAction.CASCADE)
	@JoinColumn(name = "appointment_id")
	private Appointment appointment;

	@NotNull
	@MapsId("attendeeId")
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "attendee_id")
	private User attendee;

	@NotNull
	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	@Column(nullable = false, length = 20)
	private Part part;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable Instant confirmedAt;

	@Size(max = 400)
	@Column(length = 400)
	private @Nullable String note;

	private transient @Nullable Appointment loadedAppointment;

	private transient @Nullable User loadedAttendee;

	protected AppointmentInclusion() {
	}

	/**
	 * Includes somebody.
	 * @param appointment the appointment
	 * @param attendee who takes part
	 * @param part as what
	 */
	public AppointmentInclusion(Appointment appointment, User attendee, Part part) {
		super(appointment.getOrganizationId());
		this.appointment = appointment;
		this.attendee = attendee;
		this.part = part;
	}

	@PostLoad
	void loaded() {
		this.loadedAppointment = this.appointment;
		this.loadedAttendee = this.attendee;
	}

	@Override
	public void requireChangeable() {
		if (this.loadedAppointment != null
				&& (this.appointment != this.loadedAppointment || this.attendee != this.loadedAttendee)) {
			throw new RuleViolation(
					"The appointment and attendee of an inclusion cannot change; delete it and create a new one.");
		}
	}

	/**
	 * Notes that the attendee will come.
	 * @param now the time
	 */
	public void confirm(Instant now) {
		if (this.confirmedAt != null) {
			throw new RuleViolation("The attendee has already confirmed.");
		}
		this.confirmedAt = now;
	}

	public Id getId() {
		return this.id;
	}

	/**
	 * The role of an attendee in an appointment.
	 */
	public enum Part {

		/** Accompanies the patient. */
		RELATIVE,

		/** Translates. */
		INTERPRETER,

		/** Assists the provider. */
		COLLEAGUE

	}

	/**
	 * Identifies an inclusion by appointment and attendee. Its text form is the two
	 * numbers with a comma between them, as in the change log.
	 */
	@Embeddable
	public static class Id implements Serializable {

		private @Nullable Long appointmentId;

		private @Nullable Long attendeeId;

		protected Id() {
		}

		/**
		 * Creates an id.
		 * @param appointmentId the appointment's id
		 * @param attendeeId the attendee's id
		 */
		public Id(long appointmentId, long attendeeId) {
			this.appointmentId = appointmentId;
			this.attendeeId = attendeeId;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Id id && Objects.equals(this.appointmentId, id.appointmentId)
					&& Objects.equals(this.attendeeId, id.attendeeId);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.appointmentId, this.attendeeId);
		}

		@Override
		public String toString() {
			return this.appointmentId + "," + this.attendeeId;
		}

	}

}
