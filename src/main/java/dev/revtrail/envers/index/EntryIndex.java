package dev.revtrail.envers.index;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.Supplier;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.Tuple;
import com.querydsl.core.types.EntityPath;
import com.querydsl.core.types.Order;
import com.querydsl.core.types.OrderSpecifier;
import com.querydsl.core.types.Predicate;
import com.querydsl.core.types.dsl.DateTimePath;
import com.querydsl.core.types.dsl.Expressions;
import com.querydsl.core.types.dsl.NumberPath;
import com.querydsl.core.types.dsl.PathBuilder;
import com.querydsl.jpa.JPQLQuery;
import com.querydsl.jpa.impl.JPAQuery;
import dev.revtrail.OrganizationTree;
import dev.revtrail.envers.QRevtrailRevision;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.model.Databases;
import dev.revtrail.envers.model.FormerNames;
import dev.revtrail.envers.model.TrackedFactory;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entry index. Joins the host's transaction where there is one, and never
 * flushes it; reads columns, never entities, so that nothing stays in the host's session;
 * no read takes longer than the host lets it.
 */
public final class EntryIndex {

	private static final int LARGEST = 1000;

	private final EntityManager entityManager;

	private final BoundedReads reads;

	private final FormerNames formerNames;

	private final EntryFilter filter;

	private final SpelledRecords spelled;

	private final Class<? extends RevtrailRevision> revisionClass;

	private final PathBuilder<? extends RevtrailRevision> revision;

	private final EntryColumns columns;

	private final RecordedTimes times;

	EntryIndex(TrackedFactory factory, Spellings spellings, TrackedPersistence persistence,
			OrganizationTree organizations) {
		this.entityManager = persistence.entityManager();
		this.reads = new BoundedReads(persistence);
		this.revisionClass = factory.revisionClass();
		this.revision = new PathBuilder<>(this.revisionClass, "revision");
		this.formerNames = factory.model().formerNames();
		QRevtrailRevision attributes = new QRevtrailRevision(this.revision.getMetadata());
		this.columns = new EntryColumns(QEntryRow.entryRow, attributes);
		this.spelled = new SpelledRecords(this.entityManager, spellings);
		this.times = new RecordedTimes(this.entityManager, this.reads);
		this.filter = new EntryFilter(attributes, organizations, this.formerNames, this::span, this.times::around,
				new WrittenRoots(this.entityManager, this.reads), this.spelled,
				Databases.of(factory.sessionFactory().getJdbcServices().getDialect()).choosesIndexByOrder());
	}

	public Class<? extends RevtrailRevision> revisionClass() {
		return this.revisionClass;
	}

	public EntryFilter filter() {
		return this.filter;
	}

	/** Finds how entries spell the ids of records. */
	public SpelledRecords spelled() {
		return this.spelled;
	}

	/** Reads several times within the time that one read may take. */
	public <T> T inOneTimeLimit(Supplier<T> work) {
		return this.reads.inOneTimeLimit(work);
	}

	public <T> T read(Supplier<T> work) {
		return this.reads.read(work);
	}

	public long count(EntryFilter.Condition condition) {
		return count(condition, new BooleanBuilder());
	}

	/** Counts the entries that match a condition and hold for something else, too. */
	public long count(EntryFilter.Condition condition, Predicate more) {
		if (condition.matchesNothing()) {
			return 0;
		}
		JPAQuery<Long> count = counting(condition, more, bounded(new JPAQuery<Void>(this.entityManager)));
		return Objects.requireNonNull(count.fetchOne());
	}

	/** The same as part of another query. */
	public JPQLQuery<Long> counting(EntryFilter.Condition condition, Predicate more) {
		return counting(condition, more, new JPAQuery<>());
	}

	private JPAQuery<Long> counting(EntryFilter.Condition condition, Predicate more, JPAQuery<Void> empty) {
		JPAQuery<Long> count = empty.from(QEntryRow.entryRow)
			.where(condition.predicate(), more)
			.select(QEntryRow.entryRow.count());
		return condition.needsRevision() ? joinRevision(count) : count;
	}

	/** Holds for entries that were recorded in a period. Takes one statement. */
	public Predicate recordedBetween(Instant since, Instant until) {
		DateTimePath<Instant> recordedAt = this.filter.revision().recordedAt;
		return new BooleanBuilder(this.times.around(since, until)).and(recordedAt.goe(since)).and(recordedAt.lt(until));
	}

	/**
	 * Holds for the settled entries that were recorded in periods of one length, and for
	 * some around them. Takes one statement.
	 */
	public Predicate recordedAround(SortedSet<Instant> starts, Duration length) {
		return this.times.around(starts, length);
	}

	/** A query on another table that is bounded as all are. */
	public JPAQuery<Void> from(EntityPath<?> table) {
		return bounded(new JPAQuery<Void>(this.entityManager).from(table));
	}

	/** The entries that match a condition, by their ids. */
	public List<IndexedEntry> rows(EntryFilter.Condition condition, Order direction, long offset, int limit) {
		return condition.matchesNothing() ? List.of()
				: rows(condition.predicate(), condition.order(direction), offset, limit);
	}

	public List<IndexedEntry> rows(Predicate predicate, OrderSpecifier<?> order, long offset, int limit) {
		return rows(predicate, new OrderSpecifier<?>[] { order }, offset, limit);
	}

	public List<IndexedEntry> rows(Predicate predicate, OrderSpecifier<?>[] order, long offset, int limit) {
		return joinRevision(query(predicate).select(this.columns)).orderBy(order)
			.offset(offset)
			.limit(limit)
			.fetch()
			.stream()
			.map((row) -> row.withNamesOfToday(this.formerNames))
			.toList();
	}

	public JPAQuery<?> query(Predicate predicate) {
		return bounded(new JPAQuery<Void>(this.entityManager).from(QEntryRow.entryRow).where(predicate));
	}

	/** A query that is bounded as all others are. */
	public <T> TypedQuery<T> query(String text, Class<T> type) {
		TypedQuery<T> query = this.entityManager.createQuery(text, type);
		this.reads.bound(query);
		return query;
	}

	/**
	 * Reads the settled mark. Entries that are read after it, on the same connection, are
	 * complete below it. Takes one statement.
	 */
	public SettledEnd settledEnd() {
		QSettledRow settled = QSettledRow.settledRow;
		Tuple row = bounded(new JPAQuery<Void>(this.entityManager).from(settled).where(settled.id.eq(SettledRow.ID)))
			.select(settled.firstUnsettled, settled.epoch)
			.fetchOne();
		if (row == null) {
			return new SettledEnd(0, true);
		}
		return Objects.requireNonNull(row.get(settled.epoch)).equals(0L)
				? new SettledEnd(EntryIds.floor(EntryIds.LAST_REVISION), false)
				: new SettledEnd(EntryIds.floor(Objects.requireNonNull(row.get(settled.firstUnsettled))), true);
	}

	/**
	 * Returns the id below which all places are that were ever given out. Reads it where
	 * the host writes, since a replica may lag. Takes two statements, unless a
	 * transaction is active, which may see an earlier state: then any place may have been
	 * given out.
	 */
	public long latestEnd() {
		return this.reads.latest(() -> {
			long settled = settledEnd().firstUnsettled();
			// Until the mark has been set for the first time, places follow entries
			Long highest = bounded(new JPAQuery<Void>(this.entityManager).from(this.revision)).select(number().max())
				.fetchOne();
			return (highest != null) ? Math.max(settled, EntryIds.floor(highest + 1)) : settled;
		}).orElse(Long.MAX_VALUE);
	}

	private <T> JPAQuery<T> bounded(JPAQuery<T> query) {
		this.reads.bound(query);
		return query;
	}

	/** Holds for entries that were recorded by an instant. */
	public Predicate recordedAtOrBefore(Instant instant) {
		return this.revision.getDateTime("recordedAt", Instant.class).loe(EntryFilter.comparable(instant));
	}

	/** Holds for entries that were recorded before an instant. Takes one statement. */
	public Predicate recordedBefore(Instant instant) {
		return this.times.before(instant,
				new JPAQuery<Void>().select(Expressions.ONE)
					.from(this.revision)
					.where(number().eq(QEntryRow.entryRow.revision),
							this.revision.getDateTime("recordedAt", Instant.class).lt(instant))
					.exists());
	}

	/** Holds where there is a revision with a number. */
	public Predicate hasRevision(NumberPath<Long> number) {
		return new JPAQuery<Void>().select(Expressions.ONE).from(this.revision).where(number().eq(number)).exists();
	}

	public <T> JPAQuery<T> joinRevision(JPAQuery<T> query) {
		return query.join(this.revision).on(number().eq(QEntryRow.entryRow.revision));
	}

	private NumberPath<Long> number() {
		return this.revision.getNumber("id", Long.class);
	}

	private EntryFilter.@Nullable Span span(Predicate revisions) {
		JPAQuery<?> query = bounded(new JPAQuery<Void>(this.entityManager).from(this.revision).where(revisions));
		Tuple span = Objects.requireNonNull(query.select(number().min(), number().max()).fetchOne());
		Long first = span.get(number().min());
		Long last = span.get(number().max());
		return (first != null && last != null) ? new EntryFilter.Span(first, last) : null;
	}

	public static void checkSize(int size) {
		check(size >= 1 && size <= LARGEST, "A page holds 1 to " + LARGEST + " entries, not " + size + ".");
	}

	public static void check(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

}
