package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;

import dev.revtrail.envers.feed.FollowerLead.Place;
import dev.revtrail.envers.index.TrackedPersistence;

import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has a follower take what is next, and stores where it is: in one transaction where the
 * follower wants it.
 */
final class FollowerStep {

	private final FollowerTask task;

	private final FollowerTable table;

	private final LateRevisions lateRevisions;

	private final FeedConnections connections;

	private final TrackedPersistence persistence;

	private final TransactionTemplate transaction;

	FollowerStep(FollowerTask task, FollowerTable table, LateRevisions lateRevisions, FeedConnections connections,
			TrackedPersistence persistence) {
		this.task = task;
		this.table = table;
		this.lateRevisions = lateRevisions;
		this.connections = connections;
		this.persistence = persistence;
		this.transaction = persistence.newTransaction();
	}

	/**
	 * Takes a step.
	 * @param current where the follower is
	 * @param settled the lowest id that is not settled
	 * @return the position afterwards; -1 where another node runs the follower
	 * @throws Exception what the follower throws
	 */
	long take(Place current, long settled) throws Exception {
		if (this.task.isTransactional()) {
			try {
				return Objects.requireNonNull(this.transaction.execute((status) -> {
					try {
						return inTransaction(current, settled, status);
					}
					catch (RuntimeException ex) {
						throw ex;
					}
					catch (Exception ex) {
						throw new FollowerException(ex);
					}
				}));
			}
			catch (FollowerException ex) {
				throw ex.failure;
			}
		}
		long position = deliver(current, new FollowerTask.Step(current.position(), settled, Set::of));
		return (isDone(current, position) || Boolean.TRUE.equals(this.connections
			.call((connection) -> FeedConnections.inTransaction(connection, (same) -> move(same, current, position)))))
					? position : -1;
	}

	/** The position is locked first, as by purges. */
	private long inTransaction(Place current, long settled, TransactionStatus status) throws Exception {
		if (this.persistence
			.onConnection((connection) -> this.table.lock(connection, this.task.name(), current.epoch()))) {
			Place place = current.isLate() ? current.withLate(this.persistence.onConnection(this::late)) : current;
			if (current.isLate() && !place.isLate()) {
				return current.position();
			}
			long position = deliver(place, new FollowerTask.Step(current.position(), settled,
					() -> this.persistence.onConnection(this.lateRevisions::passed)));
			if (isDone(place, position)
					|| this.persistence.onConnection((connection) -> move(connection, place, position))) {
				return position;
			}
		}
		status.setRollbackOnly();
		return -1;
	}

	/** What is late still, and not only when it was looked. */
	private SortedSet<Long> late(Connection connection) throws SQLException {
		return this.lateRevisions.late(connection).getOrDefault(this.task.name(), Collections.emptySortedSet());
	}

	/** Has the follower take what is late, or else what comes next. */
	private long deliver(Place current, FollowerTask.Step step) throws Exception {
		if (current.isLate()) {
			this.task.late(current.late());
			return current.position();
		}
		return this.task.advance(step);
	}

	private static boolean isDone(Place current, long position) {
		return !current.isLate() && position == current.position();
	}

	private boolean move(Connection connection, Place current, long position) throws SQLException {
		if (!current.isLate()) {
			return this.table.advance(connection, this.task.name(), current.epoch(), current.position(), position);
		}
		boolean leading = this.table.lateDone(connection, this.task.name(), current.epoch());
		if (leading) {
			this.lateRevisions.delete(connection, this.task.name(), current.late());
		}
		return leading;
	}

	/** Takes a checked exception out of a transaction. */
	private static final class FollowerException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final Exception failure;

		FollowerException(Exception failure) {
			super(failure);
			this.failure = failure;
		}

	}

}
