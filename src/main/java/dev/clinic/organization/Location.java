package dev.clinic.organization;

import java.math.BigDecimal;

import dev.clinic.people.Address;
import dev.clinic.record.NumberedRecord;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A site of a practice.
 */
@Entity
@Table(name = "location")
@Audited
@Tracked(organization = "organizationId", label = "name")
public class Location extends NumberedRecord {

	@NotBlank
	@Size(max = 120)
	@Column(nullable = false, length = 120)
	private String name;

	@Valid
	@Embedded
	private @Nullable Address address;

	@Size(max = 32)
	@Column(length = 32)
	private @Nullable String phone;

	@DecimalMin("-90")
	@DecimalMax("90")
	@Digits(integer = 2, fraction = 6)
	@Column(precision = 8, scale = 6)
	private @Nullable BigDecimal latitude;

	@DecimalMin("-180")
	@DecimalMax("180")
	@Digits(integer = 3, fraction = 6)
	@Column(precision = 9, scale = 6)
	private @Nullable BigDecimal longitude;

	@Column(nullable = false)
	private boolean wheelchairAccessible;

	protected Location() {
	}

	/**
	 * Opens a site.
	 * @param organizationId the organization's id
	 * @param name the site's name
	 * @param address where it is
	 */
	public Location(String organizationId, String name, Address address) {
		super(organizationId);
		this.name = name;
		this.address = address;
	}

	/**
	 * Changes what patients need to know before they come.
	 * @param phone where to call
	 * @param wheelchairAccessible whether there is no step
	 */
	public void describe(String phone, boolean wheelchairAccessible) {
		this.phone = phone;
		this.wheelchairAccessible = wheelchairAccessible;
	}

	/**
	 * Moves the site.
	 * @param address the new address
	 */
	public void moveTo(Address address) {
		this.address = address;
	}

	public String getName() {
		return this.name;
	}

}
