package dev.revtrail.envers.drifted.after;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

import dev.revtrail.Masked;
import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class After {

	@Bean
	Clock clock() {
		return Clock.offset(Clock.systemUTC(), Duration.ofDays(400));
	}

	/** How good something is: nothing is poor anymore. */
	public enum Grade {

		FINE, FAIR

	}

	/** An account. */
	@Entity(name = "Account")
	@Audited
	@Table(name = "account")
	public static class Account {

		@Id
		public long id;

		public String title = "";

		/** Has another column. */
		@Column(name = "full_name")
		public @Nullable String name;

		/** Has another column, which was renamed in both tables. */
		@Column(name = "postcode")
		public @Nullable String zip;

		/** Has a column that the naming strategy names, which had another one. */
		public @Nullable String callName;

		/** Has another name, without saying so. */
		@Column(name = "nick")
		public @Nullable String alias;

		/** Was a text. */
		@Column(name = "size_of_it", columnDefinition = "varchar(20)")
		public @Nullable Integer size;

		/** Was a number. */
		@Enumerated(EnumType.STRING)
		@Column(columnDefinition = "varchar(20)")
		public @Nullable Grade level;

		/** Was a number. */
		@Enumerated(EnumType.ORDINAL)
		@Column(columnDefinition = "integer")
		public @Nullable Grade kind;

		/** Was a text. */
		@Column(name = "since_when", columnDefinition = "varchar(20)")
		public @Nullable LocalDate since;

		/** Was a text. */
		@Embedded
		public @Nullable Address address;

		/** Was a text. */
		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Person owner;

		/** Was a text. */
		@ElementCollection
		public Set<String> tag = new HashSet<>();

		/** Were a text, and not masked. */
		@Masked
		@ElementCollection
		public Set<String> codes = new HashSet<>();

		/** Was a set. */
		public @Nullable String phones;

		/** Were texts. */
		@ElementCollection
		@Column(name = "mark", columnDefinition = "varchar(20)")
		public Set<Integer> marks = new HashSet<>();

		@Enumerated(EnumType.STRING)
		@Column(columnDefinition = "varchar(20)")
		public @Nullable Grade grade;

		/** Was a reference. */
		@Column(name = "boss_id")
		public @Nullable Long boss;

		/** Is new. */
		@Column(columnDefinition = "varchar(20) default 'none'")
		public @Nullable String motto;

	}

	/** Where somebody lives. */
	@Embeddable
	public static class Address {

		public @Nullable String street;

		public @Nullable String city;

	}

	/** A person. */
	@Entity(name = "Person")
	@Audited
	@Table(name = "person")
	@Tracked(label = "name")
	public static class Person {

		@Id
		public long id;

		public String name = "";

	}

	/** An animal. There are no cats anymore. */
	@Entity(name = "Pet")
	@Audited
	@Table(name = "pet")
	public static class Pet {

		@Id
		public long id;

		public String name = "";

	}

	/** A dog. */
	@Entity(name = "Dog")
	@Audited
	public static class Dog extends Pet {

		public int tricks;

	}

	/** A bill, which was an invoice and does not say so. */
	@Entity(name = "Bill")
	@Audited
	@Table(name = "invoice")
	public static class Bill {

		@Id
		public long id;

		public int cents;

	}

	/** What is not tracked anymore. */
	@Entity(name = "Draft")
	@Table(name = "draft")
	public static class Draft {

		@Id
		public long id;

		public String text = "";

	}

}
