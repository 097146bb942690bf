package dev.revtrail.envers.matrix.collections;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A target with a composite id.
 */
@Entity
@Audited
class Spot {

	@EmbeddedId
	Seat seat;

	@Nullable String name;

	protected Spot() {
		this.seat = new Seat("", 0);
	}

	Spot(Seat seat) {
		this.seat = seat;
	}

}
