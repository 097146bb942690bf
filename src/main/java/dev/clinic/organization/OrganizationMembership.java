package dev.clinic.organization;

import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.people.User;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.Role;
import dev.clinic.record.RuleViolation;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * That a user works for, or is a patient of, an organization, and since when.
 */
@Entity
@Table(name = "organization_membership")
@Audited
@Tracked(organization = "organizationId")
public class OrganizationMembership extends NumberedRecord {

	@NotNull
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "user_id", nullable = false)
	private User user;

	@Size(max = 80)
	@Column(length = 80)
	private @Nullable String title;

	@Size(max = 80)
	@Column(length = 80)
	private @Nullable String department;

	/** The user's, which it follows until the membership ends. */
	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	@Column(length = 20)
	private @Nullable Role role;

	@NotNull
	@Column(name = "member_since", nullable = false)
	private LocalDate since;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable LocalDate endedOn;

	protected OrganizationMembership() {
	}

	/**
	 * Makes a user a member.
	 * @param user the user
	 * @param title the position, or null
	 * @param since the first day
	 */
	public OrganizationMembership(User user, @Nullable String title, LocalDate since) {
		super(user.getOrganizationId());
		this.user = user;
		this.role = user.getRole();
		this.title = title;
		this.since = since;
	}

	@PrePersist
	void joins() {
		if (this.role == null && this.user != null) {
			this.role = this.user.getRole();
		}
	}

	/**
	 * Gives the member the role that the user has now, unless the membership has ended.
	 */
	public void followRole() {
		if (this.endedOn == null) {
			this.role = this.user.getRole();
		}
	}

	/**
	 * Gives the member another position.
	 * @param title the position
	 * @param department the department, or null
	 */
	public void assign(String title, @Nullable String department) {
		this.title = title;
		this.department = department;
	}

	/**
	 * Ends the membership.
	 * @param day the last day
	 */
	public void end(LocalDate day) {
		if (this.endedOn != null) {
			throw new RuleViolation("The membership has already ended.");
		}
		if (day.isBefore(this.since)) {
			throw new RuleViolation("A membership cannot end before it began.");
		}
		this.endedOn = day;
	}

	public User getUser() {
		return this.user;
	}

}
