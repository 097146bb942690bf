package dev.clinic.forms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.people.User;
import dev.clinic.people.WithRole;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.Role;
import dev.clinic.record.RuleViolation;
import dev.clinic.record.Ruled;
import dev.revtrail.Tracked;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A form that a patient fills in: its answers belong together, and are locked together.
 */
@Entity
@Table(name = "form_answer_group")
@Audited
@Tracked(patient = "patient", organization = "organizationId", label = "name")
public class FormAnswerGroup extends NumberedRecord implements Ruled {

	@NotBlank
	@Size(max = 120)
	@Column(nullable = false, length = 120)
	private String name;

	@NotNull
	@WithRole(Role.PATIENT)
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "patient_id", nullable = false)
	private User patient;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(nullable = false)
	private boolean finished;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable Instant lockedAt;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "locked_by_id")
	private @Nullable User lockedBy;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@OneToMany(mappedBy = "group", cascade = CascadeType.ALL, orphanRemoval = true)
	@OrderBy("position")
	private List<FormAnswer> answers = new ArrayList<>();

	protected FormAnswerGroup() {
	}

	/**
	 * Gives a patient a form.
	 * @param patient the patient
	 * @param name the form's name
	 */
	public FormAnswerGroup(User patient, String name) {
		super(patient.getOrganizationId());
		this.patient = patient;
		this.name = name;
	}

	/**
	 * Adds an answer.
	 * @param label the question
	 * @param answer the answer, or null
	 * @return the answer
	 */
	public FormAnswer answer(String label, @Nullable String answer) {
		requireChangeable();
		FormAnswer added = new FormAnswer(this, label, answer, this.answers.size());
		this.answers.add(added);
		return added;
	}

	@Override
	public void requireChangeable() {
		if (this.lockedAt != null) {
			throw new RuleViolation("The form is locked; unlock it first.");
		}
	}

	/**
	 * Notes that nothing is left to answer.
	 */
	public void finish() {
		requireChangeable();
		if (this.finished) {
			throw new RuleViolation("The form is already finished.");
		}
		this.finished = true;
	}

	/**
	 * Keeps the form and its answers from being changed.
	 * @param by who does so
	 * @param now the time
	 */
	public void lock(User by, Instant now) {
		if (this.lockedAt != null) {
			throw new RuleViolation("The form is already locked.");
		}
		if (!this.finished) {
			throw new RuleViolation("A form must be finished before it can be locked.");
		}
		this.lockedAt = now;
		this.lockedBy = by;
	}

	/**
	 * Lets the form be changed again.
	 */
	public void unlock() {
		if (this.lockedAt == null) {
			throw new RuleViolation("The form is not locked.");
		}
		this.lockedAt = null;
		this.lockedBy = null;
	}

	public User getPatient() {
		return this.patient;
	}

	public List<FormAnswer> getAnswers() {
		return this.answers;
	}

	public boolean isFinished() {
		return this.finished;
	}

	public @Nullable Instant getLockedAt() {
		return this.lockedAt;
	}

}
