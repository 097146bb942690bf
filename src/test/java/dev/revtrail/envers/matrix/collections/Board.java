package dev.revtrail.envers.matrix.collections;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderColumn;
import org.hibernate.envers.Audited;

/**
 * An owner with a composite id.
 */
@Entity
@Audited
class Board {

	@EmbeddedId
	Seat seat;

	@ElementCollection
	Set<String> tags = new HashSet<>();

	@ElementCollection
	@OrderColumn
	List<String> steps = new ArrayList<>();

	@ManyToMany
	Map<String, Target> named = new HashMap<>();

	protected Board() {
		this.seat = new Seat("", 0);
	}

	Board(Seat seat) {
		this.seat = seat;
	}

}
