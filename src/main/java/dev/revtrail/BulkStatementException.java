package dev.revtrail;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a bulk statement would change tracked records without an entry in the change
 * log. The statement has not run. The message contains neither the statement nor its
 * values.
 */
public final class BulkStatementException extends RuntimeException {

	private final String entity;

	private final String table;

	private final String verb;

	private final @Nullable String place;

	/**
	 * Creates the exception.
	 * @param entity the name of the entity whose records the statement would have changed
	 * @param table the table it is about
	 * @param verb what it does: insert, update, delete, merge, replace or truncate
	 * @param place where it was issued, {@code class.method(File:line)}, for a repository
	 * {@code interface.method, called at class.method(File:line)}; null when no class of
	 * the application is on the stack
	 */
	public BulkStatementException(String entity, String table, String verb, @Nullable String place) {
		super("A bulk " + verb + " of table " + table + " at " + ((place != null) ? place : "an unknown place")
				+ " would change records of " + entity + " without an entry in the change log. Change them by entity, "
				+ "or let ChangeLog.bulk() execute the statement, which keeps its entries, as BulkMode.RECORD does; what "
				+ "shall leave no entry goes into ChangeLog.bulk().untracked(…), or is allowed by @Tracked(bulk = …) or revtrail.bulk.");
		this.entity = entity;
		this.table = table;
		this.verb = verb;
		this.place = place;
	}

	/**
	 * Returns the entity whose records the statement would have changed.
	 * @return the entity's name
	 */
	public String entity() {
		return this.entity;
	}

	/**
	 * Returns the table that the statement would have changed.
	 * @return the table's name
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns the statement's verb.
	 * @return the verb in lower case
	 */
	public String verb() {
		return this.verb;
	}

	/**
	 * Returns the place where the statement was issued.
	 * @return the place, or null when no class of the application is on the stack
	 */
	public @Nullable String place() {
		return this.place;
	}

}
