package dev.clinic.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A record that the database gives a number.
 */
@MappedSuperclass
@Audited
public abstract class NumberedRecord extends TenantRecord {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable Long id;

	protected NumberedRecord() {
	}

	protected NumberedRecord(String organizationId) {
		super(organizationId);
	}

	public @Nullable Long getId() {
		return this.id;
	}

}
