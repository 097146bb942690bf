package dev.revtrail;

/**
 * What to do about a bulk statement that changes tracked records behind the change log's
 * back: JPQL, criteria, native SQL or plain JDBC.
 */
public enum BulkMode {

	/** What is said elsewhere, and where nothing is said, {@link #WARN}. */
	DEFAULT,

	/** Refuse the statement before it runs: {@link BulkStatementException}. */
	FAIL,

	/**
	 * Execute an update or delete in JPQL, HQL or by criteria so that it keeps its
	 * entries, as {@link BulkChanges#execute} does. One whose entries could not be right,
	 * and any other statement, runs as it is and is warned of.
	 */
	RECORD,

	/** Say in the log where it comes from, once for each place and statement. */
	WARN,

	/** Let it pass in silence. */
	ALLOW

}
