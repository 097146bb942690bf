package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Watches for a while whether revisions appear with numbers that the mark has passed.
 * Only the leader does.
 */
final class LateWatch {

	private static final Log logger = LogFactory.getLog(LateWatch.class);

	private static final int MOST_WATCHED = 5000;

	/** How long and how often it is looked whether a number appears after all. */
	private static final Duration WATCH = Duration.ofMinutes(10);

	private static final Duration LOOK = Duration.ofSeconds(2);

	private final MarkTable table;

	private final LateRevisions lateRevisions;

	/** The numbers that count as rolled back, and since when this node watches them. */
	private final Map<Long, Long> gone = new LinkedHashMap<>();

	private final LongAdder late = new LongAdder();

	private long lookedAt;

	private boolean failed;

	/** Whether revisions have appeared which followers in a step do not know of yet. */
	private boolean unnoted;

	LateWatch(MarkTable table, LateRevisions lateRevisions) {
		this.table = table;
		this.lateRevisions = lateRevisions;
	}

	/** Forgets all numbers, as there is no mark. */
	void reset(Connection connection) throws SQLException {
		this.lateRevisions.deletePassed(connection, this.lateRevisions.passed(connection));
	}

	/** Watches what the previous leader did. */
	void takeOver(Connection connection) throws SQLException {
		this.gone.clear();
		watch(this.lateRevisions.passed(connection));
	}

	/** Reads the numbers of a range that nodes have rolled back. */
	NavigableSet<Long> rolledBack(Connection connection, long first, long last) throws SQLException {
		return this.lateRevisions.passed(connection, first, last);
	}

	/**
	 * Stores what the mark passes, in the transaction that moves it.
	 * @param numbers those without a revision
	 * @param rolledBack those of the range that are stored already
	 * @param committed those of the range with a revision
	 */
	void store(Connection connection, List<Long> numbers, Set<Long> rolledBack, Set<Long> committed)
			throws SQLException {
		// After a fail-over, a number can be given out again
		this.lateRevisions.deletePassed(connection, rolledBack.stream().filter(committed::contains).toList());
		this.lateRevisions.addPassed(connection,
				newest(numbers).stream().filter((number) -> !rolledBack.contains(number)).toList());
	}

	/** Begins to watch what was stored. */
	void stored(Connection connection, List<Long> numbers) throws SQLException {
		watch(newest(numbers));
		unwatch(connection, this.gone.size() - MOST_WATCHED);
	}

	private static List<Long> newest(List<Long> numbers) {
		return numbers.subList(Math.max(0, numbers.size() - MOST_WATCHED), numbers.size());
	}

	private void watch(Collection<Long> numbers) {
		long now = System.nanoTime();
		numbers.forEach((number) -> this.gone.put(number, now));
	}

	/** Ends the watch of the oldest numbers. */
	private void unwatch(Connection connection, int count) throws SQLException {
		if (count > 0 && !this.unnoted) {
			List<Long> oldest = this.gone.keySet().stream().limit(count).toList();
			this.lateRevisions.deletePassed(connection, oldest);
			this.gone.keySet().removeAll(oldest);
		}
	}

	/**
	 * Looks now and then. The mark goes on if that fails, and it is tried again.
	 * @param mark the lowest number that may be in flight
	 * @return whether followers are to be notified still
	 */
	boolean look(Connection connection, long mark) {
		long now = System.nanoTime();
		if (this.gone.isEmpty() || (!this.unnoted && now - this.lookedAt < LOOK.toNanos())) {
			return this.unnoted;
		}
		this.lookedAt = now;
		try {
			NavigableSet<Long> appeared = this.lateRevisions.appeared(connection).headSet(mark, false);
			this.unnoted = !appeared.isEmpty() && !addLate(connection, appeared);
			unwatch(connection,
					(int) this.gone.values().stream().takeWhile((since) -> now - since >= WATCH.toNanos()).count());
			this.failed = false;
		}
		catch (SQLException ex) {
			if (!this.failed) {
				this.failed = true;
				logger.warn("Whether revisions were committed after readers had gone past them is not known.", ex);
			}
		}
		return this.unnoted;
	}

	/** Not at REPEATABLE READ, which would lock the revisions that it reads. */
	private boolean addLate(Connection connection, NavigableSet<Long> numbers) throws SQLException {
		int before = connection.getTransactionIsolation();
		connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
		boolean noted;
		try {
			noted = FeedConnections.inTransaction(connection, (same) -> {
				boolean added = this.lateRevisions.addLate(same, numbers);
				this.table.times(same, numbers);
				return added;
			});
		}
		finally {
			connection.setTransactionIsolation(before);
		}
		if (noted) {
			this.gone.keySet().removeAll(numbers);
			this.late.add(numbers.size());
			logger.warn("Revisions " + numbers + " were committed after readers had gone past them: their transactions "
					+ "paused between number and row for longer than revtrail.feed.gap-time.");
		}
		return noted;
	}

	/** How many revisions have appeared late. */
	long late() {
		return this.late.sum();
	}

}
