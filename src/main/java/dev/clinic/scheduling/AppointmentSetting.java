package dev.clinic.scheduling;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.clinic.people.User;
import dev.clinic.people.WithRole;
import dev.clinic.record.Money;
import dev.clinic.record.NumberedRecord;
import dev.clinic.record.Role;
import dev.revtrail.Tracked;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.Table;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.EmbeddedColumnNaming;
import org.hibernate.annotations.MapKeyJdbcTypeCode;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The rules for appointments of one provider or, if the provider is null, of all others.
 */
@Entity
@Table(name = "appointment_setting")
@Audited
@Tracked(organization = "organizationId", label = "name")
public class AppointmentSetting extends NumberedRecord {

	@NotBlank
	@Size(max = 80)
	@Column(nullable = false, length = 80)
	private String name;

	@WithRole({ Role.PROVIDER, Role.OWNER, Role.ADMIN })
	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "provider_id")
	private @Nullable User provider;

	/** Hours before an appointment within which a cancellation is late. */
	@Min(0)
	@Max(168)
	@Column(nullable = false)
	private int noticeHours = 24;

	/** Minutes between two appointments. */
	@Min(0)
	@Max(120)
	@Column(nullable = false)
	private int bufferMinutes;

	@Valid
	@Embedded
	@EmbeddedColumnNaming("late_fee_%s")
	private @Nullable Money lateFee;

	@Column(nullable = false)
	private boolean onlineBooking;

	/** Default lengths in minutes. */
	@ElementCollection
	@CollectionTable(name = "appointment_setting_length", joinColumns = @JoinColumn(name = "setting_id"))
	@MapKeyColumn(name = "contact_type", length = 20)
	@MapKeyEnumerated(EnumType.STRING)
	@MapKeyJdbcTypeCode(SqlTypes.VARCHAR)
	@Column(name = "minutes", nullable = false)
	private Map<ContactType, @NotNull @Min(5) @Max(480) Integer> lengths = new EnumMap<>(ContactType.class);

	@ManyToMany
	@JoinTable(name = "appointment_setting_location", joinColumns = @JoinColumn(name = "setting_id"),
			inverseJoinColumns = @JoinColumn(name = "location_id"))
	private Set<AppointmentLocation> locations = new LinkedHashSet<>();

	protected AppointmentSetting() {
	}

	/**
	 * Settles how appointments are made.
	 * @param organizationId the organization's id
	 * @param name a name for these settings
	 * @param provider whose appointments, or null for all others
	 * @param noticeHours hours before an appointment within which a cancellation is late
	 * @param lateFee what a late cancellation costs, or null
	 */
	public AppointmentSetting(String organizationId, String name, @Nullable User provider, int noticeHours,
			@Nullable Money lateFee) {
		super(organizationId);
		this.name = name;
		this.provider = provider;
		this.noticeHours = noticeHours;
		this.lateFee = lateFee;
	}

	/**
	 * Changes what late cancellations are and cost.
	 * @param noticeHours hours before an appointment within which a cancellation is late
	 * @param lateFee what a late cancellation costs, or null
	 */
	public void charge(int noticeHours, @Nullable Money lateFee) {
		this.noticeHours = noticeHours;
		this.lateFee = lateFee;
	}

	/** A copy, as two records must not share an embedded object. */
	@Nullable Money lateFee() {
		return (this.lateFee != null) ? new Money(this.lateFee.getAmount(), this.lateFee.getCurrency()) : null;
	}

	public int getNoticeHours() {
		return this.noticeHours;
	}

	public Map<ContactType, Integer> getLengths() {
		return this.lengths;
	}

	public Set<AppointmentLocation> getLocations() {
		return this.locations;
	}

}
