package dev.revtrail;

import java.time.Duration;

/**
 * A read of the change log took longer than {@code revtrail.query-timeout} lets it, and
 * was ended. A narrower query may be answered.
 */
public final class QueryTimedOutException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param longest how long the read could have taken
	 * @param cause what the database said
	 */
	public QueryTimedOutException(Duration longest, Throwable cause) {
		super("A read of the change log took longer than " + longest.toSeconds() + " s (revtrail.query-timeout).",
				cause);
	}

}
