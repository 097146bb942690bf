package dev.revtrail.envers.log;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.Tuple;
import com.querydsl.core.types.Expression;
import com.querydsl.core.types.Predicate;
import com.querydsl.core.types.dsl.BooleanExpression;
import com.querydsl.core.types.dsl.DateTimeExpression;
import com.querydsl.core.types.dsl.Expressions;
import com.querydsl.core.types.dsl.NumberExpression;
import com.querydsl.core.types.dsl.NumberPath;
import com.querydsl.jpa.impl.JPAQuery;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeCount;
import dev.revtrail.ChangeQuery;
import dev.revtrail.TextSearch;
import dev.revtrail.envers.QRevtrailRevision;
import dev.revtrail.envers.count.StoredCounts;
import dev.revtrail.envers.index.EntryFilter;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.QEntryRow;
import dev.revtrail.envers.model.DatabaseSupport;
import org.jspecify.annotations.Nullable;

/**
 * Counts entries by time and action, and finds the actors of entries.
 */
final class EntryCounts {

	/** How many entries actors are looked for in at first. */
	private static final long NEWEST = 20_000;

	private static final Comparator<@Nullable String> NULLS_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());

	private static final Comparator<Actor> BY_NAME = Comparator.comparing(Actor::name, NULLS_FIRST)
		.thenComparing(Actor::email, NULLS_FIRST)
		.thenComparing(Actor::id);

	/** Stands before what would be a wildcard. */
	static final char ESCAPE = '!';

	private final EntryIndex index;

	private final StoredCounts stored;

	private final String inUtc;

	EntryCounts(EntryIndex index, StoredCounts stored, DatabaseSupport database) {
		this.index = index;
		this.stored = stored;
		this.inUtc = database.inUtc();
	}

	/** Counts the entries that match a query. */
	long total(ChangeQuery query, EntryFilter.Condition condition) {
		return this.stored.total(query, condition).orElseGet(() -> this.index.count(condition));
	}

	List<ChangeCount> histogram(ChangeQuery query, Duration step) {
		EntryIndex.check(isStep(step),
				"A step is a number of minutes that an hour, or of hours that a day is a multiple of, not " + step
						+ ".");
		EntryFilter.Condition condition = this.index.filter().condition(query, null);
		if (condition.matchesNothing()) {
			return List.of();
		}
		Map<Instant, Map<String, Long>> found = new TreeMap<>();
		StoredCounts.Counts counts = this.stored.counts(query, condition, step)
			.orElseGet(() -> new StoredCounts.Counts(List.of(), List.of(new BooleanBuilder())));
		counts.counts().forEach((count) -> add(found, start(count.from(), step), count.action(), count.entries()));
		counts.rest().forEach((rest) -> addFromLog(found, rest, condition, step));
		return found.entrySet()
			.stream()
			.flatMap((period) -> period.getValue()
				.entrySet()
				.stream()
				.map((ofAction) -> new ChangeCount(period.getKey(), new Action(ofAction.getKey()),
						ofAction.getValue())))
			.toList();
	}

	private void addFromLog(Map<Instant, Map<String, Long>> found, Predicate rest, EntryFilter.Condition condition,
			Duration step) {
		QEntryRow entry = QEntryRow.entryRow;
		List<NumberExpression<Integer>> parts = parts(
				Expressions.dateTimeTemplate(Instant.class, this.inUtc, this.index.filter().revision().recordedAt),
				step);
		List<Expression<?>> groups = new ArrayList<>(parts);
		groups.add(entry.action);
		JPAQuery<?> counts = this.index
			.joinRevision(this.index.query(new BooleanBuilder(condition.predicate()).and(rest)))
			.groupBy(groups.toArray(Expression<?>[]::new));
		groups.add(entry.count());
		counts.select(groups.toArray(Expression<?>[]::new))
			.fetch()
			.forEach((row) -> add(found, start(time(row, parts), step), Objects.requireNonNull(row.get(entry.action)),
					Objects.requireNonNull(row.get(entry.count()))));
	}

	private static void add(Map<Instant, Map<String, Long>> found, Instant period, String action, long entries) {
		found.computeIfAbsent(period, (from) -> new TreeMap<>()).merge(action, entries, Long::sum);
	}

	/** The parts of a time, as it is stored in UTC, that distinguish periods. */
	private static List<NumberExpression<Integer>> parts(DateTimeExpression<Instant> time, Duration step) {
		List<NumberExpression<Integer>> parts = new ArrayList<>(List.of(time.year(), time.month(), time.dayOfMonth()));
		if (step.compareTo(Duration.ofDays(1)) < 0) {
			parts.add(time.hour());
		}
		if (step.compareTo(Duration.ofHours(1)) < 0) {
			// The number stands in the text, as databases do not see that two parameters
			// are one
			parts.add(Expressions.numberTemplate(Integer.class, "({0} - mod({0}, " + step.toMinutes() + "))",
					time.minute()));
		}
		return parts;
	}

	private static Instant time(Tuple row, List<NumberExpression<Integer>> parts) {
		int[] values = parts.stream().mapToInt((part) -> Objects.requireNonNull(row.get(part))).toArray();
		return LocalDateTime
			.of(values[0], values[1], values[2], (values.length > 3) ? values[3] : 0,
					(values.length > 4) ? values[4] : 0)
			.toInstant(ZoneOffset.UTC);
	}

	/** The beginning of the period that an instant lies in. */
	private static Instant start(Instant instant, Duration step) {
		return Instant
			.ofEpochSecond(instant.getEpochSecond() - Math.floorMod(instant.getEpochSecond(), step.toSeconds()));
	}

	private static boolean isStep(Duration step) {
		return !step.isNegative() && !step.isZero() && step.toMillis() % Duration.ofMinutes(1).toMillis() == 0
				&& (Duration.ofHours(1).toMillis() % step.toMillis() == 0
						|| (step.toMillis() % Duration.ofHours(1).toMillis() == 0
								&& Duration.ofDays(1).toMillis() % step.toMillis() == 0));
	}

	List<Actor> actors(TextSearch search) {
		EntryFilter.Condition condition = this.index.filter().condition(ChangeQuery.in(search.scope()), null);
		if (condition.matchesNothing()) {
			return List.of();
		}
		Set<Actor> found = new HashSet<>();
		addActors(condition.predicate(), NEWEST, search.text(), search.size(), found);
		return found.stream().sorted(BY_NAME).limit(search.size()).toList();
	}

	/**
	 * Looks at the newest entries first, and at more of the older ones while too few are
	 * found.
	 */
	private void addActors(Predicate entries, long newest, String text, int size, Set<Actor> found) {
		NumberPath<Long> id = QEntryRow.entryRow.id;
		Long older = this.index.query(entries).select(id).orderBy(id.desc()).offset(newest).limit(1).fetchOne();
		found.addAll(actors((older != null) ? id.gt(older).and(entries) : entries, text, size));
		if (older != null && found.size() < size) {
			addActors(id.loe(older).and(entries), 4 * newest, text, size, found);
		}
	}

	private List<Actor> actors(Predicate entries, String text, int size) {
		QRevtrailRevision revision = this.index.filter().revision();
		String pattern = containing(text);
		BooleanExpression named = revision.actorName.lower()
			.like(pattern, ESCAPE)
			.or(revision.actorEmail.lower().like(pattern, ESCAPE))
			.or(revision.actorId.eq(text));
		return this.index.joinRevision(this.index.query(named.and(entries)))
			.select(revision.actorId, revision.actorType, revision.actorName, revision.actorEmail)
			.distinct()
			.orderBy(revision.actorName.asc(), revision.actorEmail.asc(), revision.actorId.asc())
			.limit(size)
			.fetch()
			.stream()
			.map((row) -> new Actor(Objects.requireNonNull(row.get(revision.actorId)),
					Actor.Type.valueOf(Objects.requireNonNull(row.get(revision.actorType))),
					row.get(revision.actorName), row.get(revision.actorEmail), null, null))
			.toList();
	}

	/** The pattern of lower-case texts that contain a text, in any case. */
	static String containing(String text) {
		return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", ESCAPE + "$0") + "%";
	}

}
