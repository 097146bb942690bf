package dev.revtrail.envers.matrix.seats;

import java.io.Serializable;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application whose records have a reference in their ids.
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

	}

	/** A record whose id has a reference in it. */
	@Entity(name = "Seat")
	@Audited
	static class Seat {

		@EmbeddedId
		Place place = new Place();

	}

	/** The id. */
	@Embeddable
	@SuppressWarnings("serial")
	static class Place implements Serializable {

		@ManyToOne
		@Nullable Hall hall;

		int number;

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Place place && place.number == this.number && place.hall == this.hall;
		}

		@Override
		public int hashCode() {
			return this.number;
		}

	}

}
