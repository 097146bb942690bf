package dev.clinic.organization;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.clinic.people.Address;
import dev.clinic.record.NumberedRecord;
import dev.revtrail.Tracked;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * The details of an organization on invoices, claims and its pages.
 */
@Entity
@Table(name = "organization_info")
@Audited
@Tracked(organization = "organizationId")
public class OrganizationInfo extends NumberedRecord {

	@Pattern(regexp = "\\d{2}-\\d{7}", message = "must be an employer identification number such as 12-3456789")
	@Column(length = 10)
	private @Nullable String taxId;

	@Pattern(regexp = "\\d{10}", message = "must be a national provider identifier of 10 digits")
	@Column(length = 10)
	private @Nullable String npi;

	@Email
	@Size(max = 190)
	@Column(length = 190)
	private @Nullable String email;

	@Size(max = 32)
	@Column(length = 32)
	private @Nullable String phone;

	@Size(max = 200)
	@Column(length = 200)
	private @Nullable String website;

	@Valid
	@Embedded
	private @Nullable Address address;

	@ElementCollection
	@CollectionTable(name = "organization_info_setting", joinColumns = @JoinColumn(name = "organization_info_id"))
	@MapKeyColumn(name = "name", length = 64)
	@Column(name = "setting", nullable = false, length = 400)
	private Map<@NotBlank @Size(max = 64) String, @NotBlank @Size(max = 400) String> settings = new LinkedHashMap<>();

	protected OrganizationInfo() {
	}

	/**
	 * Describes an organization.
	 * @param organizationId the organization's id
	 * @param email where to write to
	 * @param phone where to call
	 */
	public OrganizationInfo(String organizationId, String email, String phone) {
		super(organizationId);
		this.email = email;
		this.phone = phone;
	}

	/**
	 * Sets the numbers that claims carry.
	 * @param taxId the employer identification number
	 * @param npi the national provider identifier
	 */
	public void identify(String taxId, String npi) {
		this.taxId = taxId;
		this.npi = npi;
	}

	/**
	 * Changes where the organization is found.
	 * @param website the web site, or null
	 * @param address the address, or null
	 */
	public void locate(@Nullable String website, @Nullable Address address) {
		this.website = website;
		this.address = address;
	}

	public Map<String, String> getSettings() {
		return this.settings;
	}

}
