package dev.clinic.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.people.User;
import dev.clinic.people.WithRole;
import dev.clinic.record.Money;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.Role;
import dev.clinic.record.RuleViolation;
import dev.clinic.record.Ruled;
import dev.clinic.scheduling.Appointment;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Something that a patient owes, and what became of it. All amounts are in the currency
 * of the price.
 */
@Entity
@Table(name = "billing_item")
@Audited
@Tracked(patient = "patient", organization = "organizationId")
public class BillingItem extends NumberedRecord implements Ruled {

	@NotNull
	@WithRole(Role.PATIENT)
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "patient_id", nullable = false)
	private User patient;

	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "appointment_id")
	private @Nullable Appointment appointment;

	@NotBlank
	@Size(max = 200)
	@Column(nullable = false, length = 200)
	private String description;

	@NotNull
	@Valid
	@Embedded
	@EmbeddedColumnNaming("price_%s")
	private Money price;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(nullable = false, precision = 17, scale = 2)
	private BigDecimal amountPaid = new BigDecimal("0.00");

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(nullable = false, precision = 17, scale = 2)
	private BigDecimal refundAmount = new BigDecimal("0.00");

	@Size(max = 40)
	@Pattern(regexp = "[A-Z0-9-]*", message = "must be upper-case letters, digits and hyphens")
	@Column(length = 40)
	private @Nullable String couponCode;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(length = 400)
	private @Nullable String failureReason;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	@Column(nullable = false, length = 24)
	private BillingState state = BillingState.OPEN;

	private @Nullable LocalDate dueOn;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable Instant paidAt;

	@Size(max = 2000)
	@Column(length = 2000)
	private @Nullable String note;

	private transient @Nullable Money loadedPrice;

	protected BillingItem() {
	}

	/**
	 * Bills a patient.
	 * @param patient the patient
	 * @param description for what
	 * @param price how much
	 * @param dueOn by when, or null
	 */
	public BillingItem(User patient, String description, Money price, @Nullable LocalDate dueOn) {
		super(patient.getOrganizationId());
		this.patient = patient;
		this.description = description;
		this.price = price;
		this.dueOn = dueOn;
	}

	@PostLoad
	void loaded() {
		this.loadedPrice = new Money(this.price.getAmount(), this.price.getCurrency());
	}

	@Override
	public void requireChangeable() {
		if (!isOwed() && this.loadedPrice != null && !this.loadedPrice.equals(this.price)) {
			throw new RuleViolation("The price of a billing item that is " + this.state + " cannot change.");
		}
	}

	@Override
	public void requireDeletable() {
		if (this.amountPaid.signum() != 0) {
			throw new RuleViolation("A billing item that was paid cannot be deleted; refund it instead.");
		}
	}

	/**
	 * Notes that the patient paid.
	 * @param now the time
	 */
	public void charge(Instant now) {
		requireOwed("charged");
		this.amountPaid = this.price.getAmount();
		this.paidAt = now;
		this.failureReason = null;
		this.state = BillingState.PAID;
	}

	/**
	 * Notes that an attempt to charge failed.
	 * @param reason why
	 */
	public void fail(String reason) {
		requireOwed("charged");
		this.failureReason = reason;
		this.state = BillingState.FAILED;
	}

	/**
	 * Gives money back.
	 * @param amount how much, at most what was paid and not yet given back
	 */
	public void refund(BigDecimal amount) {
		if (this.state != BillingState.PAID && this.state != BillingState.PARTIALLY_REFUNDED) {
			throw new RuleViolation("A billing item that is " + this.state + " cannot be refunded.");
		}
		BigDecimal refunded = this.refundAmount.add(amount);
		if (refunded.compareTo(this.amountPaid) > 0) {
			throw new RuleViolation("The refund must not exceed " + this.amountPaid.subtract(this.refundAmount) + " "
					+ this.price.getCurrency() + ".");
		}
		this.refundAmount = refunded;
		this.state = (refunded.compareTo(this.amountPaid) == 0) ? BillingState.REFUNDED
				: BillingState.PARTIALLY_REFUNDED;
	}

	/**
	 * Writes the item off.
	 */
	public void voidItem() {
		requireOwed("voided");
		this.state = BillingState.VOIDED;
	}

	/**
	 * Says more about the item.
	 * @param appointment the appointment that it is for, or null
	 * @param couponCode the coupon that was given, or null
	 * @param note a note, or null
	 */
	public void describe(@Nullable Appointment appointment, @Nullable String couponCode, @Nullable String note) {
		this.appointment = appointment;
		this.couponCode = couponCode;
		this.note = note;
	}

	private boolean isOwed() {
		return this.state == BillingState.OPEN || this.state == BillingState.FAILED;
	}

	private void requireOwed(String done) {
		if (!isOwed()) {
			throw new RuleViolation("A billing item that is " + this.state + " cannot be " + done + ".");
		}
	}

	public User getPatient() {
		return this.patient;
	}

	public Money getPrice() {
		return this.price;
	}

	public BigDecimal getAmountPaid() {
		return this.amountPaid;
	}

	public BillingState getState() {
		return this.state;
	}

}
