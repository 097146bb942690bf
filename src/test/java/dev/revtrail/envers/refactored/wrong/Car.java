package dev.revtrail.envers.refactored.wrong;

import dev.revtrail.Tracked;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * A car, which claims to have been what is something else today.
 */
@Entity
@Audited
@Tracked(formerly = "BIKE")
public class Car {

	@Id
	public long id;

	/** A bike. */
	@Entity(name = "Bike")
	@Audited
	public static class Bike {

		@Id
		public long id;

	}

}
