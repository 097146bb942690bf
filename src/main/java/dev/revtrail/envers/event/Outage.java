package dev.revtrail.envers.event;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.revtrail.envers.model.SqlFailures;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a database that accepts no writes for now, as it cannot be reached, is
 * read-only, is locked or has no space left, from a statement that it will never accept.
 */
public final class Outage {

	/**
	 * Classes of SQL states: connections, the transaction's state (read-only among them),
	 * rollbacks; PostgreSQL's resources, intervention and system errors; MySQL's
	 * interruption.
	 */
	private static final Set<String> CLASSES = Set.of("08", "25", "40", "53", "57", "58", "70");

	/**
	 * H2 has its codes for states: errors of files, a database that is read-only or
	 * closed.
	 */
	private static final Set<String> STATES = Set.of("90028", "90031", "90097", "90098");

	private static final String GENERAL = "HY000";

	/**
	 * Codes under the general state. MySQL's: errors of files (3, 28, 1026), a full disk
	 * (1021), the storage engine (1030, 1180), memory (1037, 1041), a full table space
	 * (1114), too many locks or transactions (1206, 1637), read-only (1290, 1836), a
	 * binary log that cannot be written (1598). H2's: a file that cannot be written
	 * (50000).
	 */
	private static final Set<Integer> CODES = Set.of(3, 28, 1021, 1026, 1030, 1037, 1041, 1114, 1180, 1206, 1290, 1598,
			1637, 1836, 50000);

	private Outage() {
	}

	/**
	 * Whether a failure is due to a passing state of the database, so that the same work
	 * may succeed later.
	 * @param failure the failure
	 */
	public static boolean isCauseOf(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.anyMatch((cause) -> cause instanceof IOException || (cause instanceof SQLException sql && isOutage(sql)));
	}

	private static boolean isOutage(SQLException failure) {
		return failure instanceof SQLTransientException || failure instanceof SQLRecoverableException
				|| failure instanceof SQLNonTransientConnectionException || isClosed(failure)
				|| SqlFailures.isConflict(failure) || isOutage(failure.getSQLState(), failure.getErrorCode());
	}

	/** Pools give neither state nor code where a connection is closed. */
	private static boolean isClosed(SQLException failure) {
		return failure.getClass() == SQLException.class && failure.getSQLState() == null && failure.getErrorCode() == 0;
	}

	private static boolean isOutage(@Nullable String state, int code) {
		return state != null && (STATES.contains(state) || (GENERAL.equals(state) && CODES.contains(code))
				|| (state.length() == 5 && CLASSES.contains(state.substring(0, 2))));
	}

}
