package dev.revtrail.envers.matrix.taken;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Tracked;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import org.hibernate.annotations.ListIndexBase;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.envers.AuditJoinTable;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application with parents of children that have no attribute for them: only the
 * parents write the foreign keys.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Racks {

	@Entity(name = "Rack")
	@Audited
	static class Rack {

		@Id
		long id;

		@Nullable String room;

		@OneToMany
		@JoinColumn(name = "rack_id")
		@AuditJoinTable(name = "rack_bottles_history")
		Set<Bottle> bottles = new HashSet<>();

		@OneToMany(cascade = CascadeType.ALL)
		@JoinColumn(name = "list_rack_id")
		@OrderColumn(name = "list_place")
		@AuditJoinTable(name = "rack_listed_history")
		List<Bottle> listed = new ArrayList<>();

		@OneToMany
		@JoinColumn(name = "counted_rack_id")
		@OrderColumn(name = "counted_place")
		@ListIndexBase(1)
		@AuditJoinTable(name = "rack_counted_history")
		List<Bottle> counted = new ArrayList<>();

		@OneToMany
		@JoinColumn(name = "map_rack_id")
		@MapKeyColumn(name = "map_slot")
		@AuditJoinTable(name = "rack_slots_history")
		Map<String, Bottle> slots = new HashMap<>();

		@OneToMany
		@JoinColumn(name = "rack_id")
		@AuditJoinTable(name = "rack_carafes_history")
		Set<Carafe> carafes = new HashSet<>();

		@OneToMany
		@JoinColumn(name = "rack_id")
		@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
		@AuditJoinTable(name = "rack_labels_history")
		Set<Label> labels = new HashSet<>();

		protected Rack() {
		}

		Rack(long id) {
			this.id = id;
		}

	}

	@Entity(name = "CellarRack")
	@Audited
	static class CellarRack extends Rack {

		@Nullable String vault;

		protected CellarRack() {
		}

		CellarRack(long id) {
			super(id);
		}

	}

	/** A parent of which a method says where it belongs. */
	@Entity(name = "Cabinet")
	@Audited
	@Tracked(organization = "house()")
	static class Cabinet {

		@Id
		long id;

		@ManyToOne(fetch = FetchType.EAGER)
		@Nullable House house;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		@Nullable Bottle lamp;

		@OneToMany
		@JoinColumn(name = "cabinet_id")
		@AuditJoinTable(name = "cabinet_bottles_history")
		Set<Bottle> bottles = new HashSet<>();

		protected Cabinet() {
		}

		Cabinet(long id, House house) {
			this.id = id;
			this.house = house;
		}

		@Nullable String house() {
			return (this.house != null) ? this.house.getName() : null;
		}

	}

	@Entity(name = "House")
	@Audited
	static class House {

		@Id
		long id;

		@Nullable String name;

		protected House() {
		}

		House(long id) {
			this.id = id;
			this.name = "house " + id;
		}

		@Nullable String getName() {
			return this.name;
		}

	}

	@Entity(name = "Bottle")
	@Audited
	static class Bottle {

		@Id
		long id;

		@Nullable String wine;

		protected Bottle() {
		}

		Bottle(long id) {
			this.id = id;
		}

		/** Reads fields that a proxy has to load. */
		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Bottle bottle && bottle.getId() == getId();
		}

		@Override
		public int hashCode() {
			return Long.hashCode(getId());
		}

		long getId() {
			return this.id;
		}

	}

	@Entity(name = "Carafe")
	@Audited
	static class Carafe {

		@EmbeddedId
		@Nullable CarafeId id;

		protected Carafe() {
		}

		Carafe(CarafeId id) {
			this.id = id;
		}

	}

	/**
	 * The id of a carafe.
	 *
	 * @param maker the maker
	 * @param model the model
	 */
	@Embeddable
	record CarafeId(String maker, int model) {

	}

	@Entity(name = "RackLabel")
	static class Label {

		@Id
		long id;

		protected Label() {
		}

		Label(long id) {
			this.id = id;
		}

	}

}
