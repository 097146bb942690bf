package dev.revtrail.envers.count;

import java.util.Collection;
import java.util.List;

import dev.revtrail.envers.feed.FollowerPositions;
import dev.revtrail.envers.index.QEntryRow;
import dev.revtrail.feed.Feed;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;

/**
 * Subtracts entries that are removed from the log.
 */
public final class CountRemoval {

	private final CountedEntries entries;

	private final CountTables tables;

	private final FollowerPositions positions;

	private final EntityManager entityManager;

	CountRemoval(CountedEntries entries, CountTables tables, FollowerPositions positions, EntityManager entityManager) {
		this.entries = entries;
		this.tables = tables;
		this.positions = positions;
		this.entityManager = entityManager;
	}

	/**
	 * Subtracts those of some entries that have been counted. Is called in the
	 * transaction that removes them, before it does.
	 * @param ids the ids of the entries
	 */
	public void subtract(Collection<Long> ids) {
		this.positions.lock(Feed.COUNTS).ifPresent((counted) -> {
			List<CountedEntry> removed = this.entries
				.first(QEntryRow.entryRow.id.in(ids).and(QEntryRow.entryRow.id.lt(counted.position())), ids.size());
			this.entityManager.unwrap(Session.class)
				.doWork((connection) -> this.tables.add(connection, counted.generation(), Tally.of(removed, -1)));
		});
	}

}
