package dev.revtrail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How recording goes, since the application started.
 */
public interface Recording {

	/**
	 * Why the change log could not record when it was last to.
	 * @return the failure; empty once it has recorded anything again
	 */
	Optional<Failure> failure();

	/**
	 * Tries to record: writes an entry and rolls it back. Where that succeeds, there is
	 * no failure any more.
	 * @throws RuntimeException when it fails
	 */
	void check();

	/**
	 * How many entries have been committed, of changes and of events.
	 * @return their number
	 */
	long entries();

	/**
	 * How often recording has failed.
	 * @return the number of failures
	 */
	long failures();

	/**
	 * How many transactions with tracked changes have been committed.
	 * @return their number
	 */
	long transactions();

	/**
	 * How long these transactions took, all together, to complete their revisions and to
	 * write their entries, before their commits.
	 * @return the time
	 */
	Duration time();

	/**
	 * How many events and HTTP statuses wait to be written in the background.
	 * @return their number
	 */
	long pending();

	/**
	 * How many events and HTTP statuses have been lost, as the database did not take
	 * them.
	 * @return their number
	 */
	long lost();

	/**
	 * A failure to record.
	 *
	 * @param time when it was
	 * @param cause what it was
	 */
	record Failure(Instant time, Throwable cause) {

	}

}
