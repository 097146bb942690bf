package dev.revtrail.envers.unaudited;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Generated;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Oddities {

	/** Is not audited. */
	@Entity
	public static class Plain {

		@Id
		public long id;

		@ManyToOne
		public @Nullable Oddity oddity;

		@OneToOne
		public @Nullable Oddity only;

	}

	/** Has what Envers cannot audit, and says nothing of audits. */
	@MappedSuperclass
	public abstract static class Odd {

		@Id
		public long id;

		public @Nullable String kept;

		@Formula("1")
		public int computed;

		@Any
		@AnyKeyJavaClass(Long.class)
		@AnyDiscriminatorValue(discriminator = "P", entity = Plain.class)
		@Column(name = "any_type")
		@JoinColumn(name = "any_id")
		public @Nullable Object any;

		@ManyToOne
		public @Nullable Plain plain;

		@ManyToMany
		public Set<Plain> plains = new HashSet<>();

		@OneToMany(mappedBy = "oddity")
		public Set<Plain> children = new HashSet<>();

		@OneToOne(mappedBy = "only")
		public @Nullable Plain other;

		@ElementCollection
		@MapKeyJoinColumn
		public Map<Plain, String> byPlain = new HashMap<>();

		@ElementCollection
		@OrderColumn
		public String[] series = {};

		@ElementCollection
		@Lob
		public Set<String> lobs = new HashSet<>();

		@Embedded
		public @Nullable Part part;

		@ElementCollection
		public Set<Piece> pieces = new HashSet<>();

	}

	/** An embeddable that is audited only as it is inherited. */
	@Embeddable
	public static class Part {

		public @Nullable String label;

		@ManyToOne
		public @Nullable Plain partOf;

		@NotAudited
		public @Nullable String secret;

	}

	/** An embeddable in a collection. */
	@Embeddable
	public static class Piece {

		public @Nullable String shape;

		@NotAudited
		public @Nullable String weight;

	}

	/** Has own attributes that are not audited. */
	@Entity
	@Audited
	@SecondaryTable(name = "oddity_more")
	public static class Oddity extends Odd {

		@NotAudited
		public @Nullable String notes;

		@Version
		public int version;

		@Column(table = "oddity_more")
		public @Nullable String more;

		@NotAudited
		@Column(table = "oddity_more")
		public @Nullable String hidden;

		@Generated(event = { EventType.INSERT, EventType.UPDATE })
		@Column(insertable = false, updatable = false)
		@ColumnDefault("7")
		public @Nullable Integer byRule;

		@OneToMany(mappedBy = "parent")
		public Set<Follower> followers = new HashSet<>();

	}

	/** Has nothing that is not audited. */
	@Entity
	@Audited
	public static class Follower {

		@Id
		public long id;

		@ManyToOne
		public @Nullable Oddity parent;

	}

	/** A superclass with getters. */
	@MappedSuperclass
	@Access(AccessType.PROPERTY)
	public abstract static class Sealed {

		private long id;

		private @Nullable String seal;

		private @Nullable String stamp;

		@Id
		public long getId() {
			return this.id;
		}

		public void setId(long id) {
			this.id = id;
		}

		public @Nullable String getSeal() {
			return this.seal;
		}

		public void setSeal(@Nullable String seal) {
			this.seal = seal;
		}

		public @Nullable String getStamp() {
			return this.stamp;
		}

		public void setStamp(@Nullable String stamp) {
			this.stamp = stamp;
		}

	}

	/** Has all of it audited. */
	@Entity
	@Audited
	public static class Envelope extends Sealed {

	}

	/** Leaves one out. */
	@Entity
	@Audited
	public static class Parcel extends Sealed {

		@Override
		@NotAudited
		public @Nullable String getSeal() {
			return super.getSeal();
		}

	}

	/** Extends an audited entity, and is not audited. */
	@Entity
	public static class Deserter extends Follower {

		public @Nullable String reason;

	}

}
