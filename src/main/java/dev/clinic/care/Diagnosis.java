package dev.clinic.care;

import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.people.User;
import dev.clinic.people.WithRole;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.Role;
import dev.clinic.record.RuleViolation;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A disease of a patient, by its ICD-10 code.
 */
@Entity
@Table(name = "diagnosis")
@Audited
@Tracked(patient = "patient", organization = "organizationId", label = "code")
public class Diagnosis extends NumberedRecord {

	@NotNull
	@WithRole(Role.PATIENT)
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "patient_id", nullable = false)
	private User patient;

	@NotNull
	@Pattern(regexp = "[A-Z]\\d[0-9A-Z](\\.[0-9A-Z]{1,4})?", message = "must be an ICD-10 code such as E11.9")
	@Column(nullable = false, length = 8)
	private String code;

	@NotBlank
	@Size(max = 200)
	@Column(nullable = false, length = 200)
	private String description;

	@PastOrPresent
	private @Nullable LocalDate diagnosedOn;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable LocalDate resolvedOn;

	@Column(name = "main_diagnosis", nullable = false)
	private boolean main;

	protected Diagnosis() {
	}

	/**
	 * Notes a diagnosis.
	 * @param patient the patient
	 * @param code the ICD-10 code
	 * @param description the code's meaning
	 * @param diagnosedOn the day
	 */
	public Diagnosis(User patient, String code, String description, LocalDate diagnosedOn) {
		super(patient.getOrganizationId());
		this.patient = patient;
		this.code = code;
		this.description = description;
		this.diagnosedOn = diagnosedOn;
	}

	/**
	 * Notes that the patient is well again.
	 * @param day the day
	 */
	public void resolve(LocalDate day) {
		if (this.resolvedOn != null) {
			throw new RuleViolation("The diagnosis is already resolved.");
		}
		this.resolvedOn = day;
	}

	/**
	 * Makes this the patient's main diagnosis, or not.
	 * @param main whether it is
	 */
	public void rank(boolean main) {
		this.main = main;
	}

	public User getPatient() {
		return this.patient;
	}

	public String getCode() {
		return this.code;
	}

}
