package dev.revtrail.envers.inherited;

import java.util.HashSet;
import java.util.Set;

import dev.revtrail.Masked;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.hibernate.envers.AuditOverride;
import org.hibernate.envers.Audited;
import org.hibernate.envers.NotAudited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application whose mapped superclasses say nothing of audits.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Heirs {

	/** A record that is not audited. */
	@Entity
	public static class Country {

		@Id
		public String id = "";

	}

	/**
	 * A superclass of superclasses.
	 *
	 * @param <C> the type of the code
	 */
	@MappedSuperclass
	public abstract static class Coded<C> {

		@Id
		public long id;

		public C code;

	}

	/** What people have in common. */
	@MappedSuperclass
	public abstract static class Human extends Coded<String> {

		public @Nullable String firstName;

		@NotAudited
		public @Nullable String note;

		@Masked
		public @Nullable String pin;

		@Version
		public int version;

		@ManyToOne
		public @Nullable Country country;

		@ManyToOne
		public @Nullable Person doctor;

		@ElementCollection
		public Set<String> tags = new HashSet<>();

	}

	/** A person, of whom only the city is declared here. */
	@Entity
	@Audited
	@AttributeOverride(name = "firstName", column = @Column(name = "given_name"))
	public static class Person extends Human {

		public @Nullable String city;

	}

	/** Has the same superclass, and is not audited. */
	@Entity
	public static class Guest extends Human {

	}

	/** Takes references to what is not audited. */
	@Entity
	@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
	public static class Traveller extends Human {

	}

	/** Says itself that nothing of its superclass is audited. */
	@Entity
	@Audited
	@AuditOverride(forClass = Human.class, isAudited = false)
	public static class Stranger extends Human {

		public @Nullable String alias;

	}

	/** Says itself that one attribute is not audited. */
	@Entity
	@Audited
	@AuditOverride(forClass = Human.class, name = "firstName", isAudited = false)
	@AuditOverride(forClass = Coded.class, name = "code", isAudited = false)
	public static class Anonymous extends Human {

	}

	/** Chooses what is audited attribute by attribute. */
	@Entity
	public static class Chooser extends Human {

		@Audited
		public @Nullable String chosen;

	}

	/** A superclass whose attributes are properties. */
	@MappedSuperclass
	@Access(AccessType.PROPERTY)
	public abstract static class Document {

		private @Nullable String title;

		private @Nullable String body;

		private @Nullable Country country;

		public @Nullable String getTitle() {
			return this.title;
		}

		public void setTitle(@Nullable String title) {
			this.title = title;
		}

		public @Nullable String getBody() {
			return this.body;
		}

		public void setBody(@Nullable String body) {
			this.body = body;
		}

		@ManyToOne
		public @Nullable Country getCountry() {
			return this.country;
		}

		public void setCountry(@Nullable Country country) {
			this.country = country;
		}

	}

	/** Its own attributes are fields. */
	@Entity
	@Audited
	@Access(AccessType.FIELD)
	public static class Report extends Document {

		@Id
		public long id;

		public @Nullable String author;

	}

	/** A superclass with one property. */
	@MappedSuperclass
	@Access(AccessType.PROPERTY)
	public abstract static class Sealed {

		private @Nullable String seal;

		private @Nullable String stamp;

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

	/** Says at its own getter that an inherited property is not audited. */
	@Entity
	@Audited
	@Access(AccessType.PROPERTY)
	public static class Letter extends Sealed {

		private long id;

		@Id
		public long getId() {
			return this.id;
		}

		public void setId(long id) {
			this.id = id;
		}

		@Override
		@NotAudited
		public @Nullable String getSeal() {
			return super.getSeal();
		}

		@Transient
		public @Nullable String getUnmapped() {
			return null;
		}

	}

	/** What embeddables have in common. */
	@MappedSuperclass
	public abstract static class Located {

		public @Nullable String street;

		@ManyToOne
		public @Nullable Country country;

	}

	/** An embeddable with a superclass. */
	@Embeddable
	public static class Address extends Located {

		public @Nullable String zip;

		public Address() {
		}

		Address(String street, String zip) {
			this.street = street;
			this.zip = zip;
		}

	}

	/** A superclass with an embeddable. */
	@MappedSuperclass
	public abstract static class Housed {

		@Embedded
		public @Nullable Address home;

	}

	/** A house, which declares no attribute of its own. */
	@Entity
	@Audited
	public static class House extends Housed {

		@Id
		public long id;

	}

	/** A house with more addresses. */
	@Entity
	@Audited
	public static class Hotel {

		@Id
		public long id;

		@ElementCollection
		public Set<Address> annexes = new HashSet<>();

	}

	/** The root of a hierarchy in one table. */
	@Entity
	@Audited
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	public static class Animal extends Coded<Integer> {

		public @Nullable String name;

	}

	/** A superclass in the middle. */
	@MappedSuperclass
	public abstract static class Furry extends Animal {

		public @Nullable String fur;

	}

	/** Its heir. */
	@Entity
	@Audited
	public static class Cat extends Furry {

		public @Nullable String colour;

	}

	/** The root of a hierarchy in a table for each class. */
	@Entity
	@Audited
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	public static class Tool extends Coded<Integer> {

		public @Nullable String name;

	}

	/** A superclass in the middle. */
	@MappedSuperclass
	public abstract static class Powered extends Tool {

		public @Nullable String power;

	}

	/** Its heir. */
	@Entity
	@Audited
	public static class Drill extends Powered {

	}

	/**
	 * A superclass with a reference.
	 *
	 * @param <O> the type of the owner
	 */
	@MappedSuperclass
	public abstract static class Owned<O> {

		@Id
		public long id;

		@ManyToOne
		public O owner;

	}

	/** Says what its owner is. */
	@Entity
	@Audited
	public static class Belonging extends Owned<Person> {

	}

	/** Is owned by what is not audited. */
	@Entity
	@Audited
	public static class Product extends Owned<Country> {

		public @Nullable String name;

	}

	/** The root of a hierarchy in several tables. */
	@Entity
	@Audited
	@Inheritance(strategy = InheritanceType.JOINED)
	public static class Vehicle extends Coded<Integer> {

		public @Nullable String name;

	}

	/** A superclass in the middle. */
	@MappedSuperclass
	public abstract static class Driven extends Vehicle {

		public @Nullable String fuel;

	}

	/** Its heir. */
	@Entity
	@Audited
	public static class Truck extends Driven {

		public @Nullable String cargo;

	}

}
