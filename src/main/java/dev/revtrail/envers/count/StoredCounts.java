package dev.revtrail.envers.count;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.Tuple;
import com.querydsl.core.types.Predicate;
import com.querydsl.core.types.dsl.Expressions;
import com.querydsl.core.types.dsl.NumberPath;
import com.querydsl.core.types.dsl.StringExpression;
import com.querydsl.jpa.JPQLQuery;
import com.querydsl.jpa.impl.JPAQuery;
import dev.revtrail.ChangeCriteria;
import dev.revtrail.ChangeQuery;
import dev.revtrail.envers.feed.QFollowerRow;
import dev.revtrail.envers.index.EntryFilter;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.QEntryRow;
import dev.revtrail.feed.Feed;
import org.jspecify.annotations.Nullable;

/**
 * Reads counts. They hold for the entries below the position of the follower that keeps
 * them, which is read with the same statement; the entries from there on are counted in
 * the log.
 */
public final class StoredCounts {

	private final EntryIndex index;

	private final CountedDays days;

	StoredCounts(EntryIndex index, CountedDays days) {
		this.index = index;
		this.days = days;
	}

	/**
	 * Counts the entries that match a query. Without a period, it takes one statement.
	 * @param query the query
	 * @param condition its condition
	 * @return the number; empty where the log must be counted
	 */
	public OptionalLong total(ChangeQuery query, EntryFilter.Condition condition) {
		Predicate series = series(query, condition);
		if (series == null) {
			return OptionalLong.empty();
		}
		if (query.criteria().since().isEmpty() && query.criteria().until().isEmpty()) {
			return total(series, condition);
		}
		return read(query, series, Duration.ofDays(1))
			.map((counts) -> OptionalLong.of(counts.counts().stream().mapToLong(Count::entries).sum()
					+ counts.rest().stream().mapToLong((rest) -> this.index.count(condition, rest)).sum()))
			.orElseGet(OptionalLong::empty);
	}

	private OptionalLong total(Predicate series, EntryFilter.Condition condition) {
		QFollowerRow follower = QFollowerRow.followerRow;
		QSeriesRow row = QSeriesRow.seriesRow;
		QDayCountRow count = QDayCountRow.dayCountRow;
		JPQLQuery<Long> stored = new JPAQuery<Void>().from(count)
			.join(row)
			.on(count.series.eq(row.id))
			.where(series, row.generation.eq(follower.generation), count.utcDay.eq((long) DayCounts.ALL_DAYS))
			.select(count.entries.sumAggregate());
		JPQLQuery<Long> rest = this.index.counting(condition, QEntryRow.entryRow.id.goe(follower.position));
		Tuple sums = this.index.from(follower).where(follower.name.eq(Feed.COUNTS)).select(stored, rest).fetchOne();
		if (sums == null) {
			return OptionalLong.empty();
		}
		Long below = sums.get(stored);
		return OptionalLong.of(((below != null) ? below : 0) + Objects.requireNonNull(sums.get(rest)));
	}

	/**
	 * Counts the entries that match a query by period and action.
	 * @param query the query
	 * @param condition its condition
	 * @param step the length of a period
	 * @return the counts, and what they leave out; empty where the log must be counted
	 */
	public Optional<Counts> counts(ChangeQuery query, EntryFilter.Condition condition, Duration step) {
		Predicate series = series(query, condition);
		return (series != null && step.toSeconds() % DayCounts.QUARTER == 0) ? read(query, series, step)
				: Optional.empty();
	}

	private @Nullable Predicate series(ChangeQuery query, EntryFilter.Condition condition) {
		ChangeCriteria criteria = query.criteria();
		return (query.isSettledOnly() || criteria.olderThan().isPresent() || criteria.newerThan().isPresent()) ? null
				: this.days.series(criteria, condition);
	}

	private Optional<Counts> read(ChangeQuery query, Predicate series, Duration step) {
		Period period = Period.of(EntryFilter.since(query.criteria()), EntryFilter.until(query.criteria()));
		if (period == null) {
			return Optional.empty();
		}
		QFollowerRow follower = QFollowerRow.followerRow;
		QSeriesRow row = QSeriesRow.seriesRow;
		QDayCountRow count = QDayCountRow.dayCountRow;
		StringExpression quarters = quarters(period, step);
		List<Tuple> days = this.days.between(series, period.firstDay(), period.lastDay())
			.groupBy(follower.position, row.action, count.utcDay, quarters)
			.select(follower.position, row.action, count.utcDay, quarters, count.entries.sumAggregate(),
					count.utcDay.count())
			.fetch();
		if (days.isEmpty()) {
			return Optional.empty();
		}
		List<Count> counts = new ArrayList<>();
		for (Tuple day : days) {
			Long number = day.get(count.utcDay);
			if (number != null) {
				add(day, Math.toIntExact(number), String.valueOf(day.get(quarters)), period, counts);
			}
		}
		return Optional
			.of(new Counts(counts, rest(period, Objects.requireNonNull(days.get(0).get(follower.position)))));
	}

	/** The quarters of days that are not counted as a whole; empty for the others. */
	private static StringExpression quarters(Period period, Duration step) {
		QDayCountRow count = QDayCountRow.dayCountRow;
		if (step.toSeconds() % Duration.ofDays(1).toSeconds() != 0) {
			return count.quarters;
		}
		List<String> partial = period.partialDays().stream().map(String::valueOf).toList();
		// The numbers stand in the text, as databases do not see that two parameters are
		// one
		return partial.isEmpty() ? Expressions.stringTemplate("''")
				: Expressions.stringTemplate(
						"(case when {0} in (" + String.join(", ", partial) + ") then {1} else '' end)", count.utcDay,
						count.quarters);
	}

	private static void add(Tuple row, int day, String quarters, Period period, List<Count> counts) {
		QDayCountRow count = QDayCountRow.dayCountRow;
		String action = String.valueOf(row.get(QSeriesRow.seriesRow.action));
		if (quarters.isEmpty()) {
			counts.add(new Count(DayCounts.start(day, 0), action,
					Objects.requireNonNull(row.get(count.entries.sumAggregate()))));
			return;
		}
		long rows = Objects.requireNonNull(row.get(count.utcDay.count()));
		new DayCounts(0, quarters).quarters().forEach((quarter, entries) -> {
			Instant start = DayCounts.start(day, quarter);
			if (period.contains(start)) {
				counts.add(new Count(start, action, entries * rows));
			}
		});
	}

	/** What is not counted: entries that are newer, and parts of quarters. */
	private List<Predicate> rest(Period period, long position) {
		NumberPath<Long> id = QEntryRow.entryRow.id;
		List<Predicate> rest = new ArrayList<>();
		rest.add(id.goe(position));
		for (Period.Edge edge : period.edges()) {
			rest.add(new BooleanBuilder(this.index.recordedBetween(edge.since(), edge.until())).and(id.lt(position)));
		}
		return rest;
	}

	/**
	 * Counts, and what they leave out.
	 *
	 * @param counts the counts
	 * @param rest conditions for entries that they leave out, each for other ones
	 */
	public record Counts(List<Count> counts, List<Predicate> rest) {

	}

	/**
	 * The number of some entries.
	 *
	 * @param from the beginning of a period in which they were recorded
	 * @param action their action
	 * @param entries the number
	 */
	public record Count(Instant from, String action, long entries) {

	}

}
