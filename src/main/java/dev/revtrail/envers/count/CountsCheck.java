package dev.revtrail.envers.count;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.Tuple;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Scope;
import dev.revtrail.envers.feed.FollowerPosition;
import dev.revtrail.envers.feed.FollowerPositions;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.QEntryRow;
import dev.revtrail.feed.Feed;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares counts with the log, one day after the other, and has all counted again where
 * they differ: someone has changed the tables by hand.
 */
final class CountsCheck {

	private static final Log logger = LogFactory.getLog(CountsCheck.class);

	private final EntryIndex index;

	private final FollowerPositions positions;

	private final TransactionTemplate transaction;

	private final Duration pause;

	private long checkedAt = System.nanoTime();

	private int day = DayCounts.ALL_DAYS;

	private boolean failing;

	/**
	 * Creates a check.
	 * @param pause how long it rests between two days
	 */
	CountsCheck(EntryIndex index, FollowerPositions positions, TransactionTemplate transaction, Duration pause) {
		this.index = index;
		this.positions = positions;
		this.transaction = transaction;
		this.pause = pause;
	}

	/** Compares a day, unless it has only just done so. */
	void next() {
		if (System.nanoTime() - this.checkedAt < this.pause.toNanos()) {
			return;
		}
		this.checkedAt = System.nanoTime();
		try {
			// Without a lock, counts and log may be of different moments
			if (Boolean.TRUE.equals(this.transaction.execute((status) -> isDifferent()))) {
				this.transaction.executeWithoutResult((status) -> countAgainIfDifferent());
			}
			this.failing = false;
		}
		catch (RuntimeException ex) {
			if (!this.failing) {
				this.failing = true;
				logger.warn("The counts of the change log could not be compared with it.", ex);
			}
		}
		finally {
			this.day++;
		}
	}

	private boolean isDifferent() {
		return this.positions.of(Feed.COUNTS).map(this::difference).isPresent();
	}

	/** Counting and purges wait meanwhile. */
	private void countAgainIfDifferent() {
		Optional<Difference> found = this.positions.lock(Feed.COUNTS).map(this::difference);
		if (found.isPresent() && !this.positions.isLate(Feed.COUNTS)) {
			logger.error("The change log has " + found.get().inLog() + " entries of " + found.get().period() + ", but "
					+ found.get().counted()
					+ " were counted. All entries are counted again; until then totals are counted in the log.");
			this.positions.restart(Feed.COUNTS);
		}
	}

	/** Compares the day, and with the first one all days; null where there is none. */
	private @Nullable Difference difference(FollowerPosition counted) {
		QDayCountRow count = QDayCountRow.dayCountRow;
		Tuple days = days(counted, new BooleanBuilder(count.utcDay.ne((long) DayCounts.ALL_DAYS)));
		Long first = days.get(count.utcDay.min());
		if (first == null) {
			return null;
		}
		if (this.day < first || this.day > Objects.requireNonNull(days.get(count.utcDay.max()))) {
			this.day = Math.toIntExact(first);
		}
		Difference ofDay = new Difference(LocalDate.ofEpochDay(this.day).toString(),
				number(days(counted, new BooleanBuilder(count.utcDay.eq((long) this.day)))), inLog(counted));
		if (ofDay.isOne() || this.day > first) {
			return ofDay.isOne() ? ofDay : null;
		}
		Difference ofAll = new Difference("all days",
				number(days(counted, new BooleanBuilder(count.utcDay.eq((long) DayCounts.ALL_DAYS)))), number(days));
		return ofAll.isOne() ? ofAll : null;
	}

	private long inLog(FollowerPosition counted) {
		ChangeQuery ofDay = ChangeQuery.in(Scope.everything())
			.since(DayCounts.start(this.day, 0))
			.until(DayCounts.start(this.day + 1, 0));
		return this.index.count(this.index.filter().condition(ofDay, null),
				QEntryRow.entryRow.id.lt(counted.position()));
	}

	private Tuple days(FollowerPosition counted, BooleanBuilder which) {
		QSeriesRow series = QSeriesRow.seriesRow;
		QDayCountRow count = QDayCountRow.dayCountRow;
		return Objects.requireNonNull(this.index.from(count)
			.join(series)
			.on(series.id.eq(count.series))
			.where(which, series.generation.eq(counted.generation()), series.grain.eq(0))
			.select(count.utcDay.min(), count.utcDay.max(), count.entries.sumAggregate())
			.fetchOne());
	}

	private static long number(Tuple days) {
		@Nullable Long sum = days.get(QDayCountRow.dayCountRow.entries.sumAggregate());
		return (sum != null) ? sum : 0;
	}

	/**
	 * Two numbers that should be one.
	 *
	 * @param period the period
	 * @param counted how many entries of it were counted
	 * @param inLog how many the log has
	 */
	private record Difference(String period, long counted, long inLog) {

		boolean isOne() {
			return this.counted != this.inLog;
		}

	}

}
