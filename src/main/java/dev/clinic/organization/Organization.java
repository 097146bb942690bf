package dev.clinic.organization;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clinic.record.ClinicRecord;
import dev.clinic.record.CurrentOrganization;
import dev.clinic.record.TenantRecord;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.annotations.Filter;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A practice, or one of several that belong to a parent. Its id is a short name that is
 * given to it once, such as {@code acme}.
 */
@Entity
@Table(name = "organization")
@EntityListeners(OrganizationListener.class)
@Audited
@Tracked(organization = "id", label = "name")
@Filter(name = TenantRecord.FILTER,
		condition = "(:organization = '" + CurrentOrganization.ANY + "' or id = :organization)")
public class Organization extends ClinicRecord {

	@Id
	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(length = 64)
	private String id;

	@NotBlank
	@Size(max = 120)
	@Column(nullable = false, length = 120)
	private String name;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(nullable = false, length = 64)
	private String brand;

	/** Not shown, as a subsidiary's users do not see its parent. */
	@JsonIgnore
	@ManyToOne(fetch = FetchType.LAZY)
	@JoinColumn(name = "parent_id")
	private @Nullable Organization parent;

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(nullable = false)
	private boolean active = true;

	protected Organization() {
	}

	/**
	 * Founds an organization.
	 * @param id its short name
	 * @param name its name
	 * @param brand the brand that it trades under
	 * @param parent the organization that it belongs to, or null
	 */
	public Organization(String id, String name, String brand, @Nullable Organization parent) {
		this.id = id;
		this.name = name;
		this.brand = brand;
		this.parent = parent;
	}

	/**
	 * Gives the organization another name; its id stays.
	 * @param name the name
	 */
	public void rename(String name) {
		this.name = name;
	}

	/**
	 * Moves the organization to another parent.
	 * @param parent the new parent, or null for none
	 */
	public void moveTo(@Nullable Organization parent) {
		this.parent = parent;
	}

	public String getId() {
		return this.id;
	}

	public String getName() {
		return this.name;
	}

	public String getBrand() {
		return this.brand;
	}

	public @Nullable Organization getParent() {
		return this.parent;
	}

	public boolean isActive() {
		return this.active;
	}

}
