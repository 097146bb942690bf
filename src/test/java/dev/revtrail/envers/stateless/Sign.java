package dev.revtrail.envers.stateless;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.SourceType;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A record with values that the database makes.
 */
@Entity
@Audited
public class Sign {

	@Id
	public String id = "";

	@Column(name = "words")
	public @Nullable String text;

	@GeneratedColumn("upper(words)")
	public @Nullable String shout;

	@Generated
	@ColumnDefault("7")
	public @Nullable Integer byDefault;

	@CreationTimestamp(source = SourceType.DB)
	public @Nullable Instant createdAt;

	@UpdateTimestamp(source = SourceType.DB)
	public @Nullable Instant updatedAt;

	Sign() {
	}

	Sign(String id, String text) {
		this.id = id;
		this.text = text;
	}

}
