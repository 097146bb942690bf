package dev.revtrail.envers.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import com.querydsl.core.types.Order;
import com.querydsl.core.types.Predicate;
import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Changes;
import dev.revtrail.Cursor;
import dev.revtrail.DeletedRecord;
import dev.revtrail.DeletedRecords;
import dev.revtrail.Labels;
import dev.revtrail.RecordDifference;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Revision;
import dev.revtrail.Scope;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.index.QEntryRow;
import dev.revtrail.envers.index.RecordEntries;
import dev.revtrail.envers.model.FormerNames;
import org.jspecify.annotations.Nullable;

/**
 * History over the entry index, which says where in the audit tables a state is and who
 * may see it.
 */
final class QuerydslRecordHistory implements RecordHistory {

	private final EntryIndex index;

	private final RecordEntries entries;

	private final EntryReader reader;

	private final StateReader states;

	private final BaselineStates baselines;

	private final LabelReader labels;

	private final FormerNames formerNames;

	QuerydslRecordHistory(EntryIndex index, RecordEntries records, EntryReader reader, StateReader states,
			BaselineStates baselines, LabelReader labels, FormerNames formerNames) {
		this.index = index;
		this.reader = reader;
		this.states = states;
		this.baselines = baselines;
		this.labels = labels;
		this.formerNames = formerNames;
		this.entries = records;
	}

	@Override
	public Optional<RecordSnapshot> stateExactlyAt(Scope scope, RecordRef record, long revision) {
		return read(record,
				(spelled) -> this.entries.last(spelled, QEntryRow.entryRow.revision.eq(revision))
					.filter((row) -> sees(scope, row))
					.map((row) -> snapshot(spelled, new WantedState(row, false))));
	}

	@Override
	public Optional<RecordSnapshot> stateAtOrBefore(Scope scope, RecordRef record, long revision) {
		return read(record, (spelled) -> snapshot(scope, spelled, QEntryRow.entryRow.revision.loe(revision)));
	}

	@Override
	public Optional<RecordSnapshot> stateAsOf(Scope scope, RecordRef record, Instant instant) {
		return read(record, (spelled) -> snapshot(scope, spelled, this.index.recordedAtOrBefore(instant)));
	}

	@Override
	public Optional<RecordSnapshot> stateBeforeDeletion(Scope scope, RecordRef record) {
		return read(record, (spelled) -> {
			ChangeQuery deletions = ChangeQuery.in(scope).record(spelled).actions(Action.DELETE);
			return this.index.rows(this.index.filter().condition(deletions, null), Order.DESC, 0, 1)
				.stream()
				.findFirst()
				.map((row) -> snapshot(spelled, new WantedState(row, true), row.revision(), true));
		});
	}

	@Override
	public Optional<RecordDifference> difference(Scope scope, RecordRef record, long from, long to) {
		return read(record, (spelled) -> {
			@Nullable WantedState start = at(scope, spelled, QEntryRow.entryRow.revision.loe(from));
			@Nullable WantedState end = at(scope, spelled, QEntryRow.entryRow.revision.loe(to));
			List<WantedState> wanted = Stream.of(Optional.ofNullable(start), Optional.ofNullable(end))
				.flatMap(Optional::stream)
				.toList();
			if (wanted.isEmpty() || !wanted.stream().allMatch((state) -> sees(scope, state))) {
				return Optional.empty();
			}
			Map<WantedState, RecordValues> states = this.states.read(wanted);
			StateDifference difference = new StateDifference(stateOf(start, states), stateOf(end, states));
			Set<String> changed = this.entries.changedFields(scope, spelled, difference.masked(), Math.min(from, to),
					Math.max(from, to));
			return Optional.of(difference.of(today(spelled), changed));
		});
	}

	@Override
	public Labels labels(Scope scope, RecordRef record, Changes changes, long revision) {
		return read(record, (spelled) -> this.labels.labels(today(spelled), changes, revision, scope));
	}

	@Override
	public DeletedRecords deleted(Scope scope, String recordType, @Nullable Cursor after, int size) {
		EntryIndex.checkSize(size);
		return this.index.read(() -> {
			List<ChangeEntry> deletions = this.reader.entries(
					this.entries.lastDeletions(scope, recordType, after, size + 1),
					ChangeQuery.in(scope).withoutChanges());
			boolean more = deletions.size() > size;
			List<ChangeEntry> page = more ? deletions.subList(0, size) : deletions;
			Map<String, Long> lives = this.entries.lastLives(scope, recordType,
					page.stream().map((deletion) -> deletion.record().id()).toList());
			return new DeletedRecords(page.stream()
				.map((deletion) -> new DeletedRecord(deletion,
						lives.getOrDefault(deletion.record().id(), Long.MIN_VALUE) > deletion.revision().number()))
				.toList(), more ? new Cursor(page.get(size - 1).id()) : null);
		});
	}

	/** Reads of a record, as entries spell it. */
	private <T> T read(RecordRef record, Function<RecordRef, T> work) {
		return this.index.read(() -> work.apply(this.index.spelled().asInEntries(record)));
	}

	private Optional<RecordSnapshot> snapshot(Scope scope, RecordRef record, Predicate time) {
		return Optional.ofNullable(at(scope, record, time))
			.filter((state) -> sees(scope, state))
			.map((state) -> snapshot(record, state));
	}

	/**
	 * Finds the entry that contains the state at a time: the last one until then, or else
	 * the first change of a record that is older than the change log, or than the part of
	 * it that a purge left; or else the baseline of a record that has not changed since.
	 * An entry of another scope takes the same statements as none.
	 */
	private @Nullable WantedState at(Scope scope, RecordRef record, Predicate time) {
		Optional<IndexedEntry> last = this.entries.last(record, time);
		if (last.filter((row) -> sees(scope, row)).isPresent()) {
			return new WantedState(last.get(), false);
		}
		Optional<IndexedEntry> first = this.entries.first(record);
		if (last.isPresent() || first.isPresent()) {
			return last.map((row) -> new WantedState(row, false))
				.or(() -> first.filter((row) -> !row.is(Action.CREATE)).map((row) -> new WantedState(row, true)))
				.orElse(null);
		}
		return this.baselines.of(scope, record).map((row) -> new WantedState(row, false)).orElse(null);
	}

	private boolean sees(Scope scope, WantedState state) {
		return state.isWithin(scope, this.index.filter());
	}

	private boolean sees(Scope scope, IndexedEntry row) {
		return this.index.filter().isWithin(scope, row.entry());
	}

	private RecordSnapshot snapshot(RecordRef record, WantedState wanted, @Nullable Revision revision,
			boolean deleted) {
		RecordValues state = stateOf(wanted, this.states.read(List.of(wanted)));
		return new RecordSnapshot(today(record), revision, deleted, state.shown(), state.unknown(), state.masked());
	}

	/**
	 * A state before a change is older than the change log, so that no revision gave it;
	 * so is that of a baseline.
	 */
	private RecordSnapshot snapshot(RecordRef record, WantedState wanted) {
		return (wanted.isBefore() || wanted.row().is(Action.BASELINE)) ? snapshot(record, wanted, null, false)
				: snapshot(record, wanted, wanted.row().revision(), wanted.row().is(Action.DELETE));
	}

	private static RecordValues stateOf(@Nullable WantedState wanted, Map<WantedState, RecordValues> states) {
		return (wanted != null) ? states.getOrDefault(wanted, RecordValues.ABSENT) : RecordValues.ABSENT;
	}

	private RecordRef today(RecordRef record) {
		return new RecordRef(this.formerNames.typeToday(record.type()), record.id());
	}

}
