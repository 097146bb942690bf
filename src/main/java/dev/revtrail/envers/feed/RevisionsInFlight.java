package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.NavigableSet;

/**
 * Shows which revisions have a number and are not committed. It is asked before the
 * committed revisions are read.
 */
interface RevisionsInFlight {

	/**
	 * Returns how long a number without a row counts as in flight.
	 * @param configured the time that the host allows
	 */
	Duration gapTime(Duration configured);

	/**
	 * Looks at a range of numbers.
	 * @param connection a connection that commits each statement
	 * @param first the first number
	 * @param last the last number
	 */
	Seen look(Connection connection, long first, long last) throws SQLException;

	/**
	 * What was seen.
	 *
	 * @param written the numbers of the range that are known to have a row, committed or
	 * not
	 * @param ended the highest number up to which all transactions have ended; -1 where
	 * none is known
	 */
	record Seen(NavigableSet<Long> written, long ended) {

	}

}
