package dev.clinic.forms;

import dev.clinic.record.NumberedRecord;
import dev.clinic.record.RuleViolation;
import dev.clinic.record.Ruled;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.Length;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A patient's answer to one question of a form.
 */
@Entity
@Table(name = "form_answer")
@Audited
@Tracked(patient = "group.patient", organization = "organizationId", label = "label")
public class FormAnswer extends NumberedRecord implements Ruled {

	@NotNull
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "group_id", nullable = false)
	private FormAnswerGroup group;

	@NotBlank
	@Size(max = 400)
	@Column(nullable = false, length = 400)
	private String label;

	@Size(max = 20000)
	@Column(length = Length.LONG32)
	private @Nullable String answer;

	@Min(0)
	@Column(name = "position", nullable = false)
	private int position;

	private transient @Nullable FormAnswerGroup loadedGroup;

	protected FormAnswer() {
	}

	FormAnswer(FormAnswerGroup group, String label, @Nullable String answer, int position) {
		super(group.getOrganizationId());
		this.group = group;
		this.label = label;
		this.answer = answer;
		this.position = position;
	}

	@PostLoad
	void loaded() {
		this.loadedGroup = this.group;
	}

	@Override
	public void requireChangeable() {
		if (this.loadedGroup != null && this.loadedGroup != this.group) {
			throw new RuleViolation("An answer cannot move to another form; delete it and create a new one.");
		}
		this.group.requireChangeable();
	}

	/**
	 * Answers otherwise.
	 * @param answer the answer, or null
	 */
	public void correct(@Nullable String answer) {
		requireChangeable();
		this.answer = answer;
	}

	public FormAnswerGroup getGroup() {
		return this.group;
	}

	public @Nullable String getAnswer() {
		return this.answer;
	}

}
