package dev.revtrail.envers.count;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.Tuple;
import com.querydsl.core.types.Predicate;
import com.querydsl.jpa.impl.JPAQuery;
import dev.revtrail.Action;
import dev.revtrail.ChangeCriteria;
import dev.revtrail.Outcome;
import dev.revtrail.envers.feed.QFollowerRow;
import dev.revtrail.envers.feed.QLateRow;
import dev.revtrail.envers.feed.QPassedRow;
import dev.revtrail.envers.index.EntryFilter;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.QEntryRow;
import dev.revtrail.feed.Feed;
import org.jspecify.annotations.Nullable;

/**
 * Finds where in the log the few entries are that have a value which no index of the log
 * has.
 */
public final class RareEntries {

	/** Entries of more days are searched in the log. */
	private static final int MOST_DAYS = 100;

	/** Among them are rows without a day. */
	private static final int MOST_ROWS = 1000;

	private static final Set<Action> COMMON_ACTIONS = Set.of(Action.CREATE, Action.UPDATE);

	private final EntryIndex index;

	private final CountedDays days;

	RareEntries(EntryIndex index, CountedDays days) {
		this.index = index;
		this.days = days;
	}

	/**
	 * Narrows a condition. Takes two statements at most.
	 * @param criteria the filters
	 * @param condition their condition
	 * @return what holds for all entries that match: that they are not counted yet, or
	 * were recorded when there were such entries; empty where they are not few
	 */
	public Optional<Predicate> whereabouts(ChangeCriteria criteria, EntryFilter.Condition condition) {
		Predicate series = isCommon(criteria) ? null : this.days.series(criteria, condition);
		if (series == null) {
			return Optional.empty();
		}
		QFollowerRow follower = QFollowerRow.followerRow;
		QDayCountRow count = QDayCountRow.dayCountRow;
		Instant since = EntryFilter.since(criteria);
		Instant until = EntryFilter.until(criteria);
		List<Tuple> rows = this.days
			.between(series, (since != null) ? DayCounts.day(since) : DayCounts.ALL_DAYS + 1,
					(until != null) ? DayCounts.day(until) : Integer.MAX_VALUE)
			.where(isComplete())
			.select(follower.position, count.utcDay, count.quarters)
			.limit(MOST_ROWS)
			.fetch();
		List<Tuple> found = rows.stream().filter((row) -> row.get(count.utcDay) != null).toList();
		if (rows.isEmpty() || rows.size() == MOST_ROWS || found.size() > MOST_DAYS) {
			return Optional.empty();
		}
		BooleanBuilder where = new BooleanBuilder(
				QEntryRow.entryRow.id.goe(Objects.requireNonNull(rows.get(0).get(follower.position))));
		SortedSet<Instant> quarters = quarters(found);
		return Optional.of(quarters.isEmpty() ? where
				: where.or(this.index.recordedAround(quarters, Duration.ofSeconds(DayCounts.QUARTER))));
	}

	/** Whether no entry below the position is yet to be counted, as it appeared late. */
	private Predicate isComplete() {
		QLateRow late = QLateRow.lateRow;
		QPassedRow passed = QPassedRow.passedRow;
		return new JPAQuery<Void>().select(late.revision)
			.from(late)
			.where(late.follower.eq(Feed.COUNTS))
			.notExists()
			.and(new JPAQuery<Void>().select(passed.revision)
				.from(passed)
				.where(this.index.hasRevision(passed.revision))
				.notExists());
	}

	private static SortedSet<Instant> quarters(List<Tuple> days) {
		QDayCountRow count = QDayCountRow.dayCountRow;
		SortedSet<Instant> quarters = new TreeSet<>();
		for (Tuple day : days) {
			@Nullable Long number = day.get(count.utcDay);
			int utcDay = Math.toIntExact(Objects.requireNonNull(number));
			new DayCounts(0, String.valueOf(day.get(count.quarters))).quarters()
				.keySet()
				.forEach((quarter) -> quarters.add(DayCounts.start(utcDay, quarter)));
		}
		return quarters;
	}

	/** Whether no filter is set whose values can be rare where no index finds them. */
	private static boolean isCommon(ChangeCriteria criteria) {
		return criteria.actions().map((actions) -> !Collections.disjoint(actions, COMMON_ACTIONS)).orElse(true)
				&& criteria.outcome().map(Outcome.SUCCESS::equals).orElse(true) && criteria.source().isEmpty()
				&& criteria.brand().isEmpty() && criteria.actorTypes().isEmpty() && criteria.field().isEmpty();
	}

}
