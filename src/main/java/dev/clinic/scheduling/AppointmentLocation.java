package dev.clinic.scheduling;

import dev.clinic.organization.Location;
import dev.clinic.record.NumberedRecord;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.envers.Audited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A place for appointments: a room at a site, a video room or a telephone line.
 */
@Entity
@Table(name = "appointment_location")
@Audited
@Tracked(organization = "organizationId", label = "name")
public class AppointmentLocation extends NumberedRecord {

	@NotBlank
	@Size(max = 120)
	@Column(nullable = false, length = 120)
	private String name;

	@NotNull
	@Enumerated(EnumType.STRING)
	@JdbcTypeCode(SqlTypes.VARCHAR)
	@Column(nullable = false, length = 20)
	private ContactType contactType;

	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "location_id")
	private @Nullable Location site;

	@Size(max = 40)
	@Column(length = 40)
	private @Nullable String room;

	@Size(max = 400)
	@Column(length = 400)
	private @Nullable String meetingUrl;

	protected AppointmentLocation() {
	}

	/**
	 * Sets up a place for appointments.
	 * @param organizationId the organization's id
	 * @param name its name
	 * @param contactType how people meet there
	 * @param site the site, or null where there is none
	 */
	public AppointmentLocation(String organizationId, String name, ContactType contactType, @Nullable Location site) {
		super(organizationId);
		this.name = name;
		this.contactType = contactType;
		this.site = site;
	}

	/**
	 * Changes how the place is found.
	 * @param room the room's number, or null
	 * @param meetingUrl the video room's address, or null
	 */
	public void direct(@Nullable String room, @Nullable String meetingUrl) {
		this.room = room;
		this.meetingUrl = meetingUrl;
	}

	public String getName() {
		return this.name;
	}

	public ContactType getContactType() {
		return this.contactType;
	}

}
