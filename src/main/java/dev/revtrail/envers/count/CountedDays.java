package dev.revtrail.envers.count;

import com.querydsl.core.types.Predicate;
import com.querydsl.jpa.impl.JPAQuery;
import dev.revtrail.ChangeCriteria;
import dev.revtrail.envers.feed.QFollowerRow;
import dev.revtrail.envers.index.EntryFilter;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.model.FormerNames;
import dev.revtrail.feed.Feed;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of counts that a query is about, together with the position below which
 * they hold.
 */
final class CountedDays {

	private final EntryIndex index;

	private final SeriesFilter filter;

	CountedDays(EntryIndex index, FormerNames formerNames) {
		this.index = index;
		this.filter = new SeriesFilter(formerNames);
	}

	/** The series of a query; null where series do not know all that it filters by. */
	@Nullable Predicate series(ChangeCriteria criteria, EntryFilter.Condition condition) {
		EntryFilter.Whose whose = condition.whose();
		return (whose != null && !condition.matchesNothing()) ? this.filter.condition(criteria, whose) : null;
	}

	/** The counts of days; a row without a day for each series that has none. */
	JPAQuery<Void> between(Predicate series, int firstDay, int lastDay) {
		QFollowerRow follower = QFollowerRow.followerRow;
		QSeriesRow row = QSeriesRow.seriesRow;
		QDayCountRow count = QDayCountRow.dayCountRow;
		return this.index.from(follower)
			.leftJoin(row)
			.on(row.generation.eq(follower.generation).and(series))
			.leftJoin(count)
			.on(count.series.eq(row.id), count.utcDay.goe((long) firstDay), count.utcDay.loe((long) lastDay))
			.where(follower.name.eq(Feed.COUNTS));
	}

}
