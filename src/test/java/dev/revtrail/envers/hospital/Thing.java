package dev.revtrail.envers.hospital;

import dev.revtrail.Tracked;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * What else a hospital has: many types of records, all alike.
 */
@MappedSuperclass
@Audited
public abstract class Thing {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	public @Nullable Long id;

	public String name = "";

	/** A ward. */
	@Entity
	@Audited
	public static class Ward extends Thing {

	}

	/** A nurse. */
	@Entity
	@Audited
	public static class Nurse extends Thing {

	}

	/** A drug. */
	@Entity
	@Audited
	public static class Drug extends Thing {

	}

	/** A room. */
	@Entity
	@Audited
	public static class Room extends Thing {

	}

	/** A shift. */
	@Entity
	@Audited
	public static class Shift extends Thing {

	}

	/** A bill for a visit, which does not know of it. */
	@Entity
	@Audited
	@Tracked(patient = "visit.patient", organization = "visit.patient.house")
	public static class Bill extends Thing {

		@ManyToOne(fetch = FetchType.LAZY)
		public @Nullable Visit visit;

	}

}
