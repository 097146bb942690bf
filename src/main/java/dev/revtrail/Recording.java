package dev.revtrail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of recording since the application started.
 */
public interface Recording {

	/**
	 * Returns the failure of the last attempt to record.
	 * @return the failure; empty after a successful attempt
	 */
	Optional<Failure> failure();

	/**
	 * Tries to record: writes an entry and rolls it back. Success clears the failure.
	 * @throws RuntimeException if it fails
	 */
	void check();

	/**
	 * Returns how many entries of changes and events have been committed.
	 * @return their number
	 */
	long entries();

	/**
	 * Returns how often recording has failed.
	 * @return the number of failures
	 */
	long failures();

	/**
	 * Returns how many transactions with tracked changes have been committed.
	 * @return their number
	 */
	long transactions();

	/**
	 * Returns the total time that these transactions took to complete their revisions and
	 * write their entries, before their commits.
	 * @return the time
	 */
	Duration time();

	/**
	 * Returns how many events and HTTP statuses wait to be written in the background.
	 * @return their number
	 */
	long pending();

	/**
	 * Returns how many events and HTTP statuses have been lost because the database did
	 * not accept them.
	 * @return their number
	 */
	long lost();

	/**
	 * A failure to record.
	 *
	 * @param time the time of the failure
	 * @param cause the cause
	 */
	record Failure(Instant time, Throwable cause) {

	}

}
