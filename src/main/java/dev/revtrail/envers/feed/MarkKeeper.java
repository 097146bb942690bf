package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.NavigableSet;

import dev.revtrail.envers.feed.MarkTable.Mark;
import dev.revtrail.envers.model.LeaseWatch;
import org.jspecify.annotations.Nullable;

/**
 * Advances the settled mark while this node is the leader, and takes over where the
 * leader gives no sign of life. Time is measured by this node alone, so that clocks do
 * not matter. Not for several threads.
 */
final class MarkKeeper {

	private static final int REVISIONS_AT_ONCE = 20_000;

	private final MarkTable table;

	private final LateWatch late;

	private final FeedSettings settings;

	private final String node;

	private final SettledScan scan;

	private final LeaseWatch watch;

	private long epoch;

	private long beatAt;

	/** The highest number that this node saw first; negative before. */
	private volatile long initial = -1;

	private volatile boolean leading;

	private volatile long revision;

	/** When the first number above the mark was seen; null where all is settled. */
	private volatile @Nullable Long waitingSince;

	private int revisionsAtOnce = REVISIONS_AT_ONCE;

	MarkKeeper(MarkTable table, LateRevisions lateRevisions, FeedSettings settings, String node) {
		this.table = table;
		this.late = new LateWatch(table, lateRevisions);
		this.settings = settings;
		this.node = node;
		this.scan = new SettledScan(table.inFlight().gapTime(settings.gapTime()));
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
			this.late.reset(connection);
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
		boolean more = this.leading && this.late.look(connection, this.revision);
		return (progress == Progress.SETTLED && more) ? Progress.WAITING : progress;
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
			this.late.takeOver(connection);
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
			RevisionsInFlight.Seen seen = this.table.inFlight().look(connection, first, last);
			this.scan.ended(seen.ended());
			connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
			NavigableSet<Long> committed = this.table.numbers(connection, first, last);
			NavigableSet<Long> rolledBack = this.late.rolledBack(connection, first, last);
			SettledScan.Settled settled = this.scan.settled(first, last, seen.written(), committed, rolledBack);
			if (settled.end() == first) {
				// Nothing can move, so that the next look need not go further
				this.revisionsAtOnce = 1;
				return Progress.WAITING;
			}
			this.revisionsAtOnce = REVISIONS_AT_ONCE;
			requireLeading(FeedConnections.inTransaction(connection, (same) -> {
				boolean advanced = this.table.advance(same, this.epoch, first, settled.end(),
						committed.headSet(settled.end(), false));
				if (advanced) {
					this.late.store(same, settled.gone(), rolledBack, committed);
				}
				return advanced;
			}));
			if (!this.leading) {
				return Progress.FOLLOWING;
			}
			this.beatAt = System.nanoTime();
			moved(settled.end());
			this.late.stored(connection, settled.gone());
			return (settled.end() > mark.highest()) ? Progress.SETTLED
					: (settled.end() > last) ? Progress.MORE : Progress.WAITING;
		}
		finally {
			connection.setTransactionIsolation(before);
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
		return this.late.late();
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
