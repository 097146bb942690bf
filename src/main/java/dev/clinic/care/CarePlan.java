package dev.clinic.care;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.people.User;
import dev.clinic.people.WithRole;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.Role;
import dev.clinic.record.RuleViolation;
import dev.clinic.record.Ruled;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.Length;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * An agreement between provider and patient for some months.
 */
@Entity
@Table(name = "care_plan")
@Audited
@Tracked(patient = "patient", organization = "organizationId", label = "name")
public class CarePlan extends NumberedRecord implements Ruled {

	@NotBlank
	@Size(max = 120)
	@Column(nullable = false, length = 120)
	private String name;

	@NotNull
	@WithRole(Role.PATIENT)
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "patient_id", nullable = false)
	private User patient;

	@WithRole({ Role.PROVIDER, Role.OWNER, Role.ADMIN })
	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "provider_id")
	private @Nullable User provider;

	@Size(max = 20000)
	@Column(length = Length.LONG32)
	private @Nullable String summary;

	@NotNull
	@Column(nullable = false)
	private LocalDate startsOn;

	private @Nullable LocalDate endsOn;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	@Column(nullable = false, length = 16)
	private Status status = Status.ACTIVE;

	/** The tasks of the plan; a task does not refer to its plan. */
	@OneToMany
	@JoinTable(name = "care_plan_task", joinColumns = @JoinColumn(name = "care_plan_id"),
			inverseJoinColumns = @JoinColumn(name = "task_id", unique = true))
	private Set<Task> tasks = new LinkedHashSet<>();

	protected CarePlan() {
	}

	/**
	 * Begins a plan.
	 * @param patient the patient
	 * @param provider the provider, or null
	 * @param name the plan's name
	 * @param startsOn the first day
	 */
	public CarePlan(User patient, @Nullable User provider, String name, LocalDate startsOn) {
		super(patient.getOrganizationId());
		this.patient = patient;
		this.provider = provider;
		this.name = name;
		this.startsOn = startsOn;
	}

	@Override
	public void requireChangeable() {
		if (this.endsOn != null && this.endsOn.isBefore(this.startsOn)) {
			throw new RuleViolation("A care plan cannot end ('endsOn') before it starts ('startsOn').");
		}
	}

	@Override
	public void requireDeletable() {
		// A plan may always be thrown away, with its goals.
	}

	/**
	 * Writes what the plan is about.
	 * @param summary the text, or null
	 */
	public void summarize(@Nullable String summary) {
		this.summary = summary;
	}

	/**
	 * Ends the plan.
	 * @param day the last day
	 */
	public void close(LocalDate day) {
		if (this.status == Status.CLOSED) {
			throw new RuleViolation("The care plan is already closed.");
		}
		this.endsOn = day;
		requireChangeable();
		this.status = Status.CLOSED;
	}

	public String getName() {
		return this.name;
	}

	public @Nullable String getSummary() {
		return this.summary;
	}

	public User getPatient() {
		return this.patient;
	}

	public Set<Task> getTasks() {
		return this.tasks;
	}

	public Status getStatus() {
		return this.status;
	}

	/**
	 * The status of a care plan.
	 */
	public enum Status {

		/** In force. */
		ACTIVE,

		/** Ended. */
		CLOSED

	}

}
