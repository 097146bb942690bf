package dev.clinic.care;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.people.User;
import dev.clinic.people.WithRole;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.Role;
import dev.clinic.record.RuleViolation;
import dev.revtrail.Tracked;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * Something that a member of the staff has to do.
 */
@Entity
@Table(name = "task")
@Audited
@Tracked(patient = "patient", organization = "organizationId", label = "title")
public class Task extends NumberedRecord {

	@NotBlank
	@Size(max = 200)
	@Column(nullable = false, length = 200)
	private String title;

	@Size(max = 4000)
	@Column(length = 4000)
	private @Nullable String notes;

	@WithRole({ Role.PROVIDER, Role.OWNER, Role.ADMIN })
	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "assignee_id")
	private @Nullable User assignee;

	@WithRole(Role.PATIENT)
	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "patient_id")
	private @Nullable User patient;

	@NotNull
	@Enumerated(EnumType.ORDINAL)
	@Column(nullable = false)
	private Priority priority = Priority.NORMAL;

	private @Nullable LocalDate dueOn;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(nullable = false)
	private boolean closed;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable Instant closedAt;

	@Size(max = 20)
	@ElementCollection
	@CollectionTable(name = "task_label", joinColumns = @JoinColumn(name = "task_id"))
	@Column(name = "label", nullable = false, length = 40)
	private Set<@NotBlank @Size(max = 40) String> labels = new LinkedHashSet<>();

	protected Task() {
	}

	/**
	 * Gives somebody something to do.
	 * @param organizationId the organization's id
	 * @param title what
	 * @param assignee who, or null for anybody
	 * @param patient for whom, or null
	 * @param dueOn by when, or null
	 */
	public Task(String organizationId, String title, @Nullable User assignee, @Nullable User patient,
			@Nullable LocalDate dueOn) {
		super(organizationId);
		this.title = title;
		this.assignee = assignee;
		this.patient = patient;
		this.dueOn = dueOn;
	}

	/**
	 * Hands the task to somebody else.
	 * @param assignee who
	 * @param priority how urgent it is
	 */
	public void assign(@Nullable User assignee, Priority priority) {
		this.assignee = assignee;
		this.priority = priority;
	}

	/**
	 * Notes that the task is done.
	 * @param now the time
	 */
	public void close(Instant now) {
		if (this.closed) {
			throw new RuleViolation("The task is already closed.");
		}
		this.closed = true;
		this.closedAt = now;
	}

	/**
	 * Takes the task up again.
	 */
	public void reopen() {
		if (!this.closed) {
			throw new RuleViolation("The task is already open.");
		}
		this.closed = false;
		this.closedAt = null;
	}

	public boolean isClosed() {
		return this.closed;
	}

	public String getTitle() {
		return this.title;
	}

	public Set<String> getLabels() {
		return this.labels;
	}

	/**
	 * The priority of a task.
	 */
	public enum Priority {

		/** Can wait. */
		LOW,

		/** Has no special urgency. */
		NORMAL,

		/** Cannot wait. */
		HIGH

	}

}
