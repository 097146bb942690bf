package dev.revtrail.envers.matrix.single;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.TimeZoneColumn;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Records whose columns are made, found or filled in another way than most.
 */
public final class Columns {

	private Columns() {
	}

	/** A record with references that are no plain foreign keys. */
	@Entity
	@Audited
	public static class Loose {

		@Id
		public String id = "";

		@ManyToOne
		@NotFound(action = NotFoundAction.IGNORE)
		@JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
		public Shapes.@Nullable Target lost;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "code", referencedColumnName = "code")
		public @Nullable Keyed coded;

	}

	/** What is referred to by a column that is not its id. */
	@Entity
	@Audited
	public static class Keyed {

		@Id
		public String id = "";

		@Column(unique = true, length = 60)
		public @Nullable String code;

	}

	/** A record with values that Hibernate or the database makes. */
	@Entity
	@Audited
	public static class Made {

		@Id
		public String id = "";

		public @Nullable String text;

		@CreationTimestamp
		public @Nullable Instant createdAt;

		@UpdateTimestamp
		public @Nullable Instant updatedAt;

		@Generated
		@ColumnDefault("7")
		public @Nullable Integer byDefault;

		@GeneratedColumn("upper(text)")
		public @Nullable String computed;

	}

	/** A record that Hibernate reads and writes by its methods. */
	@Entity
	@Audited
	@Access(AccessType.PROPERTY)
	public static class Propertied {

		private String key = "";

		private @Nullable String held;

		@Id
		public String getId() {
			return this.key;
		}

		public void setId(String id) {
			this.key = id;
		}

		public @Nullable String getText() {
			return this.held;
		}

		public void setText(@Nullable String text) {
			this.held = text;
		}

		@NotAudited
		public @Nullable String getHidden() {
			return null;
		}

		public void setHidden(@Nullable String hidden) {
		}

	}

	/** A superclass that says nothing of audits. */
	@MappedSuperclass
	public abstract static class Silent {

		@Id
		public String id = "";

		public @Nullable String wanted;

		public @Nullable String unwanted;

	}

	/** Has attributes of its superclass audited. */
	@Entity
	@Audited
	@AuditOverride(forClass = Silent.class)
	@AuditOverride(forClass = Silent.class, name = "unwanted", isAudited = false)
	public static class Overriding extends Silent {

		public @Nullable String own;

	}

	/** A record with an embeddable in one column. */
	@Entity
	@Audited
	public static class Packed {

		@Id
		public String id = "";

		@Embedded
		@JdbcTypeCode(SqlTypes.JSON)
		public @Nullable Parcel parcel;

	}

	/** What is kept as JSON. */
	@Embeddable
	public static class Parcel {

		public @Nullable String label;

		public @Nullable Integer weight;

	}

	/** A record with moments whose zone or offset is kept in one way or another. */
	@Entity
	@Audited
	public static class Zoned {

		@Id
		public String id = "";

		@TimeZoneStorage(TimeZoneStorageType.NORMALIZE)
		public @Nullable OffsetDateTime normalized;

		@TimeZoneStorage(TimeZoneStorageType.COLUMN)
		@TimeZoneColumn(name = "shifted_zone")
		public @Nullable OffsetDateTime shifted;

		@TimeZoneStorage(TimeZoneStorageType.COLUMN)
		@TimeZoneColumn(name = "zoned_zone")
		public @Nullable ZonedDateTime zoned;

		/** Native in H2, a column in MySQL. */
		@TimeZoneStorage(TimeZoneStorageType.AUTO)
		public @Nullable OffsetDateTime fitting;

	}

}
