package dev.revtrail.envers.model;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.util.Set;

/**
 * What failures of a database mean. Drivers need not use the subclasses that JDBC has for
 * them, and PostgreSQL's does not.
 */
public final class SqlFailures {

	/** PostgreSQL's state where a lock is not available. */
	private static final String NO_LOCK = "55P03";

	/**
	 * What MySQL answers where another transaction holds a row: its time-out of locks,
	 * deadlock and NOWAIT; MariaDB: a row that has changed since the transaction's first
	 * read; and H2: its time-out of locks and concurrent update.
	 */
	private static final Set<Integer> LOCKED = Set.of(1205, 1213, 3572, 1020, 50200, 90131);

	/** MySQL's codes: the table, the column or the index exists; the column is gone. */
	private static final Set<Integer> THERE = Set.of(1050, 1060, 1061, 1091);

	/** PostgreSQL's states where a table or index, or a column exists. */
	private static final Set<String> THERE_STATES = Set.of("42P07", "42701");

	private SqlFailures() {
	}

	/**
	 * Returns whether a row was refused, as by a key that another has.
	 */
	public static boolean isConstraintViolation(SQLException failure) {
		return failure instanceof SQLIntegrityConstraintViolationException || hasClass(failure, "23");
	}

	/**
	 * Returns whether another transaction was in the way: by a lock that it holds, a
	 * deadlock, or a row that it has changed.
	 */
	public static boolean isConflict(SQLException failure) {
		return LOCKED.contains(failure.getErrorCode()) || NO_LOCK.equals(failure.getSQLState())
				|| hasClass(failure, "40");
	}

	/**
	 * Returns whether a table, column or index that is added exists, or a column that is
	 * removed does not.
	 */
	public static boolean isAlreadyThere(SQLException failure) {
		return THERE.contains(failure.getErrorCode()) || THERE_STATES.contains(failure.getSQLState());
	}

	/**
	 * Returns whether the database does not take a statement, as it does not know it or
	 * lets the user not execute it.
	 */
	public static boolean isRefusedStatement(SQLException failure) {
		return failure instanceof SQLSyntaxErrorException || hasClass(failure, "42");
	}

	private static boolean hasClass(SQLException failure, String states) {
		return failure.getSQLState() != null && failure.getSQLState().startsWith(states);
	}

}
