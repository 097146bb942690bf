package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
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

	private static final int NUMBERS_PER_STATEMENT = 500;

	private static final int MOST_WATCHED = 10_000;

	/** How long and how often it is looked whether a number appears after all. */
	private static final Duration WATCH = Duration.ofMinutes(10);

	private static final Duration LOOK = Duration.ofSeconds(2);

	private final MarkTable table;

	private final FollowerTable followers;

	private final FeedSettings settings;

	private final String node;

	private final SettledScan scan;

	/** The numbers that count as rolled back, and since when. */
	private final Map<Long, Long> gone = new LinkedHashMap<>();

	private final LongAdder late = new LongAdder();

	private final LeaseWatch watch;

	private long epoch;

	private long beatAt;

	private long lookedAt;

	private volatile boolean leading;

	private volatile long revision;

	/** When the first number above the mark was seen; null where all is settled. */
	private volatile @Nullable Long waitingSince;

	private int revisionsAtOnce = REVISIONS_AT_ONCE;

	MarkKeeper(MarkTable table, FollowerTable followers, FeedSettings settings, String node) {
		this.table = table;
		this.followers = followers;
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
			this.table.insert(connection);
			return Progress.MORE;
		}
		this.scan.highest(mark.highest(), System.nanoTime());
		passed(mark.firstUnsettled());
		if (!leads(connection, mark)) {
			return Progress.FOLLOWING;
		}
		Progress progress = (mark.highest() >= mark.firstUnsettled()) ? advance(connection, mark) : Progress.SETTLED;
		if (this.leading && System.nanoTime() - this.beatAt >= this.settings.lease().toNanos() / FeedSettings.BEATS) {
			this.beatAt = System.nanoTime();
			requireLeading(this.table.beat(connection, this.epoch));
		}
		look(connection);
		return progress;
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
			this.leading = true;
			this.watch.forget();
			this.gone.clear();
		}
		return this.leading;
	}

	private void requireLeading(boolean stillLeads) {
		if (!stillLeads) {
			this.leading = false;
		}
	}

	private void passed(long firstUnsettled) {
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
			SettledScan.Settled settled = this.scan.settled(first, last, written, committed);
			if (settled.end() == first) {
				// Nothing can move, so that the next look need not go further
				this.revisionsAtOnce = 1;
				return Progress.WAITING;
			}
			this.revisionsAtOnce = REVISIONS_AT_ONCE;
			requireLeading(inTransaction(connection, () -> this.table.advance(connection, this.epoch, first,
					settled.end(), committed.headSet(settled.end(), false))));
			if (!this.leading) {
				return Progress.FOLLOWING;
			}
			this.beatAt = System.nanoTime();
			passed(settled.end());
			watch(settled.gone());
			return (settled.end() > mark.highest()) ? Progress.SETTLED
					: (settled.end() > last) ? Progress.MORE : Progress.WAITING;
		}
		finally {
			connection.setTransactionIsolation(before);
		}
	}

	private void watch(Collection<Long> numbers) {
		long now = System.nanoTime();
		numbers.forEach((number) -> this.gone.put(number, now));
		Iterator<Long> oldest = this.gone.keySet().iterator();
		while (this.gone.size() > MOST_WATCHED) {
			oldest.next();
			oldest.remove();
		}
	}

	/** Looks whether a number that counts as rolled back has appeared. */
	private void look(Connection connection) throws SQLException {
		long now = System.nanoTime();
		if (this.gone.isEmpty() || now - this.lookedAt < LOOK.toNanos()) {
			return;
		}
		this.lookedAt = now;
		List<Long> numbers = new ArrayList<>(this.gone.keySet());
		for (int from = 0; from < numbers.size(); from += NUMBERS_PER_STATEMENT) {
			NavigableSet<Long> found = this.table.found(connection,
					numbers.subList(from, Math.min(from + NUMBERS_PER_STATEMENT, numbers.size())));
			if (!found.isEmpty()) {
				appeared(connection, found);
			}
		}
		this.gone.values().removeIf((since) -> now - since >= WATCH.toNanos());
	}

	private void appeared(Connection connection, NavigableSet<Long> numbers) throws SQLException {
		inTransaction(connection, () -> {
			this.table.times(connection, numbers);
			for (long number : numbers) {
				this.followers.late(connection, number);
			}
			return true;
		});
		this.gone.keySet().removeAll(numbers);
		this.late.add(numbers.size());
		logger.warn("Revisions " + numbers + " were committed after readers had gone past them: their transactions "
				+ "paused between number and row for longer than revtrail.feed.gap-time.");
	}

	private static boolean inTransaction(Connection connection, Work work) throws SQLException {
		connection.setAutoCommit(false);
		try {
			boolean done = work.run();
			connection.commit();
			return done;
		}
		catch (SQLException | RuntimeException | Error ex) {
			try {
				connection.rollback();
			}
			catch (SQLException failure) {
				ex.addSuppressed(failure);
			}
			throw ex;
		}
		finally {
			connection.setAutoCommit(true);
		}
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

	Duration lag() {
		Long since = this.waitingSince;
		return (since != null) ? Duration.ofNanos(System.nanoTime() - since) : Duration.ZERO;
	}

	long late() {
		return this.late.sum();
	}

	/** What a step has come to. */
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

	/** Work in a transaction. */
	@FunctionalInterface
	private interface Work {

		boolean run() throws SQLException;

	}

}
