package dev.revtrail.envers.count;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;

import com.querydsl.core.types.dsl.NumberPath;
import dev.revtrail.envers.feed.FollowerPosition;
import dev.revtrail.envers.feed.FollowerPositions;
import dev.revtrail.envers.feed.FollowerTask;
import dev.revtrail.envers.index.EntryIds;
import dev.revtrail.envers.index.QEntryRow;
import dev.revtrail.feed.Feed;
import dev.revtrail.feed.Follower.Start;
import dev.revtrail.feed.SettledMark;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;

/**
 * Counts entries as they settle, in the transaction that stores how far it is.
 */
final class CountsFollower implements FollowerTask {

	private static final int BATCH = 5000;

	/** What is not counted yet is counted by each reader, so there is no hurry. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final SettledMark mark;

	private final CountedEntries entries;

	private final CountTables tables;

	private final FollowerPositions positions;

	private final EntityManager entityManager;

	private final CountsCheck check;

	/** The generation besides which there are no counts. */
	private long alone = -1;

	CountsFollower(SettledMark mark, CountedEntries entries, CountTables tables, FollowerPositions positions,
			EntityManager entityManager, CountsCheck check) {
		this.check = check;
		this.mark = mark;
		this.entries = entries;
		this.tables = tables;
		this.positions = positions;
		this.entityManager = entityManager;
	}

	@Override
	public String name() {
		return Feed.COUNTS;
	}

	@Override
	public Start start() {
		return Start.OLDEST;
	}

	@Override
	public boolean isTransactional() {
		return true;
	}

	/** What is purged before it is counted never counts. */
	@Override
	public boolean isBeforePurge() {
		return false;
	}

	@Override
	public Duration pause() {
		return PAUSE;
	}

	@Override
	public boolean isPrompt() {
		return false;
	}

	@Override
	public long advance(long position) {
		long end = EntryIds.floor(this.mark.revision());
		NumberPath<Long> id = QEntryRow.entryRow.id;
		List<CountedEntry> some = this.entries.first(id.goe(position).and(id.lt(end)), BATCH);
		add(some);
		return (some.size() < BATCH) ? Math.max(position, end) : some.get(some.size() - 1).id() + 1;
	}

	@Override
	public void late(SortedSet<Long> revisions) {
		for (long revision : revisions) {
			List<CountedEntry> some = this.entries.first(QEntryRow.entryRow.id.goe(EntryIds.floor(revision))
				.and(QEntryRow.entryRow.id.lt(EntryIds.floor(revision + 1))), Integer.MAX_VALUE);
			add(some);
		}
	}

	private void add(List<CountedEntry> some) {
		long generation = this.positions.lock(Feed.COUNTS).map(FollowerPosition::generation).orElse(0L);
		Tally tally = Tally.of(some, 1);
		this.entityManager.unwrap(Session.class).doWork((connection) -> {
			this.tables.add(connection, generation, tally);
			if (this.alone != generation && !this.tables.removeOutdated(connection, generation)) {
				this.alone = generation;
			}
		});
	}

	@Override
	public void rest() {
		this.check.next();
	}

}
