package dev.revtrail;

import java.time.Duration;

/**
 * Thrown if a read of the change log takes longer than {@code revtrail.query-timeout}. A
 * narrower query may succeed.
 */
public final class QueryTimedOutException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param longest the time limit
	 * @param cause the error of the database
	 */
	public QueryTimedOutException(Duration longest, Throwable cause) {
		super("A read of the change log took longer than " + longest.toSeconds() + " s (revtrail.query-timeout).",
				cause);
	}

}
