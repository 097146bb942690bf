package dev.revtrail;

import java.util.List;
import java.util.Optional;

/**
 * Places and lifts legal holds. Each placing and lifting is recorded as an entry of the
 * record type {@link #RECORD_TYPE}, in the organization that the hold is about.
 */
public interface LegalHolds {

	/** The record type of the entries about holds. */
	String RECORD_TYPE = "LEGAL_HOLD";

	/** A hold was placed. */
	Action PLACED = new Action("HOLD_PLACED");

	/** A hold was lifted. */
	Action LIFTED = new Action("HOLD_LIFTED");

	/**
	 * Places a hold, in a transaction of its own. Waits for the batch of a purge that is
	 * under way; after it returns, no purge removes the subject's entries.
	 * @param actor who places it
	 * @param subject whose entries it keeps
	 * @param reason why, 1 to 1,000 characters
	 * @return the hold
	 * @throws IllegalArgumentException when the reason is blank or too long, or the
	 * record's type is not tracked
	 */
	LegalHold place(Actor actor, LegalHold.Subject subject, String reason);

	/**
	 * Lifts a hold, in a transaction of its own. Other holds on the same entries stay in
	 * force.
	 * @param actor who lifts it
	 * @param id the hold's id
	 * @param reason why, 1 to 1,000 characters
	 * @return the lifted hold, or empty if no hold with that id is in force
	 * @throws IllegalArgumentException when the reason is blank or too long
	 */
	Optional<LegalHold> lift(Actor actor, long id, String reason);

	/**
	 * Returns all holds, including lifted ones.
	 * @return the holds, in the order in which they were placed
	 */
	List<LegalHold> all();

}
