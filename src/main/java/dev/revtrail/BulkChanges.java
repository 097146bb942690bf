package dev.revtrail;

import java.util.function.Supplier;

import jakarta.persistence.Query;
import org.jspecify.annotations.Nullable;

/**
 * Bulk statements in the presence of a change log. Those that JPA, SQL or JDBC execute
 * change records behind its back; this executes them so that they keep their entries.
 */
public interface BulkChanges {

	/**
	 * Executes an update or delete of tracked records and keeps its entries, within the
	 * current transaction: each record that really changes gets an audit row and an
	 * entry, as if it had been changed by entity. Takes a constant number of statements
	 * for each thousand records.
	 * <p>
	 * The session is flushed before. As with any bulk statement of JPA's, objects that
	 * the session holds already keep their old state until they are refreshed, and
	 * life-cycle callbacks and cascades do not happen. The version is counted up where
	 * the statement says so ({@code update versioned}).
	 * @param statement a JPQL, HQL or criteria update or delete of the tracked session
	 * factory, with its parameters set
	 * @return how many records the statement applied to
	 * @throws IllegalStateException when no transaction is active
	 * @throws UnsupportedOperationException when the statement, or the mapping of what it
	 * changes, is one whose entries could not be right; nothing has been changed then
	 */
	int execute(Query statement);

	/**
	 * Does some work whose bulk statements on tracked records shall leave no entries,
	 * such as a migration: on this thread they are neither refused nor warned of until
	 * the work ends.
	 * @param <T> the type of the result
	 * @param work the work
	 * @return what the work returns
	 */
	<T extends @Nullable Object> T untracked(Supplier<T> work);

	/**
	 * Does some work whose bulk statements on tracked records shall leave no entries.
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
