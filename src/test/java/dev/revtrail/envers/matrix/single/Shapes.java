package dev.revtrail.envers.matrix.single;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.NaturalId;
import org.hibernate.envers.AuditTable;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.jspecify.annotations.Nullable;

/**
 * Records of every shape: embeddables, references, hierarchies and ids.
 */
public final class Shapes {

	private Shapes() {
	}

	/** What the others refer to. */
	@Entity(name = "Aim")
	@Audited
	public static class Target {

		@Id
		public String id = "";

		@NaturalId(mutable = true)
		public @Nullable String code;

		@OneToOne(mappedBy = "one", fetch = FetchType.LAZY)
		public @Nullable Pointer back;

	}

	/** A target of which no history is kept. */
	@Entity
	public static class Plain {

		@Id
		public long id;

	}

	/** A record with references. */
	@Entity
	@Audited
	public static class Pointer {

		@Id
		public String id = "";

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Target many;

		@OneToOne(fetch = FetchType.LAZY)
		public @Nullable Target one;

		@ManyToOne(fetch = FetchType.LAZY)
		@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
		public @Nullable Plain plain;

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Tabled poly;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinTable(name = "pointer_joined")
		public @Nullable Target joined;

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Composite composite;

		@Embedded
		public @Nullable Holder holder;

	}

	/** An embeddable with a reference and another embeddable in it. */
	@Embeddable
	public static class Holder {

		public @Nullable String label;

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Target target;

		@Embedded
		@AttributeOverride(name = "amount", column = @Column(name = "holder_amount"))
		@AttributeOverride(name = "unit", column = @Column(name = "holder_unit"))
		public @Nullable Measure measure;

	}

	/**
	 * A record as an embeddable.
	 *
	 * @param amount how much
	 * @param unit of what
	 */
	@Embeddable
	public record Measure(@Nullable Integer amount, @Nullable String unit) {

	}

	/** The same embeddable twice, and what else a table may hold. */
	@Entity
	@Audited(withModifiedFlag = true)
	@AuditTable("kept_elsewhere")
	@SecondaryTable(name = "mixed_more")
	public static class Mixed extends Base {

		@Embedded
		@AttributeOverride(name = "amount", column = @Column(name = "one_amount"))
		@AttributeOverride(name = "unit", column = @Column(name = "one_unit"))
		public @Nullable Measure one;

		@Embedded
		@AttributeOverride(name = "amount", column = @Column(name = "two_amount"))
		@AttributeOverride(name = "unit", column = @Column(name = "two_unit"))
		public @Nullable Measure two;

		@Column(table = "mixed_more")
		public @Nullable String more;

		@Column(updatable = false)
		public @Nullable String fixed;

		@NotAudited
		@Formula("1 + 1")
		public @Nullable Integer computed;

		@NotAudited
		public @Nullable String hidden;

		private @Nullable String own;

		@Version
		public int version;

		public void own(@Nullable String own) {
			this.own = own;
		}

		public @Nullable String own() {
			return this.own;
		}

	}

	/** A superclass that is annotated in part. */
	@MappedSuperclass
	public abstract static class Base {

		@Id
		@GeneratedValue
		public @Nullable Long id;

		@Audited
		public @Nullable String audited;

		public @Nullable String unannotated;

	}

	/** The root of a hierarchy in one table. */
	@Entity
	@Audited
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	public abstract static class Single {

		@Id
		@GeneratedValue
		public @Nullable Long id;

		public @Nullable String common;

	}

	/** A class of a hierarchy in one table. */
	@Entity
	@Audited
	public static class SingleChild extends Single {

		public @Nullable String special;

	}

	/** The root of a hierarchy with a table for each class. */
	@Entity
	@Audited
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public abstract static class Tabled {

		@Id
		public String id = "";

		public @Nullable String common;

	}

	/** A class of a hierarchy with a table for each class. */
	@Entity
	@Audited
	public static class TabledChild extends Tabled {

		public @Nullable String special;

	}

	/** A record with an id of several columns. */
	@Entity
	@Audited
	@IdClass(Composite.Key.class)
	public static class Composite {

		@Id
		public String area = "";

		@Id
		public int number;

		public @Nullable String text;

		/**
		 * The id.
		 *
		 * @param area one part
		 * @param number another
		 */
		public record Key(String area, int number) implements Serializable {

		}

	}

	/** A record with an id of many types. */
	@Entity
	@Audited
	public static class Sorted {

		@EmbeddedId
		public @Nullable Sort sort;

		public @Nullable String text;

	}

	/**
	 * An id of many types.
	 *
	 * @param amount a number, of which the column holds more digits than are given
	 * @param due a date
	 * @param kind an enum
	 * @param label a text
	 * @param moment an instant
	 * @param uuid a UUID
	 */
	@Embeddable
	public record Sort(@Column(precision = 12, scale = 4) BigDecimal amount, LocalDate due,
			@Enumerated(EnumType.STRING) DayOfWeek kind, @Column(length = 40) String label, Instant moment,
			UUID uuid) implements Serializable {

	}

	/** A record whose id is that of another. */
	@Entity
	@Audited
	public static class Derived {

		@Id
		public String id = "";

		@MapsId
		@OneToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "id")
		public @Nullable Target target;

		public @Nullable String text;

	}

}
