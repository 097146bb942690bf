package dev.revtrail.envers;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Watches savepoints. What a transaction wrote after one that it is rolled back to is
 * undone in the database, but Hibernate and Envers know nothing of that.
 */
final class Savepoints {

	private final Capture capture;

	/** How many tracked writes there were when they were set. */
	private final Map<Savepoint, Integer> writes = Collections.synchronizedMap(new WeakHashMap<>());

	Savepoints(Capture capture) {
		this.capture = capture;
	}

	/** A savepoint has been set on a connection. */
	void set(Connection connection, Savepoint savepoint) {
		TransactionChanges changes = this.capture.changesOn(connection);
		this.writes.put(savepoint, (changes != null) ? changes.flushes().count() : 0);
	}

	/** A connection has been rolled back to a savepoint. */
	void rolledBack(Connection connection, @Nullable Object savepoint) {
		TransactionChanges changes = this.capture.changesOn(connection);
		Integer before = (savepoint instanceof Savepoint set) ? this.writes.get(set) : null;
		if (changes != null && before != null && changes.flushes().count() > before) {
			changes.undone();
		}
	}

}
