package dev.revtrail.envers.baseline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.revtrail.Masked;
import dev.revtrail.Tracked;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application whose records are older than the library.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Attic {

	/** The tables that hold boxes, and what they hold of box n. */
	static final List<String> OLDER = List.of(
			"insert into box (id, label, code, owner) values (?, 'old', 'c', 'north')",
			"insert into box_tags (box_id, tags) values (?, 'a'), (?, 'b')",
			"insert into box_steps (box_id, steps, steps_order) values (?, '1', 0), (?, '2', 1)");

	/**
	 * A box without a version: a change of its collections alone writes and locks no row
	 * of its own.
	 */
	@Entity(name = "Box")
	@Audited
	@Tracked(organization = "owner")
	static class Box {

		@Id
		long id;

		@Nullable String label;

		@Masked
		@Nullable String code;

		@Nullable String owner;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Box inside;

		@ElementCollection
		Set<String> tags = new HashSet<>();

		@ElementCollection
		@OrderColumn
		List<String> steps = new ArrayList<>();

		protected Box() {
		}

		Box(long id) {
			this.id = id;
		}

	}

}
