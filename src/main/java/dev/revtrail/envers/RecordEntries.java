package dev.revtrail.envers;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.types.Predicate;
import com.querydsl.core.types.dsl.BooleanExpression;
import com.querydsl.core.types.dsl.CaseBuilder;
import com.querydsl.core.types.dsl.NumberExpression;
import com.querydsl.jpa.JPAExpressions;
import dev.revtrail.Action;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries that history asks for. One record's entries are in the order of their
 * revisions.
 */
final class RecordEntries {

	private final EntryIndex index;

	private final FormerNames formerNames;

	RecordEntries(EntryIndex index, FormerNames formerNames) {
		this.index = index;
		this.formerNames = formerNames;
	}

	/** The last change of a record, whoever may see it. */
	Optional<IndexedEntry> last(RecordRef record) {
		return last(record, new BooleanBuilder());
	}

	/** The last changes of records, whoever may see them. */
	Map<RecordRef, EntryRow> last(Collection<RecordRef> records) {
		QEntryRow entry = QEntryRow.entryRow;
		Set<String> types = records.stream()
			.flatMap((record) -> this.formerNames.namesOfType(record.type()).stream())
			.collect(Collectors.toSet());
		Set<String> ids = records.stream().map(RecordRef::id).collect(Collectors.toSet());
		Set<Long> revisions = Set.copyOf(this.index
			.query(entry.recordType.in(types).and(entry.recordId.in(ids)).and(entry.action.in(EntryRow.CHANGES)))
			.select(entry.revision.max())
			.groupBy(entry.recordType, entry.recordId)
			.fetch());
		Map<RecordRef, EntryRow> last = new HashMap<>();
		if (!revisions.isEmpty()) {
			changes(types, ids, revisions).stream()
				.map(IndexedEntry::entry)
				.forEach((row) -> last.merge(new RecordRef(this.formerNames.typeToday(row.recordType), row.recordId),
						row, (one, other) -> (one.revision > other.revision) ? one : other));
		}
		return last;
	}

	/** The last change of a record within a time, whoever may see it. */
	Optional<IndexedEntry> last(RecordRef record, Predicate time) {
		return this.index.rows(changes(record).and(time), QEntryRow.entryRow.revision.desc(), 0, 1)
			.stream()
			.findFirst();
	}

	/** The first change of a record, whoever may see it. */
	Optional<IndexedEntry> first(RecordRef record) {
		return this.index.rows(changes(record), QEntryRow.entryRow.revision.asc(), 0, 1).stream().findFirst();
	}

	/** The last deletion in a scope of each record of a type. */
	List<IndexedEntry> lastDeletions(Scope scope, String recordType, @Nullable Cursor after, int limit) {
		EntryFilter.Condition condition = this.index.filter()
			.condition(ChangeQuery.in(scope).recordTypes(Set.of(recordType)).actions(Set.of(Action.DELETE)), after);
		QEntryRow entry = QEntryRow.entryRow;
		QEntryRow later = new QEntryRow("later");
		condition.predicate()
			.and(JPAExpressions.selectOne()
				.from(later)
				.where(later.recordType.in(this.formerNames.namesOfType(recordType)), later.recordId.eq(entry.recordId),
						later.action.eq(Action.DELETE.name()), later.revision.gt(entry.revision),
						this.index.filter().within(scope, later))
				.notExists());
		return this.index.rows(condition, entry.id.desc(), 0, limit);
	}

	/** The last revisions in a scope that records were created or updated in, by id. */
	Map<String, Long> lastLives(Scope scope, String recordType, Collection<String> ids) {
		Map<String, Long> lives = new HashMap<>();
		if (!ids.isEmpty()) {
			QEntryRow entry = QEntryRow.entryRow;
			ChangeQuery query = ChangeQuery.in(scope)
				.recordTypes(Set.of(recordType))
				.recordIds(Set.copyOf(ids))
				.actions(Set.of(Action.CREATE, Action.UPDATE));
			this.index.query(this.index.filter().condition(query, null).predicate())
				.select(entry.recordId, entry.revision.max())
				.groupBy(entry.recordId)
				.fetch()
				.forEach((row) -> lives.put(row.get(entry.recordId), row.get(entry.revision.max())));
		}
		return lives;
	}

	/**
	 * When records last changed until each of some entries, and when first after it. In
	 * one statement, for all records of the given types with the given ids.
	 */
	Map<Turn, Turn.Around> turns(Collection<Long> entryIds, Set<String> types, Set<String> ids) {
		QEntryRow entry = QEntryRow.entryRow;
		QEntryRow change = new QEntryRow("change");
		NumberExpression<Long> last = new CaseBuilder().when(change.revision.loe(entry.revision))
			.then(change.revision)
			.otherwise(Long.MIN_VALUE)
			.max();
		NumberExpression<Long> next = new CaseBuilder().when(change.revision.gt(entry.revision))
			.then(change.revision)
			.otherwise(Long.MAX_VALUE)
			.min();
		Map<Turn, Turn.Around> turns = new HashMap<>();
		this.index.query(entry.id.in(entryIds))
			.join(change)
			.on(change.recordType.in(types), change.recordId.in(ids), change.action.in(EntryRow.CHANGES))
			.select(entry.id, change.recordType, change.recordId, last, next)
			.groupBy(entry.id, change.recordType, change.recordId)
			.fetch()
			.forEach((row) -> turns.merge(
					new Turn(Objects.requireNonNull(row.get(entry.id)),
							new RecordRef(this.formerNames.typeToday(String.valueOf(row.get(change.recordType))),
									String.valueOf(row.get(change.recordId)))),
					new Turn.Around(Objects.requireNonNull(row.get(last)), Objects.requireNonNull(row.get(next))),
					Turn.Around::with));
		return turns;
	}

	/** The changes of records in revisions. */
	List<IndexedEntry> changes(Set<String> types, Set<String> ids, Set<Long> revisions) {
		QEntryRow entry = QEntryRow.entryRow;
		return this.index.rows(entry.recordType.in(types)
			.and(entry.recordId.in(ids))
			.and(entry.revision.in(revisions))
			.and(entry.action.in(EntryRow.CHANGES)), entry.id.asc(), 0, Integer.MAX_VALUE);
	}

	/**
	 * A record as an entry sees it.
	 *
	 * @param entryId the entry
	 * @param record the record, by the name that its type has today
	 */
	record Turn(long entryId, RecordRef record) {

		/**
		 * The revisions that changed the record.
		 *
		 * @param last the last until the entry's; {@link Long#MIN_VALUE} for none
		 * @param next the first after the entry's; {@link Long#MAX_VALUE} for none
		 */
		record Around(long last, long next) {

			/** Whether the record had changed at all. */
			boolean isChanged() {
				return this.last != Long.MIN_VALUE;
			}

			/** The revision whose entry tells the record. */
			long teller() {
				return isChanged() ? this.last : this.next;
			}

			Around with(Around other) {
				return new Around(Math.max(this.last, other.last), Math.min(this.next, other.next));
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

}
