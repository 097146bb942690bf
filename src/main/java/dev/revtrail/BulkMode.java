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

	/** Say in the log where it comes from, once for each place and entity. */
	WARN,

	/** Let it pass in silence. */
	ALLOW

}
