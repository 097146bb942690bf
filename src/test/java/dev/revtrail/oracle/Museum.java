package dev.revtrail.oracle;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.envers.AuditMappedBy;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/**
 * The application whose records are written in every way there is: by callbacks, behind
 * the session's back, without a session, from a cache, by their parents' collections, and
 * by foreign keys.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Museum {

	@Bean
	static PersistenceManagedTypes entities() {
		return NestedTypes.of(Museum.class);
	}

	/** A record whose id has two parts, which others refer to. */
	@Entity(name = "Room")
	@Audited
	static class Room {

		@EmbeddedId
		RoomId id = new RoomId("", 0);

		@Nullable String name;

	}

	/** The id of a room. */
	@Embeddable
	record RoomId(String wing, int floor) implements Serializable {
	}

	/** A record of which callbacks set fields. */
	@Entity(name = "Exhibit")
	@Audited
	@EntityListeners(Curator.class)
	static class Exhibit {

		@Id
		@GeneratedValue(strategy = GenerationType.SEQUENCE)
		@Nullable Long id;

		@Version
		int version;

		@Nullable String name;

		@Nullable String early;

		@Nullable String late;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Room room;

		@ManyToMany
		List<Room> formerRooms = new ArrayList<>();

		@ElementCollection
		Set<String> tags = new HashSet<>();

	}

	/** Sets fields of exhibits. What is set follows from the name, so that it ends. */
	static class Curator {

		/** When it does. */
		enum Moment {

			BEFORE_INSERTION, AFTER_INSERTION, BEFORE_UPDATE, AFTER_UPDATE

		}

		static Set<Moment> moments = EnumSet.noneOf(Moment.class);

		@PrePersist
		void beforeInsertion(Exhibit exhibit) {
			if (moments.contains(Moment.BEFORE_INSERTION)) {
				exhibit.early = "new " + exhibit.name;
			}
		}

		@PostPersist
		void afterInsertion(Exhibit exhibit) {
			if (moments.contains(Moment.AFTER_INSERTION)) {
				exhibit.late = exhibit.id + " " + exhibit.name;
				exhibit.tags.add("late");
			}
		}

		@PreUpdate
		void beforeUpdate(Exhibit exhibit) {
			if (moments.contains(Moment.BEFORE_UPDATE)) {
				exhibit.early = "changed " + exhibit.name;
			}
		}

		@PostUpdate
		void afterUpdate(Exhibit exhibit) {
			if (moments.contains(Moment.AFTER_UPDATE)) {
				exhibit.late = "seen " + exhibit.name;
			}
		}

	}

	/** A record that statements change, which no version guards. */
	@Entity(name = "Lender")
	@Audited
	static class Lender {

		@Id
		long id;

		@Nullable String name;

		@Column(precision = 10, scale = 2)
		@Nullable BigDecimal fee;

		int turn;

	}

	/** A record that sessions find in the cache. */
	@Entity(name = "Offer")
	@Audited
	@Cacheable
	@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
	static class Offer {

		@Id
		long id;

		@Nullable String name;

		@Column(precision = 10, scale = 2)
		@Nullable BigDecimal price;

		int turn;

		@ElementCollection
		@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
		Set<String> terms = new HashSet<>();

	}

	/** A record with collections of every kind. */
	@Entity(name = "Crate")
	@Audited
	static class Crate {

		@Id
		String id = "";

		@Nullable String name;

		@Column(precision = 10, scale = 2)
		@Nullable BigDecimal weight;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Room room;

		@ElementCollection
		Set<String> tags = new HashSet<>();

		@ElementCollection
		@OrderColumn(name = "place")
		List<String> steps = new ArrayList<>();

		@ElementCollection
		@MapKeyColumn(name = "what")
		@Column(name = "many")
		Map<String, Integer> counts = new HashMap<>();

		@ManyToMany
		Set<Room> rooms = new HashSet<>();

	}

	/** A parent whose children hold the reference, in a list and in a map. */
	@Entity(name = "Wall")
	@Audited
	static class Wall {

		@Id
		long id;

		@Nullable String name;

		@OneToMany(mappedBy = "wall", cascade = CascadeType.ALL)
		@OrderColumn(name = "place")
		List<Painting> paintings = new ArrayList<>();

		@OneToMany(mappedBy = "wall", cascade = CascadeType.ALL)
		@MapKeyColumn(name = "spot")
		Map<String, Lamp> lamps = new HashMap<>();

	}

	/** A child in a list. */
	@Entity(name = "Painting")
	@Audited
	static class Painting {

		@Id
		long id;

		@Nullable String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Wall wall;

	}

	/** A child in a map. */
	@Entity(name = "Lamp")
	@Audited
	static class Lamp {

		@Id
		long id;

		@Nullable String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Wall wall;

	}

	/** A parent that writes its children's columns itself. */
	@Entity(name = "Shelf")
	@Audited
	static class Shelf {

		@Id
		long id;

		@Nullable String name;

		@OneToMany
		@JoinColumn(name = "shelf_id")
		@OrderColumn(name = "place")
		@AuditMappedBy(mappedBy = "shelf", positionMappedBy = "place")
		List<Book> books = new ArrayList<>();

		@OneToMany
		@JoinColumn(name = "shelf_id")
		@AuditMappedBy(mappedBy = "shelf")
		Set<Coin> coins = new HashSet<>();

	}

	/** A child that reads where it is. */
	@Entity(name = "Book")
	@Audited
	static class Book {

		@Id
		long id;

		@Nullable String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "shelf_id", insertable = false, updatable = false)
		@Nullable Shelf shelf;

		@Column(name = "place", insertable = false, updatable = false)
		@Nullable Integer place;

	}

	/** A child without a place. */
	@Entity(name = "Coin")
	@Audited
	static class Coin {

		@Id
		long id;

		@Nullable String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "shelf_id", insertable = false, updatable = false)
		@Nullable Shelf shelf;

	}

	/** A parent with which the database deletes and releases others. */
	@Entity(name = "Tour")
	@Audited
	static class Tour {

		@Id
		long id;

		@Nullable String name;

		@ManyToMany
		@OnDelete(action = OnDeleteAction.CASCADE)
		Set<Room> rooms = new HashSet<>();

		@ElementCollection
		@OnDelete(action = OnDeleteAction.CASCADE)
		Set<String> tags = new HashSet<>();

	}

	/** What goes with its tour. */
	@Entity(name = "Stop")
	@Audited
	static class Stop {

		@Id
		long id;

		@Nullable String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		@Nullable Tour tour;

	}

	/** What goes with its stop. */
	@Entity(name = "Remark")
	@Audited
	static class Remark {

		@Id
		long id;

		@Nullable String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		@Nullable Stop stop;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Room room;

	}

	/** Who stays when the tour goes. */
	@Entity(name = "Visitor")
	@Audited
	static class Visitor {

		@Id
		long id;

		@Nullable String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.SET_NULL)
		@Nullable Tour tour;

		@ElementCollection
		Set<String> tags = new HashSet<>();

	}

}
