package dev.revtrail.envers.log;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.index.EntryFilter;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.index.RecordEntries;
import dev.revtrail.envers.index.RecordEntries.Turn;
import dev.revtrail.envers.model.FormerNames;

/**
 * Hides from readers of one patient's entries what records were before they became that
 * patient's: an entry that moves a record knows both. Two statements find the entries
 * before.
 */
final class PatientStates {

	private final EntryFilter filter;

	private final RecordEntries records;

	private final FormerNames names;

	PatientStates(EntryFilter filter, RecordEntries records, FormerNames names) {
		this.filter = filter;
		this.records = records;
		this.names = names;
	}

	/**
	 * Removes what fields held before, from the changes of the entries before which a
	 * scope of a patient does not contain their record.
	 * @param changes the changes of entries in the scope
	 * @param scope the scope
	 */
	void hideOthers(Map<IndexedEntry, List<FieldChange>> changes, Scope scope) {
		if (scope.patientId().isEmpty()) {
			return;
		}
		Set<IndexedEntry> others = changes.keySet()
			.stream()
			.filter((row) -> (row.is(Action.UPDATE) || row.is(Action.DELETE))
					&& !this.filter.isWithinBefore(scope, row.entry()))
			.collect(Collectors.toCollection(HashSet::new));
		if (!others.isEmpty()) {
			Map<Turn, IndexedEntry> before = before(others);
			others.removeIf((row) -> {
				IndexedEntry previous = before.get(before(row));
				return (previous != null) ? this.filter.isWithin(scope, previous.entry()) : row.is(Action.DELETE);
			});
			others.forEach((row) -> changes.computeIfPresent(row,
					(key, known) -> known.stream().map(PatientStates::withoutBefore).toList()));
		}
	}

	/** The entries before others of the same records. */
	private Map<Turn, IndexedEntry> before(Set<IndexedEntry> rows) {
		Map<Turn, Turn.Around> around = this.records.turns(rows.stream().map(this::before).collect(Collectors.toSet()));
		around.values().removeIf((turn) -> !turn.isChanged());
		Map<Turn, IndexedEntry> before = new HashMap<>();
		if (!around.isEmpty()) {
			Map<Turn, IndexedEntry> found = new HashMap<>();
			this.records
				.changes(around.keySet().stream().map(Turn::record).collect(Collectors.toSet()),
						around.values().stream().map(Turn.Around::teller).collect(Collectors.toSet()))
				.forEach((row) -> found.put(new Turn(row.entry().revision, today(row)), row));
			around.forEach((turn, last) -> {
				IndexedEntry row = found.get(new Turn(last.teller(), turn.record()));
				if (row != null) {
					before.put(turn, row);
				}
			});
		}
		return before;
	}

	private Turn before(IndexedEntry row) {
		return new Turn(row.entry().revision - 1, today(row));
	}

	private RecordRef today(IndexedEntry row) {
		return new RecordRef(this.names.typeToday(row.entry().recordType), row.entry().recordId);
	}

	private static FieldChange withoutBefore(FieldChange change) {
		return change.fold((value) -> new FieldChange.Value(value.field(), null, value.to(), false, value.toKnown()),
				(elements) -> FieldChange.Value.unknown(elements.field()),
				(keys) -> FieldChange.Value.unknown(keys.field()), (hidden) -> hidden);
	}

}
