package dev.clinic.billing;

import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A policy that a claim is made on.
 */
@Entity
@Table(name = "cms1500_policy")
@Audited
@Tracked(name = "CMS1500_POLICY", patient = "form.patient", organization = "organizationId")
public class Cms1500Policy extends Cms1500Part {

	@NotNull
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "policy_id", nullable = false)
	private Policy policy;

	/** 1 for the policy that pays first. */
	@Min(1)
	@Max(3)
	@Column(name = "payment_order", nullable = false)
	private int priority = 1;

	@Size(max = 40)
	@Column(length = 40)
	private @Nullable String authorizationNumber;

	protected Cms1500Policy() {
	}

	/**
	 * Adds a policy to a claim.
	 * @param form the claim
	 * @param policy the policy
	 * @param priority 1 for the policy that pays first
	 */
	public Cms1500Policy(Cms1500 form, Policy policy, int priority) {
		super(form);
		this.policy = policy;
		this.priority = priority;
	}

	/**
	 * Notes the insurer's authorization.
	 * @param authorizationNumber its number
	 */
	public void authorize(String authorizationNumber) {
		this.authorizationNumber = authorizationNumber;
	}

	public Policy getPolicy() {
		return this.policy;
	}

}
