package dev.revtrail;

/**
 * The handling of a bulk statement that changes tracked records without entries: JPQL,
 * criteria, native SQL or plain JDBC.
 */
public enum BulkMode {

	/** Use the mode that is configured elsewhere, or {@link #WARN} if there is none. */
	DEFAULT,

	/** Reject the statement before it runs, with a {@link BulkStatementException}. */
	FAIL,

	/**
	 * Execute an update or delete in JPQL, HQL or by criteria so that it keeps its
	 * entries, as {@link BulkChanges#execute} does. Run any other statement, and one
	 * whose entries could not be correct, unchanged and with a warning.
	 */
	RECORD,

	/**
	 * Log a warning with the place of the statement, once for each place and statement.
	 */
	WARN,

	/** Run the statement without a warning. */
	ALLOW

}
