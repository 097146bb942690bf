package dev.revtrail.envers.drifted.before;

import java.util.HashSet;
import java.util.Set;

import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
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

/**
 * The application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Before {

	/** How good something is. */
	public enum Grade {

		FINE, FAIR, POOR

	}

	/** An account, of which every attribute is to change. */
	@Entity(name = "Account")
	@Audited
	@Table(name = "account")
	public static class Account {

		@Id
		public long id;

		/** Is never changed. */
		public String title = "";

		public @Nullable String name;

		public @Nullable String zip;

		@Column(name = "callname")
		public @Nullable String callName;

		public @Nullable String nick;

		@Column(name = "size_of_it", columnDefinition = "varchar(20)")
		public @Nullable String size;

		@Column(columnDefinition = "varchar(20)")
		public @Nullable Integer level;

		public @Nullable Integer kind;

		@Column(name = "since_when", columnDefinition = "varchar(20)")
		public @Nullable String since;

		public @Nullable String address;

		public @Nullable String owner;

		public @Nullable String tag;

		public @Nullable String codes;

		@ElementCollection
		public Set<String> phones = new HashSet<>();

		@ElementCollection
		@Column(name = "mark", columnDefinition = "varchar(20)")
		public Set<String> marks = new HashSet<>();

		@ElementCollection
		public Set<String> hobbies = new HashSet<>();

		@Enumerated(EnumType.STRING)
		@Column(columnDefinition = "varchar(20)")
		public @Nullable Grade grade;

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Person friend;

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Person boss;

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

	/** An animal, of one of two kinds. */
	@Entity(name = "Pet")
	@Audited
	@Table(name = "pet")
	public static class Pet {

		@Id
		public long id;

		public String name = "";

	}

	/** A cat. */
	@Entity(name = "Cat")
	@Audited
	public static class Cat extends Pet {

		public int lives = 9;

	}

	/** A dog. */
	@Entity(name = "Dog")
	@Audited
	public static class Dog extends Pet {

		public int tricks;

	}

	/** An invoice, which is to become a bill. */
	@Entity(name = "Invoice")
	@Audited
	@Table(name = "invoice")
	public static class Invoice {

		@Id
		public long id;

		public int cents;

	}

	/** What will not be tracked anymore. */
	@Entity(name = "Draft")
	@Audited
	@Table(name = "draft")
	public static class Draft {

		@Id
		public long id;

		public String text = "";

	}

	/** What will be gone. */
	@Entity(name = "Ghost")
	@Audited
	@Table(name = "ghost")
	public static class Ghost {

		@Id
		public long id;

		public String text = "";

	}

}
