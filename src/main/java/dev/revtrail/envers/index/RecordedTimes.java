package dev.revtrail.envers.index;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.Tuple;
import com.querydsl.core.types.Predicate;
import com.querydsl.core.types.Projections;
import com.querydsl.core.types.dsl.BooleanExpression;
import com.querydsl.core.types.dsl.Expressions;
import com.querydsl.core.types.dsl.NumberExpression;
import com.querydsl.core.types.dsl.NumberPath;
import com.querydsl.jpa.JPQLQuery;
import com.querydsl.jpa.impl.JPAQuery;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries of revisions that were recorded in a period, and those that are
 * settled. Times are known of settled revisions only, by block; unsettled ones count as
 * recorded at any time.
 */
final class RecordedTimes {

	private final EntityManager entityManager;

	private final BoundedReads reads;

	RecordedTimes(EntityManager entityManager, BoundedReads reads) {
		this.entityManager = entityManager;
		this.reads = reads;
	}

	/** Holds for entries before which no other entry can appear any more. */
	static Predicate isSettled() {
		return QEntryRow.entryRow.id.lt(Expressions.numberTemplate(Long.class, "{0} * " + EntryIds.floor(1) + "L",
				EntryColumns.firstUnsettled()));
	}

	/**
	 * Holds for the entries that were recorded in a period, and for some around them.
	 * Takes one statement.
	 * @param since the first instant; null for any
	 * @param until the first instant after the period; null for any
	 */
	Predicate around(@Nullable Instant since, @Nullable Instant until) {
		Bounds bounds = bounds(since, until);
		BooleanBuilder around = new BooleanBuilder();
		if (since != null) {
			around.and(QEntryRow.entryRow.id.goe(bounds.first()));
		}
		return (until != null) ? around.and(bounds.mayBeBefore()) : around;
	}

	/**
	 * Holds for the entries that were recorded before an instant. Takes one statement.
	 * @param instant the instant
	 * @param recordedBefore holds for such entries, and decides where the times of blocks
	 * do not
	 */
	Predicate before(Instant instant, Predicate recordedBefore) {
		Bounds bounds = bounds(instant, instant);
		return QEntryRow.entryRow.id.lt(bounds.first()).or(bounds.mayBeBefore().and(recordedBefore));
	}

	/**
	 * Holds for the settled entries that were recorded in periods of one length, and for
	 * some around them. Takes one statement.
	 * @param starts when the periods begin; one at least
	 * @param length how long each is
	 */
	Predicate around(SortedSet<Instant> starts, Duration length) {
		QTimeRow time = QTimeRow.timeRow;
		JPAQuery<Block> query = new JPAQuery<Void>(this.entityManager).from(time)
			.where(time.latest.goe(starts.first()), time.earliest.lt(starts.last().plus(length)))
			.orderBy(time.block.asc())
			.select(Projections.constructor(Block.class, time.block, time.earliest, time.latest));
		this.reads.bound(query);
		return new BlockRanges(query.fetch()
			.stream()
			.filter((block) -> block.hasAny(starts, length))
			.map(Block::number)
			.collect(Collectors.toCollection(TreeSet::new))).condition();
	}

	private Bounds bounds(@Nullable Instant since, @Nullable Instant until) {
		QTimeRow time = QTimeRow.timeRow;
		QSettledRow settled = QSettledRow.settledRow;
		JPQLQuery<Long> first = blocks(time.block.min(), (since != null) ? time.latest.goe(since) : null);
		JPQLQuery<Long> last = blocks(time.block.max(), (until != null) ? time.earliest.lt(until) : null);
		JPAQuery<Tuple> query = new JPAQuery<Void>(this.entityManager).from(settled)
			.where(settled.id.eq(SettledRow.ID))
			.select(settled.firstUnsettled, first, last);
		this.reads.bound(query);
		Tuple row = query.fetchOne();
		return (row != null)
				? Bounds.of(Objects.requireNonNull(row.get(settled.firstUnsettled)), row.get(first), row.get(last))
				: Bounds.UNKNOWN;
	}

	private static JPQLQuery<Long> blocks(NumberExpression<Long> block, @Nullable BooleanExpression condition) {
		return new JPAQuery<Void>().select(block).from(QTimeRow.timeRow).where(condition);
	}

	/**
	 * Ranges of ids.
	 *
	 * @param first the lowest id that is settled and may have been recorded since the
	 * beginning of the period, or the lowest unsettled one
	 * @param end the lowest id from which on no settled one was recorded in the period
	 * @param firstUnsettled the lowest unsettled id
	 */
	private record Bounds(long first, long end, long firstUnsettled) {

		/** Where the mark has never been set. */
		static final Bounds UNKNOWN = new Bounds(0, 0, 0);

		static Bounds of(long firstUnsettled, @Nullable Long firstBlock, @Nullable Long lastBlock) {
			long unsettled = EntryIds.floor(firstUnsettled);
			return new Bounds((firstBlock != null) ? Math.min(BlockRanges.start(firstBlock), unsettled) : unsettled,
					(lastBlock != null) ? BlockRanges.start(lastBlock + 1) : 0, unsettled);
		}

		/** Holds for what may have been recorded before the end of the period. */
		BooleanBuilder mayBeBefore() {
			NumberPath<Long> id = QEntryRow.entryRow.id;
			return (this.end < this.firstUnsettled)
					? new BooleanBuilder(id.lt(this.end).or(id.goe(this.firstUnsettled))) : new BooleanBuilder();
		}

	}

	/**
	 * A block of revisions.
	 *
	 * @param number its number
	 * @param earliest when the first of them was recorded
	 * @param latest when the last of them was recorded
	 */
	public record Block(long number, Instant earliest, Instant latest) {

		/** Whether one of some periods may have revisions of the block. */
		boolean hasAny(SortedSet<Instant> starts, Duration length) {
			SortedSet<Instant> from = starts.tailSet(this.earliest.minus(length));
			return from.stream()
				.filter((start) -> start.plus(length).isAfter(this.earliest))
				.findFirst()
				.filter((start) -> !start.isAfter(this.latest))
				.isPresent();
		}

	}

}
