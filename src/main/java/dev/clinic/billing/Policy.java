package dev.clinic.billing;

import java.time.LocalDate;

import dev.clinic.people.User;
import dev.clinic.people.WithRole;
import dev.clinic.record.Money;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.Role;
import dev.clinic.record.RuleViolation;
import dev.clinic.record.Ruled;
import dev.revtrail.Masked;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A patient's insurance policy. What is more to a kind of policy, is in its subclass; all
 * are one type of record.
 */
@Entity
@Table(name = "policy")
@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
@DiscriminatorColumn(name = "kind", length = 24)
@DiscriminatorValue("HEALTH")
@Audited
@Tracked(name = "POLICY", patient = "patient", organization = "organizationId")
public class Policy extends NumberedRecord implements Ruled {

	@NotNull
	@WithRole(Role.PATIENT)
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "patient_id", nullable = false)
	private User patient;

	@NotBlank
	@Size(max = 120)
	@Column(nullable = false, length = 120)
	private String payer;

	/** Masked, since others could be treated at the expense of the patient with it. */
	@Masked
	@NotBlank
	@Size(max = 40)
	@Column(nullable = false, length = 40)
	private String policyNumber;

	@Size(max = 40)
	@Column(length = 40)
	private @Nullable String groupNumber;

	@Size(max = 160)
	@Column(length = 160)
	private @Nullable String holderName;

	@Valid
	@Embedded
	@EmbeddedColumnNaming("copay_%s")
	private @Nullable Money copay;

	@NotNull
	@Column(nullable = false)
	private LocalDate effectiveFrom;

	private @Nullable LocalDate effectiveUntil;

	protected Policy() {
	}

	/**
	 * Notes a policy.
	 * @param patient the patient who is insured
	 * @param payer the insurer
	 * @param policyNumber the policy's number
	 * @param effectiveFrom the first day
	 */
	public Policy(User patient, String payer, String policyNumber, LocalDate effectiveFrom) {
		super(patient.getOrganizationId());
		this.patient = patient;
		this.payer = payer;
		this.policyNumber = policyNumber;
		this.effectiveFrom = effectiveFrom;
	}

	@Override
	public void requireChangeable() {
		if (this.effectiveUntil != null && this.effectiveUntil.isBefore(this.effectiveFrom)) {
			throw new RuleViolation("A policy cannot end ('effectiveUntil') before it begins ('effectiveFrom').");
		}
	}

	@Override
	public void requireDeletable() {
		// A policy that a claim names is kept by the database.
	}

	/**
	 * Adds what the insurance card says.
	 * @param groupNumber the group's number, or null
	 * @param holderName who holds the policy, or null for the patient
	 * @param copay what the patient pays per visit, or null
	 */
	public void describe(@Nullable String groupNumber, @Nullable String holderName, @Nullable Money copay) {
		this.groupNumber = groupNumber;
		this.holderName = holderName;
		this.copay = copay;
	}

	/**
	 * Gives the policy the number that it has from now on.
	 * @param policyNumber the new number
	 */
	public void renumber(String policyNumber) {
		this.policyNumber = policyNumber;
	}

	/**
	 * Ends the policy.
	 * @param day the last day
	 */
	public void end(LocalDate day) {
		if (this.effectiveUntil != null) {
			throw new RuleViolation("The policy already has an end date.");
		}
		this.effectiveUntil = day;
		requireChangeable();
	}

	public User getPatient() {
		return this.patient;
	}

	public String getPolicyNumber() {
		return this.policyNumber;
	}

}
