package dev.revtrail.envers.narrow;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Subselect;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application with columns of many kinds.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Shop {

	/** What a customer is worth. */
	public enum Grade {

		/** Little. */
		LOW,

		/** Much. */
		HIGH

	}

	/** A customer. */
	@Entity(name = "Customer")
	@Audited
	public static class Customer {

		/** The key, a text. */
		@Id
		@Column(length = 40)
		public String code = "";

		/** A text. */
		@Column(length = 100)
		public @Nullable String name;

		/** A text that may be missing. */
		public @Nullable String note;

		/** A number whose whole part matters. */
		@Column(precision = 10, scale = 2)
		public @Nullable BigDecimal credit;

		/** A number whose fraction matters. */
		@Column(precision = 10, scale = 4)
		public @Nullable BigDecimal rate;

		/** A whole number. */
		public int visits;

		/** A larger whole number. */
		public @Nullable Long points;

		/** A moment. */
		public @Nullable LocalDateTime seen;

		/** A constant. */
		@Enumerated(EnumType.STRING)
		public @Nullable Grade grade;

		/** A constant by its place. */
		@Enumerated(EnumType.ORDINAL)
		public @Nullable Grade former;

		/** A truth value. */
		public boolean active;

		/** Bytes of a known length. */
		public @Nullable UUID serial;

		/** A text of a known length. */
		@JdbcTypeCode(SqlTypes.VARCHAR)
		public @Nullable UUID token;

		/** A text with a type of the database's. */
		@Column(columnDefinition = "varchar(50)")
		public @Nullable String motto;

		/** Bytes. */
		@Column(length = 100)
		public byte @Nullable [] photo;

		/** Texts inside of it. */
		@Embedded
		public @Nullable Address address;

		/** Elements. */
		@ElementCollection
		@Column(name = "tag", length = 50)
		public Set<String> tags = new HashSet<>();

		/** Elements with keys. */
		@ElementCollection
		@MapKeyColumn(name = "kind", length = 20)
		@Column(name = "number_of_it", length = 30)
		public Map<String, String> phones = new HashMap<>();

		/** A record by its key. */
		@ManyToOne
		@JoinColumn(name = "advisor_code")
		public @Nullable Customer advisor;

		/** A record by a text that is not its key. */
		@ManyToOne
		@JoinColumn(name = "city_name", referencedColumnName = "name")
		@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
		public @Nullable City city;

	}

	/** Where a customer lives. */
	@Embeddable
	public static class Address {

		/** A text. */
		@Column(length = 60)
		public @Nullable String street;

	}

	/** A record that is not audited. */
	@Entity(name = "City")
	public static class City {

		/** The key. */
		@Id
		@Column(length = 10)
		public String id = "";

		/** Longer than the key. */
		@Column(length = 80, unique = true)
		public String name = "";

	}

	/** A query in place of a table. */
	@Entity(name = "Regular")
	@Subselect("select c.code, c.name from customer c where c.visits > 10")
	@Audited
	public static class Regular {

		/** The key. */
		@Id
		@Column(length = 10)
		public String code = "";

		/** A text. */
		@Column(length = 10)
		public @Nullable String name;

	}

}
