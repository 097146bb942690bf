package dev.revtrail.envers.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.Caller;
import dev.revtrail.ChangeDetails;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Changes;
import dev.revtrail.FieldChange;
import dev.revtrail.Labels;
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.diff.StateDiff;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.model.ColumnStarts;
import dev.revtrail.envers.model.FormerNames;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.TrackedModel;

/**
 * Makes entries from rows of the index: reads the audit rows of each record type in one
 * statement, those of each collection in another, and compares.
 */
final class EntryReader {

	private final TrackedModel model;

	private final FieldReader states;

	private final ColumnStarts columnStarts;

	private final CollectionDiffs collections;

	private final LabelReader labels;

	/** Of events that belong to a patient and are not about their records. */
	private final String anyPatientType;

	private final PatientStates patients;

	EntryReader(TrackedModel model, FieldReader states, ColumnStarts columnStarts, CollectionDiffs collections,
			LabelReader labels, PatientStates patients) {
		this.model = model;
		this.states = states;
		this.columnStarts = columnStarts;
		this.collections = collections;
		this.labels = labels;
		this.patients = patients;
		Set<String> types = model.patientTypes();
		this.anyPatientType = (types.size() == 1) ? types.iterator().next() : "PATIENT";
	}

	List<ChangeEntry> entries(List<IndexedEntry> rows, ChangeQuery query) {
		FormerNames names = this.model.formerNames();
		Map<IndexedEntry, List<FieldChange>> changes = new HashMap<>();
		ChangeDetails details = query.details();
		if (details.changes()) {
			changes(rows.stream().filter(IndexedEntry::isChange).toList(), changes, details);
			this.patients.hideOthers(changes, query.criteria().scope());
		}
		List<ChangeEntry> entries = rows.stream()
			.map((row) -> entry(row,
					(details.changes() && row.isChange()) ? RecordedNames.restore(row, changes.get(row), names)
							: List.of()))
			.toList();
		return details.labels() ? this.labels.label(entries, rows, query.criteria().scope()) : entries;
	}

	private ChangeEntry entry(IndexedEntry row, List<FieldChange> changes) {
		EntryRow entry = row.entry();
		RecordRef patient = (entry.patient != null)
				? new RecordRef(this.model.patientType(entry.recordType).orElse(this.anyPatientType), entry.patient)
				: null;
		return new ChangeEntry(entry.id, row.revision(), new Action(entry.action),
				new RecordRef(entry.recordType, entry.recordId), patient, entry.organization,
				changes.isEmpty() ? Changes.NONE : new Changes(changes), Outcome.valueOf(entry.outcome),
				row.eventData(), Labels.NONE);
	}

	private void changes(List<IndexedEntry> rows, Map<IndexedEntry, List<FieldChange>> changes, ChangeDetails details) {
		Map<String, List<IndexedEntry>> byType = new LinkedHashMap<>();
		rows.forEach((row) -> byType.computeIfAbsent(row.entry().recordType, (type) -> new ArrayList<>()).add(row));
		byType.forEach((type, ofType) -> {
			List<IndexedEntry> rest = ofType;
			for (TrackedEntity entity : this.model.ofType(type)) {
				if (!rest.isEmpty()) {
					rest = changes(entity, rest, changes, details);
				}
			}
		});
	}

	/**
	 * Reads the changes that an entity's audit rows contain, and returns the entries
	 * without an audit row.
	 */
	private List<IndexedEntry> changes(TrackedEntity entity, List<IndexedEntry> rows,
			Map<IndexedEntry, List<FieldChange>> changes, ChangeDetails details) {
		List<IndexedEntry> possible = rows.stream().filter((row) -> entity.key().canBe(row.entry().recordId)).toList();
		if (possible.isEmpty()) {
			return rows;
		}
		Set<String> fields = entity.fields()
			.stream()
			.map(TrackedField::name)
			.filter((field) -> possible.stream().anyMatch((row) -> row.changed(field)))
			.collect(Collectors.toCollection(TreeSet::new));
		FieldReader.Around states = this.states.around(entity, possible, fields);
		List<IndexedEntry> known = possible.stream().filter(states::hasRow).toList();
		Map<IndexedEntry, Map<String, FieldChange>> collected = this.collections.of(entity, known,
				details.wholeCollections());
		Set<String> authorities = details.revealedTo().map(Caller::authorities).orElse(Set.of());
		known.forEach((row) -> changes.put(row,
				fieldChanges(entity, row, states, collected.getOrDefault(row, Map.of()),
						details.emptyFields() && row.is(Action.DELETE))
					.stream()
					.filter((change) -> !isReplaced(entity, row, change.field(), collected))
					.map((change) -> entity.masks().hides(change.field(), authorities)
							? new FieldChange.Hidden(change.field()) : change)
					.collect(Collectors.toCollection(ArrayList::new))));
		dropped(entity, known, changes, collected);
		return rows.stream().filter((row) -> !changes.containsKey(row)).toList();
	}

	/**
	 * Returns whether a collection has the name of a field that changed in an entry from
	 * before there was the collection.
	 */
	private boolean isReplaced(TrackedEntity entity, IndexedEntry row, String name,
			Map<IndexedEntry, Map<String, FieldChange>> collected) {
		return this.columnStarts.isAbsent(entity, name, row.entry().revision) && row.changedNames().contains(name)
				&& entity.collections().stream().anyMatch((field) -> field.name().equals(name))
				&& !collected.getOrDefault(row, Map.of()).containsKey(name);
	}

	/**
	 * Adds what is known of fields that no entity of the type has any more, or that are
	 * something else today.
	 */
	private void dropped(TrackedEntity entity, List<IndexedEntry> rows, Map<IndexedEntry, List<FieldChange>> changes,
			Map<IndexedEntry, Map<String, FieldChange>> collected) {
		Map<IndexedEntry, List<String>> dropped = new LinkedHashMap<>();
		rows.forEach((row) -> dropped.put(row,
				row.changedNames()
					.stream()
					.filter((name) -> this.model.field(row.entry().recordType, name).isEmpty()
							|| isReplaced(entity, row, name, collected))
					.toList()));
		dropped.values().removeIf(List::isEmpty);
		if (dropped.isEmpty()) {
			return;
		}
		Set<String> fields = dropped.values().stream().flatMap(List::stream).collect(Collectors.toSet());
		FieldReader.Around states = this.states.aroundDropped(entity, dropped.keySet(), fields);
		dropped.forEach((row, names) -> {
			List<FieldChange> fieldChanges = Objects.requireNonNull(changes.get(row));
			for (String name : names) {
				if (row.isMasked(name) || entity.masks().hides(name)) {
					fieldChanges.add(new FieldChange.Hidden(name));
				}
				else {
					change(name, row, states).ifPresent(fieldChanges::add);
				}
			}
		});
	}

	private List<FieldChange> fieldChanges(TrackedEntity entity, IndexedEntry row, FieldReader.Around states,
			Map<String, FieldChange> collected, boolean withEmpty) {
		List<FieldChange> changes = new ArrayList<>();
		for (TrackedField field : entity.fields()) {
			boolean absent = this.columnStarts.isAbsent(entity, field.name(), row.entry().revision);
			// An entry that names no fields may be from before the field was recorded
			Optional<FieldChange> change = !row.changed(field.name()) || (absent && row.isAnyChanged())
					? Optional.empty() : (field instanceof TrackedField.Elements)
							? Optional.ofNullable(collected.get(field.name())) : change(field.name(), row, states);
			change
				.or(() -> withEmpty
						? Optional.of(absent ? new FieldChange.Value(field.name(), null, null, false) : empty(field))
						: Optional.empty())
				.ifPresent(changes::add);
		}
		return changes;
	}

	/**
	 * Returns the change that a record's deletion reports for a field without a value.
	 */
	private static FieldChange empty(TrackedField field) {
		return (field instanceof TrackedField.Elements) ? new FieldChange.Elements(field.name(), List.of(), List.of(),
				List.of(), new FieldChange.Whole(List.of(), null))
				: new FieldChange.Value(field.name(), null, null, true);
	}

	private static Optional<FieldChange> change(String field, IndexedEntry row, FieldReader.Around states) {
		FieldReader.Known before = states.before(row, field);
		FieldReader.Known after = states.after(row, field);
		return (before != null && after != null) ? StateDiff.value(field, before.value(), after.value())
				: Optional.of(new FieldChange.Value(field, (before != null) ? before.value() : null,
						(after != null) ? after.value() : null, before != null, after != null));
	}

}
