package dev.revtrail.envers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Changes;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import dev.revtrail.diff.StateDiff;
import dev.revtrail.diff.Values;
import jakarta.persistence.EntityManager;
import org.hibernate.envers.boot.internal.EnversService;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries from rows of the index: reads the audit rows of each record type in one
 * statement, those of each collection in another, and compares.
 */
final class EntryReader {

	private final TrackedModel model;

	private final AuditRows auditRows;

	private final boolean dataAtDelete;

	EntryReader(EntityManager entityManager, EnversService envers, TrackedModel model) {
		this.model = model;
		this.auditRows = new AuditRows(entityManager, envers);
		this.dataAtDelete = envers.getConfig().isStoreDataAtDelete();
	}

	List<ChangeEntry> entries(List<Row> rows, boolean withChanges) {
		Map<Row, List<FieldChange>> changes = withChanges ? changes(rows) : Map.of();
		return rows.stream().map((row) -> entry(row, changes.getOrDefault(row, List.of()))).toList();
	}

	private ChangeEntry entry(Row row, List<FieldChange> changes) {
		EntryRow entry = row.entry();
		RecordRef patient = (entry.patient != null)
				? new RecordRef(this.model.patientType(entry.recordType).orElse("PATIENT"), entry.patient) : null;
		return new ChangeEntry(entry.id, row.revision(), new Action(entry.action),
				new RecordRef(entry.recordType, entry.recordId), patient, entry.organization,
				changes.isEmpty() ? Changes.NONE : new Changes(changes));
	}

	private Map<Row, List<FieldChange>> changes(List<Row> rows) {
		Map<String, List<Row>> byType = new LinkedHashMap<>();
		rows.forEach((row) -> byType.computeIfAbsent(row.entry().recordType, (type) -> new ArrayList<>()).add(row));
		Map<Row, List<FieldChange>> changes = new HashMap<>();
		byType.forEach((type, ofType) -> {
			List<Row> rest = ofType;
			for (TrackedEntity entity : this.model.ofType(type)) {
				if (!rest.isEmpty()) {
					rest = changes(entity, rest, changes);
				}
			}
		});
		return changes;
	}

	/**
	 * Reads what an entity's audit rows tell, and returns the rows they know nothing of.
	 */
	private List<Row> changes(TrackedEntity entity, List<Row> rows, Map<Row, List<FieldChange>> changes) {
		Set<AuditRows.Key> keys = new LinkedHashSet<>();
		Set<String> fields = new TreeSet<>();
		for (Row row : rows) {
			keys.add(new AuditRows.Key(row.entry().revision, row.entry().recordId));
			Long previous = row.entry().previousRevision;
			if (previous != null && !isSelfContained(row)) {
				keys.add(new AuditRows.Key(previous, row.entry().recordId));
			}
			entity.fields().stream().map(TrackedField::name).filter(row::changed).forEach(fields::add);
		}
		AuditRows.States states = this.auditRows.states(entity, keys, fields);
		List<Row> unknown = new ArrayList<>();
		List<Row> known = new ArrayList<>();
		for (Row row : rows) {
			(states.contains(new AuditRows.Key(row.entry().revision, row.entry().recordId)) ? known : unknown).add(row);
		}
		Map<String, AuditRows.Movements> movements = movements(entity, known, fields);
		known.forEach((row) -> changes.put(row, fieldChanges(entity, row, states, movements)));
		return unknown;
	}

	private Map<String, AuditRows.Movements> movements(TrackedEntity entity, List<Row> rows, Set<String> fields) {
		Map<String, AuditRows.Movements> movements = new HashMap<>();
		for (TrackedField field : entity.fields()) {
			if (field instanceof TrackedField.Elements elements && fields.contains(field.name())) {
				List<AuditRows.Key> keys = rows.stream()
					.filter((row) -> row.changed(field.name()))
					.map((row) -> new AuditRows.Key(row.entry().revision, row.entry().recordId))
					.toList();
				if (!keys.isEmpty()) {
					movements.put(field.name(), this.auditRows.movements(entity, elements, keys));
				}
			}
		}
		return movements;
	}

	private List<FieldChange> fieldChanges(TrackedEntity entity, Row row, AuditRows.States states,
			Map<String, AuditRows.Movements> movements) {
		EntryRow entry = row.entry();
		AuditRows.Key key = new AuditRows.Key(entry.revision, entry.recordId);
		Map<String, @Nullable Object> oldValues = (entry.data != null) ? OldValues.parse(entry.data) : Map.of();
		List<FieldChange> changes = new ArrayList<>();
		for (TrackedField field : entity.fields()) {
			if (!row.changed(field.name())) {
				continue;
			}
			if (field instanceof TrackedField.Elements) {
				AuditRows.Movements moved = movements.get(field.name());
				if (moved != null) {
					moved.change(field.name(), key).ifPresent(changes::add);
				}
			}
			else {
				change(field.name(), row, states, oldValues, changes);
			}
		}
		return changes;
	}

	private void change(String field, Row row, AuditRows.States states, Map<String, @Nullable Object> oldValues,
			List<FieldChange> changes) {
		EntryRow entry = row.entry();
		AuditRows.Key key = new AuditRows.Key(entry.revision, entry.recordId);
		AuditRows.Key previous = (entry.previousRevision != null)
				? new AuditRows.Key(entry.previousRevision, entry.recordId) : null;
		if (row.is(Action.CREATE)) {
			StateDiff.value(field, null, states.value(key, field)).ifPresent(changes::add);
		}
		else if (row.is(Action.DELETE)) {
			Object last = this.dataAtDelete ? states.value(key, field)
					: (previous != null) ? states.value(previous, field) : oldValues.get(field);
			StateDiff.value(field, last, null).ifPresent(changes::add);
		}
		else if (previous != null && states.contains(previous)) {
			StateDiff.value(field, states.value(previous, field), states.value(key, field)).ifPresent(changes::add);
		}
		else if (oldValues.containsKey(field)) {
			StateDiff.value(field, Values.canonical(oldValues.get(field)), states.value(key, field))
				.ifPresent(changes::add);
		}
		else {
			changes.add(new FieldChange.Value(field, null, states.value(key, field), false));
		}
	}

	private boolean isSelfContained(Row row) {
		return row.is(Action.CREATE) || (row.is(Action.DELETE) && this.dataAtDelete);
	}

	/**
	 * A row of the index with its revision.
	 *
	 * @param entry the row
	 * @param revision its revision
	 */
	record Row(EntryRow entry, Revision revision) {

		boolean is(Action action) {
			return this.entry.action.equals(action.name());
		}

		boolean changed(String field) {
			String changed = this.entry.changed;
			return changed != null && (changed.equals(EntryRow.ANY_FIELD) || changed.contains("," + field + ","));
		}

	}

}
