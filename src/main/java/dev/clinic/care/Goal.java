package dev.clinic.care;

import java.time.Instant;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.RuleViolation;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A goal that a patient wants to reach by a care plan.
 */
@Entity
@Table(name = "goal")
@Audited
@Tracked(patient = "carePlan.patient", organization = "organizationId", label = "title")
public class Goal extends NumberedRecord {

	@NotNull
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@OnDelete(action = OnDeleteAction.CASCADE)
	@JoinColumn(name = "care_plan_id", nullable = false)
	private CarePlan carePlan;

	@NotBlank
	@Size(max = 200)
	@Column(nullable = false, length = 200)
	private String title;

	private @Nullable LocalDate targetDate;

	/** In percent. */
	@Min(0)
	@Max(100)
	@Column(nullable = false)
	private int progress;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable Instant completedAt;

	protected Goal() {
	}

	/**
	 * Sets a goal.
	 * @param carePlan the plan that it belongs to
	 * @param title what is to be reached
	 * @param targetDate by when, or null
	 */
	public Goal(CarePlan carePlan, String title, @Nullable LocalDate targetDate) {
		super(carePlan.getOrganizationId());
		this.carePlan = carePlan;
		this.title = title;
		this.targetDate = targetDate;
	}

	/**
	 * Notes how far the patient has come.
	 * @param percent the progress
	 */
	public void progressTo(int percent) {
		if (this.completedAt != null) {
			throw new RuleViolation("The goal is already reached.");
		}
		this.progress = percent;
	}

	/**
	 * Notes that the goal is reached.
	 * @param now the time
	 */
	public void complete(Instant now) {
		progressTo(100);
		this.completedAt = now;
	}

	public CarePlan getCarePlan() {
		return this.carePlan;
	}

}
