package dev.clinic.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.Role;
import dev.clinic.record.RuleViolation;
import dev.clinic.record.Ruled;
import dev.revtrail.Tracked;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Table;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A person known to an organization: its staff and its patients, who are users with role
 * {@link Role#PATIENT}.
 */
@Entity
@Table(name = "users")
@Audited
@Tracked(patient = "asPatient()", organization = "organizationId", label = { "firstName", "lastName" })
public class User extends NumberedRecord implements Ruled {

	@NotBlank
	@Email
	@Size(max = 190)
	@Column(nullable = false, length = 190)
	private String email;

	@NotBlank
	@Size(max = 80)
	@Column(nullable = false, length = 80)
	private String firstName;

	@NotBlank
	@Size(max = 80)
	@Column(nullable = false, length = 80)
	private String lastName;

	@Size(max = 80)
	@Column(length = 80)
	private @Nullable String preferredName;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	@Column(nullable = false, length = 20)
	private Role role = Role.PATIENT;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(nullable = false)
	private boolean active = true;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable Instant deactivatedAt;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(name = "can_view_audit_log", nullable = false)
	private boolean canViewAuditLog;

	@Pattern(regexp = "\\+?[0-9 ().-]{5,30}", message = "must be a telephone number")
	@Column(length = 32)
	private @Nullable String phone;

	@Past
	private @Nullable LocalDate birthDate;

	@Convert(converter = ZoneIdConverter.class)
	@Column(length = 50)
	private @Nullable ZoneId timeZone;

	@Valid
	@Embedded
	private @Nullable Address address;

	@ElementCollection
	@CollectionTable(name = "user_language", joinColumns = @JoinColumn(name = "user_id"))
	@Column(name = "language", nullable = false, length = 16)
	private Set<@NotBlank @Size(max = 16) String> languages = new LinkedHashSet<>();

	@NotAudited
	@JsonIgnore
	@Column(length = 100)
	private @Nullable String passwordHash;

	private transient @Nullable String loadedEmail;

	protected User() {
	}

	/**
	 * Registers a person.
	 * @param organizationId the organization's id
	 * @param role what the person is to it
	 * @param email the e-mail address, which signs in
	 * @param firstName the first name
	 * @param lastName the last name
	 */
	public User(String organizationId, Role role, String email, String firstName, String lastName) {
		super(organizationId);
		this.role = role;
		this.email = email;
		this.firstName = firstName;
		this.lastName = lastName;
	}

	@PostLoad
	void loaded() {
		this.loadedEmail = this.email;
	}

	@Override
	public void requireChangeable() {
		if (this.passwordHash != null && this.loadedEmail != null && !this.loadedEmail.equals(this.email)) {
			throw new RuleViolation("The e-mail address of a user who signs in with it cannot change.");
		}
	}

	@Override
	public void requireDeletable() {
		if (this.role != Role.PATIENT) {
			throw new RuleViolation("Members of the staff are deactivated, not deleted.");
		}
	}

	/**
	 * Returns the patient that this record belongs to.
	 * @return the id if the user is a patient, else null
	 */
	public @Nullable Long asPatient() {
		return (this.role == Role.PATIENT) ? getId() : null;
	}

	/**
	 * Gives the user another role. Access to the audit log that was given to the user in
	 * the old one ends.
	 * @param role the new role
	 */
	public void changeRole(Role role) {
		if (!this.active) {
			throw new RuleViolation("The role of a deactivated user cannot change; activate the user first.");
		}
		this.role = role;
		this.canViewAuditLog = false;
	}

	/**
	 * Lets the user sign in again.
	 */
	public void activate() {
		if (this.active) {
			throw new RuleViolation("The user is already active.");
		}
		this.active = true;
		this.deactivatedAt = null;
	}

	/**
	 * Keeps the user from signing in.
	 * @param now the time
	 */
	public void deactivate(Instant now) {
		if (!this.active) {
			throw new RuleViolation("The user is already deactivated.");
		}
		this.active = false;
		this.deactivatedAt = now;
	}

	/**
	 * Lets the user read the audit log over GraphQL, in any role but a patient's.
	 */
	public void grantAuditLog() {
		if (this.role == Role.PATIENT) {
			throw new RuleViolation("Patients cannot be given access to the audit log.");
		}
		if (this.canViewAuditLog) {
			throw new RuleViolation("The user already has access to the audit log.");
		}
		this.canViewAuditLog = true;
	}

	/**
	 * Takes back what {@link #grantAuditLog()} gave.
	 */
	public void revokeAuditLog() {
		if (!this.canViewAuditLog) {
			throw new RuleViolation("The user was not given access to the audit log.");
		}
		this.canViewAuditLog = false;
	}

	/**
	 * Changes how the user is reached.
	 * @param email the e-mail address
	 * @param phone the telephone number, or null
	 * @param address the address, or null
	 */
	public void reachAt(String email, @Nullable String phone, @Nullable Address address) {
		this.email = email;
		this.phone = phone;
		this.address = address;
	}

	/**
	 * Adds what a registration form asks for besides the name.
	 * @param preferredName how the user wants to be called, or null
	 * @param birthDate the day of birth, or null
	 * @param timeZone where the user lives, or null
	 */
	public void describe(@Nullable String preferredName, @Nullable LocalDate birthDate, @Nullable ZoneId timeZone) {
		this.preferredName = preferredName;
		this.birthDate = birthDate;
		this.timeZone = timeZone;
	}

	public void rename(String firstName, String lastName) {
		this.firstName = firstName;
		this.lastName = lastName;
	}

	public Set<String> getLanguages() {
		return this.languages;
	}

	public void setPasswordHash(@Nullable String passwordHash) {
		this.passwordHash = passwordHash;
	}

	public String getEmail() {
		return this.email;
	}

	public String getFirstName() {
		return this.firstName;
	}

	public String getLastName() {
		return this.lastName;
	}

	public String getFullName() {
		return this.firstName + " " + this.lastName;
	}

	public @Nullable String getPhone() {
		return this.phone;
	}

	public @Nullable Address getAddress() {
		return this.address;
	}

	public Role getRole() {
		return this.role;
	}

	public boolean canViewAuditLog() {
		return this.canViewAuditLog;
	}

	public boolean isActive() {
		return this.active;
	}

}
