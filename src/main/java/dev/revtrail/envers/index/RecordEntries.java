package dev.revtrail.envers.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.Tuple;
import com.querydsl.core.types.Expression;
import com.querydsl.core.types.Order;
import com.querydsl.core.types.Predicate;
import com.querydsl.core.types.dsl.BooleanExpression;
import com.querydsl.core.types.dsl.CaseBuilder;
import com.querydsl.core.types.dsl.Expressions;
import com.querydsl.core.types.dsl.NumberExpression;
import com.querydsl.jpa.JPAExpressions;
import dev.revtrail.Action;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.model.FormerNames;
import dev.revtrail.envers.model.Subselects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries that history asks for. One record's entries are in the order of their
 * revisions.
 */
public final class RecordEntries {

	private final EntryIndex index;

	private final FormerNames formerNames;

	RecordEntries(EntryIndex index, FormerNames formerNames) {
		this.index = index;
		this.formerNames = formerNames;
	}

	/** Finds the last change of a record, without regard to scope. */
	public Optional<IndexedEntry> last(RecordRef record) {
		return last(record, new BooleanBuilder());
	}

	/** Finds the last changes of records, without regard to scope. */
	public Map<RecordRef, EntryRow> last(Collection<RecordRef> records) {
		if (records.size() == 1) {
			// Does not read all entries of the record
			return last(records.iterator().next()).map(IndexedEntry::entry)
				.map((row) -> Map.of(recordOf(row), row))
				.orElse(Map.of());
		}
		QEntryRow entry = QEntryRow.entryRow;
		Set<Long> ids = Set.copyOf(this.index.query(changes(records))
			.select(entry.id.max())
			.groupBy(entry.recordType, entry.recordId)
			.fetch());
		Map<RecordRef, EntryRow> last = new HashMap<>();
		if (!ids.isEmpty()) {
			this.index.rows(entry.id.in(ids), entry.id.asc(), 0, Integer.MAX_VALUE)
				.stream()
				.map(IndexedEntry::entry)
				.forEach((row) -> last.put(recordOf(row), row));
		}
		return last;
	}

	private RecordRef recordOf(EntryRow row) {
		return new RecordRef(this.formerNames.typeToday(row.recordType), row.recordId);
	}

	/** Finds the last change of a record within a time, without regard to scope. */
	public Optional<IndexedEntry> last(RecordRef record, Predicate time) {
		return one(record, changes(record).and(time), Order.DESC);
	}

	/** Finds the first change of a record, without regard to scope. */
	public Optional<IndexedEntry> first(RecordRef record) {
		return one(record, changes(record), Order.ASC);
	}

	/** The first of a record's entries in an order. */
	private Optional<IndexedEntry> one(RecordRef record, Predicate entries, Order order) {
		QEntryRow entry = QEntryRow.entryRow;
		boolean oneName = this.formerNames.namesOfType(record.type()).size() == 1;
		return this.index
			.rows(entries, EntryOrder.byId(order, oneName ? List.of(entry.recordType, entry.recordId) : List.of()), 0,
					1)
			.stream()
			.findFirst();
	}

	/**
	 * Finds which fields a record's entries after one revision and until another changed,
	 * whichever organization they are of, but none of another patient than a scope's. In
	 * one statement, which reads the entries of that time.
	 */
	public Set<String> changedFields(Scope scope, RecordRef record, Collection<String> fields, long after, long until) {
		if (fields.isEmpty()) {
			return Set.of();
		}
		QEntryRow entry = QEntryRow.entryRow;
		List<String> names = List.copyOf(fields);
		Expression<?>[] flags = names.stream()
			.map((name) -> new CaseBuilder().when(this.index.filter().changed(name)).then(1).otherwise(0).max())
			.toArray(Expression<?>[]::new);
		Predicate seen = scope.patientId().isPresent() ? this.index.filter().within(scope, entry) : null;
		Tuple found = this.index
			.query(changes(record).and(entry.revision.gt(after)).and(entry.revision.loe(until)).and(seen))
			.select(flags)
			.fetchOne();
		Set<String> changed = new TreeSet<>();
		for (int i = 0; i < names.size(); i++) {
			if (found != null && Integer.valueOf(1).equals(found.get(i, Integer.class))) {
				changed.add(names.get(i));
			}
		}
		return changed;
	}

	/** The last deletion in a scope of each record of a type. */
	public List<IndexedEntry> lastDeletions(Scope scope, String recordType, @Nullable Cursor after, int limit) {
		EntryFilter.Condition condition = this.index.filter()
			.condition(ChangeQuery.in(scope).recordTypes(recordType).actions(Action.DELETE), after);
		QEntryRow entry = QEntryRow.entryRow;
		QEntryRow later = new QEntryRow("later");
		condition.predicate()
			.and(JPAExpressions.selectOne()
				.from(later)
				.where(later.recordType.in(this.formerNames.namesOfType(recordType)), later.recordId.eq(entry.recordId),
						later.action.eq(Action.DELETE.name()), later.revision.gt(entry.revision),
						this.index.filter().within(scope, later))
				.notExists());
		return this.index.rows(condition, Order.DESC, 0, limit);
	}

	/** The last revisions in a scope that records were created or updated in, by id. */
	public Map<String, Long> lastLives(Scope scope, String recordType, Collection<String> ids) {
		Map<String, Long> lives = new HashMap<>();
		if (!ids.isEmpty()) {
			QEntryRow entry = QEntryRow.entryRow;
			ChangeQuery query = ChangeQuery.in(scope)
				.recordTypes(recordType)
				.recordIds(Set.copyOf(ids))
				.actions(Action.CREATE, Action.UPDATE);
			this.index.query(this.index.filter().condition(query, null).predicate())
				.select(entry.recordId, entry.revision.max())
				.groupBy(entry.recordId)
				.fetch()
				.forEach((row) -> lives.put(row.get(entry.recordId), row.get(entry.revision.max())));
		}
		return lives;
	}

	/**
	 * When records last changed until revisions, and when first after them. In one
	 * statement, which reads each change of the records once: it returns those between
	 * the first and the last of the revisions, and the ends of what is before and after.
	 */
	public Map<Turn, Turn.Around> turns(Set<Turn> turns) {
		LongSummaryStatistics revisions = turns.stream().mapToLong(Turn::revision).summaryStatistics();
		QEntryRow entry = QEntryRow.entryRow;
		NumberExpression<Long> step = new CaseBuilder().when(entry.revision.loe(revisions.getMin()))
			.then(Long.MIN_VALUE)
			.when(entry.revision.gt(revisions.getMax()))
			.then(Long.MAX_VALUE)
			.otherwise(entry.revision);
		Map<RecordRef, NavigableSet<Long>> changes = new HashMap<>();
		this.index.query(changes(turns.stream().map(Turn::record).collect(Collectors.toSet())))
			.select(entry.recordType, entry.recordId, entry.revision.min(), entry.revision.max())
			.groupBy(entry.recordType, entry.recordId, step)
			.fetch()
			.forEach((row) -> changes
				.computeIfAbsent(new RecordRef(this.formerNames.typeToday(String.valueOf(row.get(entry.recordType))),
						String.valueOf(row.get(entry.recordId))), (record) -> new TreeSet<>())
				.addAll(Arrays.asList(row.get(entry.revision.min()), row.get(entry.revision.max()))));
		Map<Turn, Turn.Around> around = new HashMap<>();
		turns.stream()
			.filter((turn) -> changes.containsKey(turn.record()))
			.forEach((turn) -> around.put(turn,
					Turn.Around.of(turn.revision(), Objects.requireNonNull(changes.get(turn.record())))));
		return around;
	}

	/** The changes of records in revisions. */
	public List<IndexedEntry> changes(Collection<RecordRef> records, Set<Long> revisions) {
		QEntryRow entry = QEntryRow.entryRow;
		return this.index.rows(changes(records).and(entry.revision.in(revisions)), entry.id.asc(), 0,
				Integer.MAX_VALUE);
	}

	/**
	 * A record as the entries of a revision see it.
	 *
	 * @param revision the revision
	 * @param record the record, by the name that its type has today
	 */
	public record Turn(long revision, RecordRef record) {

		/**
		 * The revisions that changed the record.
		 *
		 * @param last the last until the turn's; {@link Long#MIN_VALUE} for none
		 * @param next the first after the turn's; {@link Long#MAX_VALUE} for none
		 */
		public record Around(long last, long next) {

			/** Whether the record had changed at all. */
			public boolean isChanged() {
				return this.last != Long.MIN_VALUE;
			}

			/** Returns the revision whose entry contains the record's state. */
			public long teller() {
				return isChanged() ? this.last : this.next;
			}

			private static Around of(long revision, NavigableSet<Long> changes) {
				return new Around(Objects.requireNonNullElse(changes.floor(revision), Long.MIN_VALUE),
						Objects.requireNonNullElse(changes.higher(revision), Long.MAX_VALUE));
			}

		}

	}

	private BooleanBuilder changes(RecordRef record) {
		QEntryRow entry = QEntryRow.entryRow;
		BooleanExpression changes = entry.recordType.in(this.formerNames.namesOfType(record.type()))
			.and(entry.recordId.eq(record.id()))
			.and(entry.action.in(EntryRow.CHANGES));
		return new BooleanBuilder(changes);
	}

	/**
	 * Records are looked up as tuples, of which databases look up each in the index;
	 * their number is padded, so that few statements have to be planned.
	 */
	private BooleanBuilder changes(Collection<RecordRef> records) {
		QEntryRow entry = QEntryRow.entryRow;
		List<Object> arguments = new ArrayList<>(List.of(entry.recordType, entry.recordId));
		List<RecordRef> named = records.stream()
			.flatMap((record) -> this.formerNames.namesOfType(record.type())
				.stream()
				.map((type) -> new RecordRef(type, record.id())))
			.toList();
		List<String> tuples = new ArrayList<>();
		for (int i = 0; i < Subselects.padded(named.size()); i++) {
			RecordRef record = named.get(Math.min(i, named.size() - 1));
			tuples.add("({" + arguments.size() + "}, {" + (arguments.size() + 1) + "})");
			arguments.addAll(List.of(record.type(), record.id()));
		}
		return new BooleanBuilder(
				Expressions.booleanTemplate("({0}, {1}) in (" + String.join(", ", tuples) + ")", arguments))
			.and(entry.action.in(EntryRow.CHANGES));
	}

}
