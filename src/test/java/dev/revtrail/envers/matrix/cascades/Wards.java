package dev.revtrail.envers.matrix.cascades;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import org.hibernate.annotations.ListIndexBase;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.envers.Audited;
import org.hibernate.envers.RelationTargetAuditMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application whose foreign keys delete and release records.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Wards {

	/** What is not audited, and goes with its wards. */
	@Entity(name = "House")
	static class House {

		@Id
		long id;

	}

	/** What goes with its house. */
	@Entity(name = "Ward")
	@Audited
	static class Ward {

		@Id
		long id;

		@Nullable String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		@Audited(targetAuditMode = RelationTargetAuditMode.NOT_AUDITED)
		@Nullable House house;

		@OneToMany
		@JoinColumn(name = "ward_id")
		@OnDelete(action = OnDeleteAction.CASCADE)
		Set<Lamp> lamps = new HashSet<>();

		@ManyToMany(mappedBy = "wards")
		@OnDelete(action = OnDeleteAction.CASCADE)
		Set<Nurse> visitors = new HashSet<>();

	}

	/** What goes with its ward, of either kind. */
	@Entity(name = "Bed")
	@Inheritance(strategy = InheritanceType.JOINED)
	@Audited
	static class Bed {

		@Id
		long id;

		@ManyToOne(fetch = FetchType.EAGER)
		@OnDelete(action = OnDeleteAction.CASCADE)
		@Nullable Ward ward;

		@Nullable String label;

	}

	/** A bed for one who is small. */
	@Entity(name = "Cot")
	@OnDelete(action = OnDeleteAction.CASCADE)
	@Audited
	static class Cot extends Bed {

		int rails;

	}

	/** What goes with its bed. */
	@Entity(name = "Sheet")
	@Audited
	static class Sheet {

		@Id
		long id;

		@Embedded
		Place place = new Place();

		@ElementCollection
		@OnDelete(action = OnDeleteAction.CASCADE)
		Set<String> stains = new HashSet<>();

		@ElementCollection
		@OnDelete(action = OnDeleteAction.CASCADE)
		@OrderColumn(name = "fold_order")
		@ListIndexBase(1)
		@Column(name = "fold_name")
		List<String> folds = new ArrayList<>();

		@ElementCollection
		@OnDelete(action = OnDeleteAction.CASCADE)
		@MapKeyColumn(name = "hem_side")
		Map<String, Hem> hems = new HashMap<>();

		@ManyToMany
		@OnDelete(action = OnDeleteAction.CASCADE)
		Set<Lamp> lamps = new HashSet<>();

	}

	/**
	 * The hem of a sheet.
	 *
	 * @param width how wide it is
	 * @param thread what it is sewn with
	 */
	@Embeddable
	record Hem(int width, String thread) {

	}

	/** Where a sheet lies. */
	@Embeddable
	static class Place {

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		@Nullable Bed bed;

		@Nullable String side;

	}

	/** What goes with the crate that it is in. */
	@Entity(name = "Crate")
	@Audited
	static class Crate {

		@Id
		long id;

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.CASCADE)
		@Nullable Crate within;

	}

	/** What the chair next to it releases. */
	@Entity(name = "Chair")
	@Audited
	static class Chair {

		@Id
		long id;

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.SET_NULL)
		@Nullable Chair neighbor;

	}

	/** What its ward knows, and Hibernate releases. */
	@Entity(name = "Lamp")
	@Audited
	static class Lamp {

		@Id
		long id;

		@Nullable String colour;

	}

	/** Who stays when the ward goes. */
	@Entity(name = "Nurse")
	@Audited
	static class Nurse {

		@Id
		long id;

		@Nullable String name;

		@ManyToOne(fetch = FetchType.LAZY)
		@OnDelete(action = OnDeleteAction.SET_NULL)
		@Nullable Ward ward;

		@ManyToMany
		Set<Ward> wards = new HashSet<>();

	}

}
