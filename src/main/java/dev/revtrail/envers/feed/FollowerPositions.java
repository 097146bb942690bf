package dev.revtrail.envers.feed;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.querydsl.core.types.Predicate;
import com.querydsl.core.types.Projections;
import com.querydsl.jpa.impl.JPAQuery;
import dev.revtrail.envers.index.TrackedPersistence;

/**
 * What purges and counts need to know about followers.
 */
public final class FollowerPositions {

	private final TrackedPersistence persistence;

	private final FollowerTable table;

	private final LateRevisions lateRevisions;

	FollowerPositions(TrackedPersistence persistence, FollowerTable table, LateRevisions lateRevisions) {
		this.persistence = persistence;
		this.table = table;
		this.lateRevisions = lateRevisions;
	}

	/**
	 * Reads where a follower is.
	 * @param name its name
	 * @return its position; empty if there is no such follower
	 */
	public Optional<FollowerPosition> of(String name) {
		return those(QFollowerRow.followerRow.name.eq(name)).stream().findFirst();
	}

	private List<FollowerPosition> those(Predicate which) {
		QFollowerRow row = QFollowerRow.followerRow;
		return new JPAQuery<Void>(this.persistence.entityManager()).from(row)
			.where(which)
			.select(Projections.constructor(FollowerPosition.class, row.name, row.position, row.generation))
			.fetch();
	}

	/**
	 * Whether a follower may still get entries that are below its position.
	 * @param name its name
	 */
	public boolean isLate(String name) {
		return this.persistence.onConnection((connection) -> !this.lateRevisions.appeared(connection).isEmpty()
				|| this.lateRevisions.late(connection).containsKey(name));
	}

	/**
	 * Finds the follower that is the furthest behind of those which purges wait for.
	 * Takes one statement.
	 */
	public Optional<FollowerPosition> lowestBeforePurge() {
		return those(QFollowerRow.followerRow.beforePurge.isTrue()).stream()
			.min(Comparator.comparingLong(FollowerPosition::position));
	}

	/**
	 * Locks a follower until the end of the transaction, so that it does not move.
	 * @param name its name
	 * @return its position; empty if there is no such follower
	 */
	public Optional<FollowerPosition> lock(String name) {
		return this.persistence.onConnection((connection) -> this.table.lock(connection, name));
	}

	/**
	 * Has a follower begin again with the oldest entry.
	 * @param name its name
	 */
	public void restart(String name) {
		this.persistence.onConnection((connection) -> this.table.restart(connection, name, 0));
	}

}
