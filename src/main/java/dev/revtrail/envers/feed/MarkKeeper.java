package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.atomic.LongAdder;

import dev.revtrail.envers.feed.MarkTable.Mark;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Advances the settled mark while this node is the leader, and takes over where the
 * leader gives no sign of life. Time is measured by this node alone, so that clocks do
 * not matter. Not for several threads.
 */
final class MarkKeeper {

	private static final Log logger = LogFactory.getLog(MarkKeeper.class);

	private static final int REVISIONS_AT_ONCE = 20_000;

	private static final int MOST_WATCHED = 5000;

	/** How long and how often it is looked whether a number appears after all. */
	private static final Duration WATCH = Duration.ofMinutes(10);

	private static final Duration LOOK = Duration.ofSeconds(2);

	private final MarkTable table;

	private final LateRevisions lateRevisions;

	private final FeedSettings settings;

	private final String node;

	private final SettledScan scan;

	/** The numbers that count as rolled back, and since when this node watches them. */
	private final Map<Long, Long> gone = new LinkedHashMap<>();

	private final LongAdder late = new LongAdder();

	private final LeaseWatch watch;

	private long epoch;

	private long beatAt;

	private long lookedAt;

	private boolean lookFailed;

	/** Whether revisions have appeared which followers in a step do not know of yet. */
	private boolean unnoted;

	/** The highest number that this node saw first; negative before. */
	private volatile long initial = -1;

	private volatile boolean leading;

	private volatile long revision;

	/** When the first number above the mark was seen; null where all is settled. */
	private volatile @Nullable Long waitingSince;

	private int revisionsAtOnce = REVISIONS_AT_ONCE;

	MarkKeeper(MarkTable table, LateRevisions lateRevisions, FeedSettings settings, String node) {
		this.table = table;
		this.lateRevisions = lateRevisions;
		this.settings = settings;
		this.node = node;
		this.scan = new SettledScan(settings.gapTime());
		this.watch = new LeaseWatch(settings.lease());
	}

	/**
	 * Takes a step.
	 * @param connection a connection that commits each statement
	 * @return whether there is more to do at once
	 */
	Progress step(Connection connection) throws SQLException {
		Mark mark = this.table.read(connection);
		if (mark == null) {
			this.lateRevisions.deletePassed(connection, this.lateRevisions.passed(connection));
			this.table.insert(connection);
			return Progress.MORE;
		}
		this.scan.highest(mark.highest(), System.nanoTime());
		if (this.initial < 0) {
			this.initial = mark.highest();
		}
		moved(mark.firstUnsettled());
		if (!leads(connection, mark)) {
			return Progress.FOLLOWING;
		}
		Progress progress = (mark.highest() >= mark.firstUnsettled()) ? advance(connection, mark) : Progress.SETTLED;
		if (this.leading && System.nanoTime() - this.beatAt >= this.settings.lease().toNanos() / FeedSettings.BEATS) {
			this.beatAt = System.nanoTime();
			requireLeading(this.table.beat(connection, this.epoch));
		}
		if (this.leading) {
			lookForLate(connection);
		}
		return (progress == Progress.SETTLED && this.unnoted) ? Progress.WAITING : progress;
	}

	private boolean leads(Connection connection, Mark mark) throws SQLException {
		if (this.leading && mark.epoch() == this.epoch) {
			return true;
		}
		this.leading = false;
		if (this.watch.isFree(mark.leader(), mark.epoch(), mark.beat())
				&& this.table.take(connection, mark, this.node)) {
			this.epoch = mark.epoch() + 1;
			this.beatAt = System.nanoTime();
			this.watch.forget();
			this.gone.clear();
			watch(this.lateRevisions.passed(connection));
			this.leading = true;
		}
		return this.leading;
	}

	private void requireLeading(boolean stillLeads) {
		if (!stillLeads) {
			this.leading = false;
		}
	}

	private void moved(long firstUnsettled) {
		this.revision = firstUnsettled;
		this.scan.passed(firstUnsettled);
		this.waitingSince = this.scan.waitingSince();
	}

	/** Counts the time for which this node cannot look as lag. */
	void failed() {
		if (this.waitingSince == null) {
			this.waitingSince = System.nanoTime();
		}
	}

	/** The order of the statements matters: what is committed between them is seen. */
	private Progress advance(Connection connection, Mark mark) throws SQLException {
		long first = mark.firstUnsettled();
		long last = Math.min(mark.highest(), first + this.revisionsAtOnce - 1);
		int before = connection.getTransactionIsolation();
		try {
			connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
			NavigableSet<Long> written = this.table.numbers(connection, first, last);
			connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
			NavigableSet<Long> committed = this.table.numbers(connection, first, last);
			NavigableSet<Long> rolledBack = this.lateRevisions.passed(connection, first, last);
			SettledScan.Settled settled = this.scan.settled(first, last, written, committed, rolledBack);
			if (settled.end() == first) {
				// Nothing can move, so that the next look need not go further
				this.revisionsAtOnce = 1;
				return Progress.WAITING;
			}
			this.revisionsAtOnce = REVISIONS_AT_ONCE;
			List<Long> gone = newest(settled.gone());
			requireLeading(FeedConnections.inTransaction(connection, (same) -> {
				boolean advanced = this.table.advance(same, this.epoch, first, settled.end(),
						committed.headSet(settled.end(), false));
				if (advanced) {
					// After a fail-over, a number can be given out again
					this.lateRevisions.deletePassed(same, rolledBack.stream().filter(committed::contains).toList());
					this.lateRevisions.addPassed(same,
							gone.stream().filter((number) -> !rolledBack.contains(number)).toList());
				}
				return advanced;
			}));
			if (!this.leading) {
				return Progress.FOLLOWING;
			}
			this.beatAt = System.nanoTime();
			moved(settled.end());
			watch(gone);
			unwatch(connection, this.gone.size() - MOST_WATCHED);
			return (settled.end() > mark.highest()) ? Progress.SETTLED
					: (settled.end() > last) ? Progress.MORE : Progress.WAITING;
		}
		finally {
			connection.setTransactionIsolation(before);
		}
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

	/** The mark goes on if it cannot be looked, which is then tried again. */
	private void lookForLate(Connection connection) {
		long now = System.nanoTime();
		if (this.gone.isEmpty() || (!this.unnoted && now - this.lookedAt < LOOK.toNanos())) {
			return;
		}
		this.lookedAt = now;
		try {
			NavigableSet<Long> appeared = this.lateRevisions.appeared(connection).headSet(this.revision, false);
			this.unnoted = !appeared.isEmpty() && !addLate(connection, appeared);
			unwatch(connection,
					(int) this.gone.values().stream().takeWhile((since) -> now - since >= WATCH.toNanos()).count());
			this.lookFailed = false;
		}
		catch (SQLException ex) {
			if (!this.lookFailed) {
				this.lookFailed = true;
				logger.warn("Whether revisions were committed after readers had gone past them is not known.", ex);
			}
		}
	}

	/** Not at REPEATABLE READ, which would lock the revisions that it reads. */
	private boolean addLate(Connection connection, NavigableSet<Long> numbers) throws SQLException {
		int before = connection.getTransactionIsolation();
		connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
		boolean noted;
		try {
			noted = FeedConnections.inTransaction(connection, (same) -> {
				boolean late = this.lateRevisions.addLate(same, numbers);
				this.table.times(same, numbers);
				return late;
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

	/** Lets another node lead at once. */
	void release(Connection connection) throws SQLException {
		if (this.leading) {
			this.leading = false;
			this.table.release(connection, this.epoch);
		}
	}

	boolean isLeading() {
		return this.leading;
	}

	long revision() {
		return this.revision;
	}

	/**
	 * Whether the mark has passed all revisions that were there when this node began to
	 * look, so that it is where the log ends.
	 */
	boolean isCurrent() {
		return this.initial >= 0 && this.revision > this.initial;
	}

	Duration lag() {
		Long since = this.waitingSince;
		return (since != null) ? Duration.ofNanos(System.nanoTime() - since) : Duration.ZERO;
	}

	long late() {
		return this.late.sum();
	}

	/** The outcome of a step. */
	enum Progress {

		/** There is more to do at once. */
		MORE,

		/** Something is in flight. */
		WAITING,

		/** All is settled. */
		SETTLED,

		/** Another node leads. */
		FOLLOWING

	}

}
