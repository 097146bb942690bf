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
	 * Reads entries before they are removed.
	 * @param ids their ids
	 * @return what to subtract once they are
	 */
	public Removed of(Collection<Long> ids) {
		return new Removed(this.entries.first(QEntryRow.entryRow.id.in(ids), ids.size()));
	}

	/**
	 * Subtracts those of some entries that have been counted. Is called at the end of the
	 * transaction that removes them, as nothing is counted from here to there.
	 * @param removed the entries
	 */
	public void subtract(Removed removed) {
		this.positions.lock(Feed.COUNTS).ifPresent((counted) -> {
			List<CountedEntry> some = removed.entries.stream()
				.filter((entry) -> entry.id() < counted.position())
				.toList();
			this.entityManager.unwrap(Session.class)
				.doWork((connection) -> this.tables.add(connection, counted.generation(), Tally.of(some, -1)));
		});
	}

	/**
	 * What counts need to know of entries that are removed.
	 */
	public static final class Removed {

		private final List<CountedEntry> entries;

		private Removed(List<CountedEntry> entries) {
			this.entries = entries;
		}

	}

}
