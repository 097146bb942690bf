package dev.revtrail;

import java.util.List;
import java.util.Optional;

/**
 * The legal holds. Placing and lifting one is kept as an entry of the record type
 * {@link #RECORD_TYPE}, in the organization that the hold is about.
 */
public interface LegalHolds {

	/** The record type of the entries about holds. */
	String RECORD_TYPE = "LEGAL_HOLD";

	/** Somebody placed a hold. */
	Action PLACED = new Action("HOLD_PLACED");

	/** Somebody lifted a hold. */
	Action LIFTED = new Action("HOLD_LIFTED");

	/**
	 * Places a hold, in a transaction of its own. Once it returns, no purge removes what
	 * it keeps: it waits for a batch of a purge that is under way.
	 * @param actor who places it
	 * @param subject whose entries it keeps
	 * @param reason why, 1 to 1,000 characters
	 * @return the hold
	 * @throws IllegalArgumentException when the reason is blank or too long, or the
	 * record's type is not tracked
	 */
	LegalHold place(Actor actor, LegalHold.Subject subject, String reason);

	/**
	 * Lifts a hold, in a transaction of its own. Others that keep the same entries stay.
	 * @param actor who lifts it
	 * @param id the hold's id
	 * @param reason why, 1 to 1,000 characters
	 * @return the lifted hold, or nothing where there is none in force with that id
	 * @throws IllegalArgumentException when the reason is blank or too long
	 */
	Optional<LegalHold> lift(Actor actor, long id, String reason);

	/**
	 * All holds, lifted ones included.
	 * @return the holds, in the order in which they were placed
	 */
	List<LegalHold> all();

}
