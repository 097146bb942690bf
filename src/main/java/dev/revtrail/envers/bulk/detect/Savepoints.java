package dev.revtrail.envers.bulk.detect;

import java.sql.Connection;
import java.sql.Savepoint;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Watches savepoints. What a transaction wrote after one that it is rolled back to is
 * undone in the database, but Hibernate and Envers know nothing of that.
 */
public final class Savepoints {

	private final ToIntFunction<Connection> count;

	private final Consumer<Connection> undone;

	/** How many tracked writes there were when they were set. */
	private final Map<Savepoint, Integer> writes = Collections.synchronizedMap(new WeakHashMap<>());

	/**
	 * Creates an instance.
	 * @param count counts the tracked writes of a connection's transaction
	 * @param undone accepts a connection some of whose tracked writes have been undone
	 */
	public Savepoints(ToIntFunction<Connection> count, Consumer<Connection> undone) {
		this.count = count;
		this.undone = undone;
	}

	/** A savepoint has been set on a connection. */
	void set(Connection connection, Savepoint savepoint) {
		this.writes.put(savepoint, this.count.applyAsInt(connection));
	}

	/** A connection has been rolled back to a savepoint. */
	void rolledBack(Connection connection, @Nullable Object savepoint) {
		Integer before = (savepoint instanceof Savepoint set) ? this.writes.get(set) : null;
		if (before != null && this.count.applyAsInt(connection) > before) {
			this.undone.accept(connection);
		}
	}

}
