package dev.revtrail.envers.count;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

import com.querydsl.core.types.dsl.NumberPath;
import dev.revtrail.envers.feed.FollowerPosition;
import dev.revtrail.envers.feed.FollowerPositions;
import dev.revtrail.envers.feed.FollowerTask;
import dev.revtrail.envers.index.EntryIds;
import dev.revtrail.envers.index.QEntryRow;
import dev.revtrail.feed.Feed;
import dev.revtrail.feed.Follower.Start;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts entries as they settle, in the transaction that stores how far it is.
 */
final class CountsFollower implements FollowerTask {

	/**
	 * Most entries of a batch share their rows of counts with others, so that large ones
	 * write less; a purge may wait for one.
	 */
	private static final int BATCH = 20_000;

	/** How many removals of counts of earlier generations there are before each pause. */
	private static final int REMOVALS = 50;

	/** What is not counted yet is counted by each reader, so there is no hurry. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final CountedEntries entries;

	private final CountTables tables;

	private final FollowerPositions positions;

	private final EntityManager entityManager;

	private final TransactionTemplate transaction;

	private final CountsCheck check;

	/** The generation that was counted last; negative for none. */
	private long generation = -1;

	/** The generation before which there are no counts. */
	private long alone = -1;

	CountsFollower(CountedEntries entries, CountTables tables, FollowerPositions positions, EntityManager entityManager,
			TransactionTemplate transaction, CountsCheck check) {
		this.check = check;
		this.transaction = transaction;
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

	/** Else each reader would count ever more. */
	@Override
	public boolean canBeParked() {
		return false;
	}

	@Override
	public long advance(Step step) {
		List<CountedEntry> some = between(step.position(), step.end());
		Set<Long> passed = some.isEmpty() ? Set.of() : step.passed().get();
		add(some.stream().filter((entry) -> !passed.contains(EntryIds.revision(entry.id()))).toList());
		return Step.next(end(some, Math.max(step.position(), step.end())), passed);
	}

	@Override
	public void late(SortedSet<Long> revisions) {
		for (long revision : revisions) {
			long end = EntryIds.floor(revision + 1);
			long position = EntryIds.floor(revision);
			while (position < end) {
				List<CountedEntry> some = between(position, end);
				add(some);
				position = end(some, end);
			}
		}
	}

	private List<CountedEntry> between(long position, long end) {
		NumberPath<Long> id = QEntryRow.entryRow.id;
		return this.entries.first(id.goe(position).and(id.lt(end)), BATCH);
	}

	/** Where to go on. */
	private static long end(List<CountedEntry> some, long end) {
		return (some.size() < BATCH) ? end : some.get(some.size() - 1).id() + 1;
	}

	private void add(List<CountedEntry> some) {
		this.generation = this.positions.lock(Feed.COUNTS).map(FollowerPosition::generation).orElse(0L);
		Tally tally = Tally.of(some, 1);
		this.entityManager.unwrap(Session.class)
			.doWork((connection) -> this.tables.add(connection, this.generation, tally));
	}

	@Override
	public void rest() {
		removeEarlier();
		this.check.next();
	}

	/** In transactions of a size that disturbs no one. */
	private void removeEarlier() {
		for (int i = 0; i < REMOVALS && this.alone != this.generation; i++) {
			this.transaction
				.executeWithoutResult((status) -> this.entityManager.unwrap(Session.class).doWork((connection) -> {
					if (!this.tables.removeOutdated(connection, this.generation)) {
						this.alone = this.generation;
					}
				}));
		}
	}

}
