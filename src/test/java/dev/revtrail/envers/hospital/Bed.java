package dev.revtrail.envers.hospital;

import java.io.Serializable;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A bed, whose id has two parts, and which belongs to no organization.
 */
@Entity
@Audited
public class Bed {

	@EmbeddedId
	public Place place;

	@ManyToOne
	public @Nullable Patient occupant;

	protected Bed() {
		this.place = new Place("", 0);
	}

	public Bed(Place place) {
		this.place = place;
	}

	/**
	 * Where a bed stands.
	 *
	 * @param ward the ward
	 * @param number the number in the ward
	 */
	@Embeddable
	public record Place(String ward, int number) implements Serializable {

	}

}
