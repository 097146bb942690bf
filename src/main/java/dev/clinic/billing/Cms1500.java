package dev.clinic.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.care.Diagnosis;
import dev.clinic.people.User;
import dev.clinic.people.WithRole;
import dev.clinic.record.Money;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.Role;
import dev.clinic.record.RuleViolation;
import dev.clinic.record.Ruled;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A claim to an insurer, on the form CMS-1500.
 */
@Entity
@Table(name = "cms1500")
@Audited
@Tracked(name = "CMS1500", patient = "patient", organization = "organizationId")
public class Cms1500 extends NumberedRecord implements Ruled {

	@NotNull
	@WithRole(Role.PATIENT)
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "patient_id", nullable = false)
	private User patient;

	@NotNull
	@WithRole({ Role.PROVIDER, Role.OWNER, Role.ADMIN })
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "rendering_provider_id", nullable = false)
	private User renderingProvider;

	@NotNull
	@Column(nullable = false)
	private LocalDate dateOfService;

	@Size(max = 40)
	@Column(length = 40)
	private @Nullable String priorAuthorization;

	@Valid
	@Embedded
	@EmbeddedColumnNaming("total_%s")
	private @Nullable Money total;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	@Column(nullable = false, length = 16)
	private Status status = Status.DRAFT;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable Instant submittedAt;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(length = 400)
	private @Nullable String rejection;

	@ManyToMany
	@JoinTable(name = "cms1500_diagnosis", joinColumns = @JoinColumn(name = "cms1500_id"),
			inverseJoinColumns = @JoinColumn(name = "diagnosis_id"))
	private Set<Diagnosis> diagnoses = new LinkedHashSet<>();

	protected Cms1500() {
	}

	/**
	 * Drafts a claim.
	 * @param patient the patient
	 * @param renderingProvider who cared for the patient
	 * @param dateOfService when
	 * @param total how much is claimed
	 */
	public Cms1500(User patient, User renderingProvider, LocalDate dateOfService, Money total) {
		super(patient.getOrganizationId());
		this.patient = patient;
		this.renderingProvider = renderingProvider;
		this.dateOfService = dateOfService;
		this.total = total;
	}

	@Override
	public void requireChangeable() {
		if (this.status == Status.SUBMITTED || this.status == Status.ACCEPTED) {
			throw new RuleViolation("A claim that is " + this.status + " cannot change.");
		}
	}

	/**
	 * Sends the claim.
	 * @param now the time
	 */
	public void submit(Instant now) {
		requireChangeable();
		if (this.diagnoses.isEmpty()) {
			throw new RuleViolation("A claim needs a diagnosis before it can be submitted.");
		}
		this.status = Status.SUBMITTED;
		this.submittedAt = now;
		this.rejection = null;
	}

	/**
	 * Notes that the insurer accepts the claim.
	 */
	public void accept() {
		requireSubmitted();
		this.status = Status.ACCEPTED;
	}

	/**
	 * Notes that the insurer sent the claim back.
	 * @param reason why
	 */
	public void reject(String reason) {
		requireSubmitted();
		this.status = Status.REJECTED;
		this.rejection = reason;
	}

	private void requireSubmitted() {
		if (this.status != Status.SUBMITTED) {
			throw new RuleViolation("A claim that is " + this.status + " cannot be accepted or rejected.");
		}
	}

	public User getPatient() {
		return this.patient;
	}

	public Set<Diagnosis> getDiagnoses() {
		return this.diagnoses;
	}

	public Status getStatus() {
		return this.status;
	}

	/**
	 * The status of a claim.
	 */
	public enum Status {

		/** Being written. */
		DRAFT,

		/** Sent to the insurer. */
		SUBMITTED,

		/** Accepted by the insurer. */
		ACCEPTED,

		/** Sent back by the insurer. */
		REJECTED

	}

}
