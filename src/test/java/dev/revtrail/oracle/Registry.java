package dev.revtrail.oracle;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.revtrail.Masked;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinTable;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import org.hibernate.Length;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/**
 * The application whose records have random histories, with mappings of every family.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Registry {

	@Bean
	static PersistenceManagedTypes entities() {
		return NestedTypes.of(Registry.class);
	}

	/** An enum. */
	enum Color {

		RED, GREEN, BLUE

	}

	/** An enum that has a code of its own in the database. */
	enum Grade {

		GOOD, FAIR, POOR

	}

	/** Writes a grade as its first letter. */
	static class GradeConverter implements AttributeConverter<Grade, String> {

		@Override
		public @Nullable String convertToDatabaseColumn(@Nullable Grade grade) {
			return (grade != null) ? grade.name().substring(0, 1) : null;
		}

		@Override
		public @Nullable Grade convertToEntityAttribute(@Nullable String code) {
			for (Grade grade : Grade.values()) {
				if (code != null && grade.name().startsWith(code)) {
					return grade;
				}
			}
			return null;
		}

	}

	/** An embeddable with another one inside. */
	@Embeddable
	static class Address {

		@Nullable String street;

		@Nullable String city;

		@Embedded
		@Nullable Geo geo;

	}

	/** An embeddable inside of another. */
	@Embeddable
	static class Geo {

		@Nullable Integer lat;

		@Nullable Integer lon;

	}

	/** An element of a collection. */
	@Embeddable
	record Spot(int x, @Column(nullable = false) String y) {
	}

	/** A target that is not audited. */
	@Entity(name = "Country")
	static class Country {

		@Id
		String code = "";

	}

	/** A target of references, with an id of its own making. */
	@Entity(name = "Human")
	@Audited
	static class Human {

		@Id
		UUID id = UUID.randomUUID();

		@Nullable String name;

		@Nullable LocalDate born;

	}

	/** A record with all kinds of attributes. */
	@Entity(name = "Sheet")
	@Audited
	static class Sheet {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		@Version
		int version;

		@Nullable String text;

		int count;

		@Nullable Integer boxed;

		long large;

		boolean flag;

		@Nullable Boolean perhaps;

		double ratio;

		@Column(precision = 12, scale = 2)
		@Nullable BigDecimal amount;

		@Nullable BigInteger big;

		byte @Nullable [] bytes;

		@Nullable UUID uuid;

		@Nullable Instant instant;

		@Nullable LocalDate date;

		@Nullable LocalTime time;

		@Nullable LocalDateTime dateTime;

		@Nullable Duration duration;

		@Enumerated(EnumType.STRING)
		@Nullable Color color;

		@Enumerated(EnumType.ORDINAL)
		@Nullable Color ordinal;

		@Convert(converter = GradeConverter.class)
		@Nullable Grade grade;

		@Nullable Currency currency;

		@Nullable Locale locale;

		@Lob
		@Column(length = Length.LONG32)
		@Nullable String note;

		@JdbcTypeCode(SqlTypes.JSON)
		@Nullable Map<String, String> json;

		@Masked
		@Nullable String secret;

		@Embedded
		@Nullable Address home;

		@Embedded
		@AttributeOverride(name = "street", column = @Column(name = "work_street"))
		@AttributeOverride(name = "city", column = @Column(name = "work_city"))
		@AttributeOverride(name = "geo.lat", column = @Column(name = "work_lat"))
		@AttributeOverride(name = "geo.lon", column = @Column(name = "work_lon"))
		@Nullable Address work;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Human human;

		@ManyToOne
		@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
		@Nullable Country country;

		@ElementCollection
		Set<String> tags = new HashSet<>();

		@ElementCollection
		@OrderColumn(name = "place")
		List<String> steps = new ArrayList<>();

		@ElementCollection
		List<Integer> numbers = new ArrayList<>();

		@ElementCollection
		@MapKeyColumn(name = "kind")
		@Column(name = "number")
		Map<String, String> phones = new HashMap<>();

		@ElementCollection
		@MapKeyEnumerated(EnumType.STRING)
		Map<Color, Integer> scores = new HashMap<>();

		@ElementCollection
		Set<Spot> spots = new HashSet<>();

		@ManyToMany
		@JoinTable(name = "sheet_friends")
		Set<Human> friends = new HashSet<>();

		@ManyToMany
		@OrderColumn(name = "place")
		@JoinTable(name = "sheet_queue")
		List<Human> queue = new ArrayList<>();

		@ManyToMany
		@MapKeyColumn(name = "job")
		@JoinTable(name = "sheet_staff")
		Map<String, Human> staff = new HashMap<>();

	}

	/** A hierarchy in one table. */
	@Entity(name = "Supply")
	@Audited
	@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
	@DiscriminatorColumn(name = "kind")
	abstract static class Supply {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Nullable String name;

	}

	/** One of its classes. */
	@Entity(name = "Drug")
	@Audited
	static class Drug extends Supply {

		@Nullable Integer dose;

		@ElementCollection
		Set<String> warnings = new HashSet<>();

	}

	/** Another. */
	@Entity(name = "Device")
	@Audited
	static class Device extends Supply {

		@Nullable String serial;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Human keeper;

	}

	/** A hierarchy in joined tables. */
	@Entity(name = "Payment")
	@Audited
	@Inheritance(strategy = InheritanceType.JOINED)
	abstract static class Payment {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		int cents;

	}

	/** One of its classes. */
	@Entity(name = "Card")
	@Audited
	static class Card extends Payment {

		@Nullable String digits;

	}

	/** Another. */
	@Entity(name = "Cash")
	@Audited
	static class Cash extends Payment {

		@Nullable Boolean counted;

		@Nullable String till;

	}

	/** A hierarchy with a table for each class. */
	@Entity(name = "Place")
	@Audited
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	abstract static class Place {

		@Id
		UUID id = UUID.randomUUID();

		@Nullable String name;

	}

	/** One of its classes. */
	@Entity(name = "Theatre")
	@Audited
	static class Theatre extends Place {

		@Nullable Integer seats;

	}

	/** Another. */
	@Entity(name = "Office")
	@Audited
	static class Office extends Place {

		@Nullable String floor;

	}

	/** A record whose id has two parts. */
	@Entity(name = "Slot")
	@Audited
	static class Slot {

		@EmbeddedId
		Key key = new Key("", 0);

		@Nullable String text;

		@ManyToOne
		@Nullable Human human;

		/** The id. */
		@Embeddable
		record Key(String name, int number) implements Serializable {
		}

	}

	/**
	 * A record with an assigned id, a second table, and updates of what changed alone.
	 */
	@Entity(name = "Setting")
	@Audited
	@DynamicUpdate
	@SecondaryTable(name = "setting_more")
	static class Setting {

		@Id
		String id = "";

		@Nullable String one;

		@Nullable String two;

		@Column(table = "setting_more")
		@Nullable String three;

	}

}
