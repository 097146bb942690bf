package dev.revtrail.envers.matrix.seats;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import org.hibernate.envers.AuditJoinTable;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application whose records have references in their ids.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Seats {

	/** What is referred to. */
	@Entity(name = "Hall")
	@Audited
	static class Hall {

		@Id
		long id;

		@Nullable String name;

		static Hall of(long id) {
			Hall hall = new Hall();
			hall.id = id;
			return hall;
		}

	}

	/** A record whose embedded id has a reference in it. */
	@Entity(name = "Seat")
	@Audited
	static class Seat {

		@EmbeddedId
		Place place = new Place();

		@Nullable String colour;

		@ElementCollection
		Set<String> marks = new HashSet<>();

	}

	/** The id of a seat. */
	@Embeddable
	@SuppressWarnings("serial")
	static class Place implements Serializable {

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Hall hall;

		int number;

		Place() {
		}

		Place(Hall hall, int number) {
			this.hall = hall;
			this.number = number;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Place place && place.number == this.number && place.hall == this.hall;
		}

		@Override
		public int hashCode() {
			return this.number;
		}

	}

	/** A record whose id class holds the id of what it refers to. */
	@Entity(name = "SeatRow")
	@IdClass(RowId.class)
	@Audited
	static class Row {

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Hall hall;

		@Id
		int number;

		@Nullable String name;

		@ElementCollection
		Set<String> notes = new HashSet<>();

	}

	/** The id of a row. */
	@SuppressWarnings({ "serial", "NullAway" })
	static class RowId implements Serializable {

		Long hall;

		int number;

		RowId() {
		}

		RowId(long hall, int number) {
			this.hall = hall;
			this.number = number;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof RowId id && Objects.equals(id.hall, this.hall) && id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.hall, this.number);
		}

	}

	/** A record whose id has another in it that has a reference in its own. */
	@Entity(name = "Cushion")
	@IdClass(CushionId.class)
	@Audited
	static class Cushion {

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Row line;

		@Id
		@Nullable String shade;

		int softness;

	}

	/** The id of a cushion. */
	@SuppressWarnings({ "serial", "NullAway" })
	static class CushionId implements Serializable {

		RowId line;

		String shade;

		CushionId() {
		}

		CushionId(RowId line, String shade) {
			this.line = line;
			this.shade = shade;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof CushionId id && Objects.equals(id.line, this.line)
					&& Objects.equals(id.shade, this.shade);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.line, this.shade);
		}

	}

	/** A record that is its own id. */
	@Entity(name = "Door")
	@Audited
	@SuppressWarnings("serial")
	static class Door implements Serializable {

		@Id
		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Hall hall;

		@Id
		int number;

		@Nullable String code;

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Door door && door.number == this.number && door.hall == this.hall;
		}

		@Override
		public int hashCode() {
			return this.number;
		}

	}

	/** A record whose id is that of another. */
	@Entity(name = "Keeper")
	@Audited
	@SuppressWarnings("serial")
	static class Keeper implements Serializable {

		@Id
		@OneToOne(fetch = FetchType.LAZY)
		@Nullable Hall hall;

		@Nullable String name;

	}

	/** A record that is not audited, with a reference in its id. */
	@Entity(name = "Locker")
	static class Locker {

		@EmbeddedId
		Place place = new Place();

	}

	/** A record that refers to those. */
	@Entity(name = "Ticket")
	@Audited
	static class Ticket {

		@Id
		long id;

		@Nullable String holder;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Seat seat;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Row line;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Cushion cushion;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Keeper keeper;

		@ManyToOne(fetch = FetchType.LAZY)
		@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
		@Nullable Locker locker;

		@ManyToMany
		Set<Row> rows = new HashSet<>();

		@ManyToMany
		List<Seat> seats = new ArrayList<>();

		@ManyToMany
		@MapKeyColumn(name = "purpose")
		Map<String, Cushion> cushions = new HashMap<>();

	}

	/** A record to which such records belong. */
	@Entity(name = "Usher")
	@Audited
	static class Usher {

		@Id
		long id;

		@OneToMany
		@JoinColumn(name = "usher_id")
		@AuditJoinTable(name = "usher_seat_aud")
		Set<Seat> seats = new HashSet<>();

		@OneToMany
		@JoinColumn(name = "usher_id")
		@AuditJoinTable(name = "usher_keeper_aud")
		Set<Keeper> keepers = new HashSet<>();

		static Usher of(long id) {
			Usher usher = new Usher();
			usher.id = id;
			return usher;
		}

	}

}
