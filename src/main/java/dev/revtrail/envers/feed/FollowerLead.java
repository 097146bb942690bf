package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import dev.revtrail.envers.feed.FollowerTable.State;
import dev.revtrail.envers.index.EntryIds;
import dev.revtrail.envers.model.LeaseWatch;
import dev.revtrail.feed.Follower.Start;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node runs a follower, and from where on. One thread looks again and again:
 * it takes the lead where it is free, and gives signs of life. Another works.
 */
final class FollowerLead {

	private static final Log logger = LogFactory.getLog(FollowerLead.class);

	private final FollowerTask task;

	private final FollowerTable table;

	private final FeedSettings settings;

	private final SettledMarkService mark;

	private final LeaseWatch watch;

	private final AtomicReference<@Nullable Place> place = new AtomicReference<>();

	private long beatAt;

	FollowerLead(FollowerTask task, FollowerTable table, FeedSettings settings, SettledMarkService mark) {
		this.task = task;
		this.table = table;
		this.settings = settings;
		this.mark = mark;
		this.watch = new LeaseWatch(settings.lease());
	}

	/** Where the follower is; null where this node does not run it. */
	@Nullable Place place() {
		return this.place.get();
	}

	/**
	 * Looks at the follower's row.
	 * @param state the row; null where there is none
	 * @param late the revisions that it still gets although it has gone past them
	 * @return whether there is something to do that there was not
	 */
	boolean look(Connection connection, @Nullable State state, SortedSet<Long> late, String node) throws SQLException {
		if (state == null) {
			insert(connection);
			return false;
		}
		Place current = this.place.get();
		if (current != null && current.epoch() == state.epoch()) {
			if (state.isAhead()) {
				this.place.set(null);
				leave(connection, state, current.epoch());
				return false;
			}
			beat(connection, current);
			if (!late.isEmpty()) {
				change(current.epoch(), (now) -> now.withLate(late));
			}
			return !late.isEmpty();
		}
		this.place.set(null);
		return !state.parked() && this.watch.isFree(state.leader(), state.epoch(), state.beat())
				&& take(connection, state, late, node);
	}

	/** The place at which the log ends is known once the mark is there. */
	private void insert(Connection connection) throws SQLException {
		if (this.task.start() == Start.OLDEST || this.mark.isCurrent()) {
			this.table.insert(connection, this.task,
					(this.task.start() == Start.NOW) ? EntryIds.floor(this.mark.revision()) : 0);
		}
	}

	private boolean take(Connection connection, State state, SortedSet<Long> late, String node) throws SQLException {
		if (!this.table.take(connection, state, node, this.task)) {
			return false;
		}
		this.watch.forget();
		this.beatAt = System.nanoTime();
		if (state.isAhead()) {
			leave(connection, state, state.epoch() + 1);
			return false;
		}
		this.place.set(new Place(state.epoch() + 1, state.position(), late));
		return true;
	}

	/** What is at a place that the log has not reached has seen another log. */
	private void leave(Connection connection, State state, long epoch) throws SQLException {
		String text = "The follower " + this.task.name() + " of the change log is at a place that the log has not "
				+ "reached, as after a restore of the database from a backup. ";
		if (this.task.canBeParked()) {
			this.table.failed(connection, this.task.name(), epoch, "ahead of the log", true);
			logger
				.error(text + "It is parked until it is restarted from a place that is chosen for it (Feed.restart).");
		}
		else {
			this.table.restart(connection, this.task.name(), 0);
			logger.warn(text + "It begins again.");
		}
	}

	private void beat(Connection connection, Place current) throws SQLException {
		if (System.nanoTime() - this.beatAt >= this.settings.lease().toNanos() / FeedSettings.BEATS) {
			long now = System.nanoTime();
			if (this.table.beat(connection, this.task.name(), current.epoch())) {
				this.beatAt = now;
			}
		}
	}

	/** The follower has got what was to be taken. */
	void taken(Place from, long position) {
		change(from.epoch(), (now) -> new Place(now.epoch(), position, now.late()));
	}

	/** The follower has got what was late. */
	void takenLate(Place from) {
		change(from.epoch(), (now) -> {
			SortedSet<Long> rest = new TreeSet<>(now.late());
			rest.removeAll(from.late());
			return now.withLate(rest);
		});
	}

	/** More may have become late meanwhile. */
	private void change(long epoch, UnaryOperator<Place> change) {
		this.place.updateAndGet((now) -> (now != null && now.epoch() == epoch) ? change.apply(now) : now);
	}

	/** Another node runs the follower, or it is parked. */
	void lost(Place from) {
		this.place.updateAndGet((now) -> (now != null && now.epoch() == from.epoch()) ? null : now);
	}

	/** This node can no longer run it. */
	void giveUp() {
		this.place.set(null);
	}

	/** Lets another node run the follower. */
	void release(Connection connection) throws SQLException {
		Place current = this.place.getAndSet(null);
		if (current != null) {
			this.table.release(connection, this.task.name(), current.epoch());
		}
	}

	/**
	 * Where a follower is that this node runs.
	 *
	 * @param epoch the number of the lead
	 * @param position the lowest id that the follower has not got yet
	 * @param late the revisions that it still gets although it has gone past them
	 */
	record Place(long epoch, long position, SortedSet<Long> late) {

		Place {
			late = Collections.unmodifiableSortedSet(late);
		}

		Place withLate(SortedSet<Long> revisions) {
			return new Place(this.epoch, this.position, revisions);
		}

		boolean isLate() {
			return !this.late.isEmpty();
		}

	}

}
