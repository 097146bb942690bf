package dev.clinic.billing;

import java.time.LocalDate;

import dev.clinic.people.User;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A policy that pays for what happened at work.
 */
@Entity
@DiscriminatorValue("WORKERS_COMPENSATION")
@Audited
public class WorkersCompensationPolicy extends Policy {

	@Size(max = 120)
	@Column(length = 120)
	private @Nullable String employer;

	@Size(max = 40)
	@Column(length = 40)
	private @Nullable String claimNumber;

	@PastOrPresent
	private @Nullable LocalDate injuredOn;

	protected WorkersCompensationPolicy() {
	}

	/**
	 * Notes a policy.
	 * @param patient the patient who is insured
	 * @param payer the insurer
	 * @param policyNumber the policy's number
	 * @param effectiveFrom the first day
	 * @param employer the employer
	 */
	public WorkersCompensationPolicy(User patient, String payer, String policyNumber, LocalDate effectiveFrom,
			String employer) {
		super(patient, payer, policyNumber, effectiveFrom);
		this.employer = employer;
	}

	/**
	 * Notes the insurer's claim.
	 * @param claimNumber the claim's number
	 * @param injuredOn the day of the injury
	 */
	public void claim(String claimNumber, LocalDate injuredOn) {
		this.claimNumber = claimNumber;
		this.injuredOn = injuredOn;
	}

}
