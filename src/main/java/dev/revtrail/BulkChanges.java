package dev.revtrail;

import java.util.function.Supplier;

import jakarta.persistence.Query;
import org.jspecify.annotations.Nullable;

/**
 * Executes bulk statements so that their changes are recorded. Bulk statements that JPA,
 * SQL or JDBC execute change records without entries.
 */
public interface BulkChanges {

	/**
	 * Executes an update or delete of tracked records and keeps its entries, within the
	 * current transaction: each record that really changes gets an audit row and an
	 * entry, as if it had been changed by entity. Takes a constant number of statements
	 * for each thousand records. A deletion keeps the states of its records in memory
	 * until the commit.
	 * <p>
	 * Flushes the session first. As with any bulk statement in JPA, objects that the
	 * session already holds keep their old state until they are refreshed, and life-cycle
	 * callbacks and cascades do not run. The version is incremented if the statement says
	 * so ({@code update versioned}).
	 * @param statement a JPQL, HQL or criteria update or delete of the tracked session
	 * factory, with its parameters set
	 * @return how many records the statement applied to
	 * @throws IllegalStateException if no transaction is active
	 * @throws UnsupportedOperationException if entries for the statement, or for the
	 * mapping of the entity that it changes, could not be correct; nothing has been
	 * changed then
	 */
	int execute(Query statement);

	/**
	 * Does work whose bulk statements on tracked records must not leave entries, such as
	 * a migration: on this thread they are neither rejected nor logged as warnings until
	 * the work ends.
	 * @param <T> the type of the result
	 * @param work the work
	 * @return the result of the work
	 */
	<T extends @Nullable Object> T untracked(Supplier<T> work);

	/**
	 * Does work whose bulk statements on tracked records must not leave entries.
	 * @param work the work
	 * @see #untracked(Supplier)
	 */
	default void untracked(Runnable work) {
		untracked(() -> {
			work.run();
			return Boolean.TRUE;
		});
	}

}
