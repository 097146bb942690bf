package dev.clinic.scheduling;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.people.User;
import dev.clinic.people.WithRole;
import dev.clinic.record.Role;
import dev.clinic.record.RuleViolation;
import dev.clinic.record.Ruled;
import dev.clinic.record.TenantRecord;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Hours of a weekday in which a provider can be booked, in the provider's time zone.
 */
@Entity
@Table(name = "availability")
@Audited
@Tracked(organization = "organizationId")
public class Availability extends TenantRecord implements Ruled {

	@Id
	@GeneratedValue(strategy = GenerationType.UUID)
	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable UUID id;

	@NotNull
	@WithRole({ Role.PROVIDER, Role.OWNER, Role.ADMIN })
	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	@JoinColumn(name = "provider_id", nullable = false)
	private User provider;

	@NotNull
	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	@Column(nullable = false, length = 10)
	private DayOfWeek weekday;

	@NotNull
	@Column(name = "opens_at", nullable = false)
	private LocalTime from;

	@NotNull
	@Column(name = "closes_at", nullable = false)
	private LocalTime until;

	private @Nullable LocalDate validFrom;

	private @Nullable LocalDate validUntil;

	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "location_id")
	private @Nullable AppointmentLocation location;

	protected Availability() {
	}

	/**
	 * Opens hours for booking.
	 * @param provider whose hours
	 * @param weekday on which day
	 * @param from the beginning
	 * @param until the end
	 */
	public Availability(User provider, DayOfWeek weekday, LocalTime from, LocalTime until) {
		super(provider.getOrganizationId());
		this.provider = provider;
		this.weekday = weekday;
		this.from = from;
		this.until = until;
	}

	@Override
	public void requireChangeable() {
		if (!this.until.isAfter(this.from)) {
			throw new RuleViolation("Hours must end ('until') after they begin ('from').");
		}
		if (this.validFrom != null && this.validUntil != null && this.validUntil.isBefore(this.validFrom)) {
			throw new RuleViolation("'validUntil' must not be before 'validFrom'.");
		}
	}

	@Override
	public void requireDeletable() {
		// Hours may always be withdrawn; appointments within them stay.
	}

	/**
	 * Changes the hours.
	 * @param from the beginning
	 * @param until the end
	 */
	public void change(LocalTime from, LocalTime until) {
		this.from = from;
		this.until = until;
		requireChangeable();
	}

	/**
	 * Limits the days on which the hours apply.
	 * @param validFrom the first day, or null
	 * @param validUntil the last day, or null
	 */
	public void limit(@Nullable LocalDate validFrom, @Nullable LocalDate validUntil) {
		this.validFrom = validFrom;
		this.validUntil = validUntil;
		requireChangeable();
	}

	public @Nullable UUID getId() {
		return this.id;
	}

	public User getProvider() {
		return this.provider;
	}

	public DayOfWeek getWeekday() {
		return this.weekday;
	}

}
