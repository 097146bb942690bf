package dev.clinic.record;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.Column;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.jspecify.annotations.Nullable;

/**
 * The base of all records: a version, and the times of the creation and the last change,
 * which the server sets. JSON is read and written by field, except for fields that are
 * marked as read-only.
 */
@MappedSuperclass
@Audited
@EntityListeners(RecordListener.class)
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE,
		isGetterVisibility = Visibility.NONE, setterVisibility = Visibility.NONE, creatorVisibility = Visibility.NONE)
public abstract class ClinicRecord {

	/** Not audited, as the revisions themselves know the time. */
	@NotAudited
	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(nullable = false, updatable = false)
	private Instant createdAt;

	/** Not audited, as it changes with every other attribute and says nothing new. */
	@NotAudited
	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	@Column(nullable = false)
	private Instant updatedAt;

	@Version
	@JsonProperty(access = JsonProperty.Access.READ_ONLY)
	private @Nullable Long version;

	void createdAt(Instant now) {
		this.createdAt = now;
		this.updatedAt = now;
	}

	void updatedAt(Instant now) {
		this.updatedAt = now;
	}

	public Instant getCreatedAt() {
		return this.createdAt;
	}

	public Instant getUpdatedAt() {
		return this.updatedAt;
	}

	public @Nullable Long getVersion() {
		return this.version;
	}

}
