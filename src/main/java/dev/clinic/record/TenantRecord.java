package dev.clinic.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.hibernate.envers.Audited;

/**
 * A record of one organization. For the users of another one it does not exist: Hibernate
 * leaves it out of every query, look-up by id and association.
 */
@MappedSuperclass
@Audited
@FilterDef(name = TenantRecord.FILTER, autoEnabled = true, applyToLoadByKey = true,
		parameters = @ParamDef(name = "organization", type = String.class, resolver = CurrentOrganization.class))
@Filter(name = TenantRecord.FILTER,
		condition = "(:organization = '" + CurrentOrganization.ANY + "' or organization_id = :organization)")
public abstract class TenantRecord extends ClinicRecord {

	/** The name of the filter that hides the records of other organizations. */
	public static final String FILTER = "organization";

	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(name = "organization_id", nullable = false, updatable = false, length = 64)
	private String organizationId;

	protected TenantRecord() {
	}

	protected TenantRecord(String organizationId) {
		this.organizationId = organizationId;
	}

	void setOrganizationId(String organizationId) {
		this.organizationId = organizationId;
	}

	public String getOrganizationId() {
		return this.organizationId;
	}

}
