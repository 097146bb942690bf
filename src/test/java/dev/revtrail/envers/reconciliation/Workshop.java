package dev.revtrail.envers.reconciliation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Masked;
import dev.revtrail.Tracked;
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
import jakarta.persistence.OrderColumn;
import org.hibernate.Length;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application whose database others write to.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Workshop {

	@Entity(name = "Tool")
	@Audited
	@Tracked(name = "TOOL")
	@Inheritance(strategy = InheritanceType.JOINED)
	static class Tool {

		@Id
		long id;

		@Nullable String name;

		@Nullable BigDecimal price;

		@Column(length = Length.LONG32)
		@Nullable String manual;

		@Masked
		@Nullable String pin;

		@Embedded
		Size size = new Size();

		@ManyToOne(fetch = FetchType.LAZY)
		@JoinColumn(name = "place_id")
		@Nullable Place place;

		@ElementCollection
		Set<String> tags = new HashSet<>();

		@ElementCollection
		@OrderColumn
		List<String> steps = new ArrayList<>();

		@ElementCollection
		Map<String, String> notes = new HashMap<>();

		@ManyToMany
		Set<Place> spares = new HashSet<>();

		protected Tool() {
		}

		Tool(long id) {
			this.id = id;
		}

	}

	@Entity(name = "Drill")
	@Audited
	@Tracked(name = "TOOL")
	static class Drill extends Tool {

		@Nullable Integer watts;

		protected Drill() {
		}

		Drill(long id) {
			super(id);
		}

	}

	@Embeddable
	static class Size {

		@Nullable Integer height;

		@Nullable Integer depth;

	}

	@Entity(name = "Place")
	@Audited
	static class Place {

		@Id
		long id;

		protected Place() {
		}

		Place(long id) {
			this.id = id;
		}

	}

	@Entity(name = "Screw")
	@Audited
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	static class Screw {

		@Id
		long id;

		protected Screw() {
		}

		Screw(long id) {
			this.id = id;
		}

	}

	@Entity(name = "Bolt")
	@Audited
	static class Bolt extends Screw {

		protected Bolt() {
		}

		Bolt(long id) {
			super(id);
		}

	}

	@Entity(name = "Ticket")
	@Audited
	@SQLRestriction("hidden = 0")
	static class Ticket {

		@Id
		long id;

		int hidden;

		protected Ticket() {
		}

		Ticket(long id) {
			this.id = id;
		}

	}

	@Entity(name = "Lease")
	@Audited
	@SoftDelete(columnName = "gone")
	static class Lease {

		@Id
		long id;

		protected Lease() {
		}

		Lease(long id) {
			this.id = id;
		}

	}

}
