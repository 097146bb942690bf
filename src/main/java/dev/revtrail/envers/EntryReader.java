package dev.revtrail.envers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.Caller;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Changes;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
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

	private final CollectionChanges collections;

	private final FormerValues formerValues;

	private final boolean dataAtDelete;

	EntryReader(EntityManager entityManager, EnversService envers, TrackedModel model) {
		this.model = model;
		this.auditRows = new AuditRows(entityManager, envers);
		this.formerValues = new FormerValues(entityManager, envers, model.formerNames());
		this.collections = new CollectionChanges(entityManager, envers, this.auditRows, model.formerNames());
		this.dataAtDelete = envers.getConfig().isStoreDataAtDelete();
	}

	List<ChangeEntry> entries(List<IndexedEntry> rows, ChangeQuery query) {
		FormerNames names = this.model.formerNames();
		List<IndexedEntry> today = rows.stream().map((row) -> row.withNamesOfToday(names)).toList();
		Map<IndexedEntry, List<FieldChange>> changes = new HashMap<>();
		if (query.isWithChanges()) {
			changes(today.stream().filter(IndexedEntry::isChange).toList(), changes, query);
		}
		return today.stream()
			.map((row) -> entry(row,
					(query.isWithChanges() && row.isChange()) ? RecordedNames.restore(row, changes.get(row), names)
							: List.of()))
			.toList();
	}

	private ChangeEntry entry(IndexedEntry row, List<FieldChange> changes) {
		EntryRow entry = row.entry();
		RecordRef patient = (entry.patient != null)
				? new RecordRef(this.model.patientType(entry.recordType).orElse("PATIENT"), entry.patient) : null;
		return new ChangeEntry(entry.id, row.revision(), new Action(entry.action),
				new RecordRef(entry.recordType, entry.recordId), patient, entry.organization,
				changes.isEmpty() ? Changes.NONE : new Changes(changes));
	}

	private void changes(List<IndexedEntry> rows, Map<IndexedEntry, List<FieldChange>> changes, ChangeQuery query) {
		Map<String, List<IndexedEntry>> byType = new LinkedHashMap<>();
		rows.forEach((row) -> byType.computeIfAbsent(row.entry().recordType, (type) -> new ArrayList<>()).add(row));
		byType.forEach((type, ofType) -> {
			List<IndexedEntry> rest = ofType;
			for (TrackedEntity entity : this.model.ofType(type)) {
				if (!rest.isEmpty()) {
					rest = changes(entity, rest, changes, query);
				}
			}
		});
	}

	/**
	 * Reads what an entity's audit rows tell, and returns the rows they know nothing of.
	 */
	private List<IndexedEntry> changes(TrackedEntity entity, List<IndexedEntry> rows,
			Map<IndexedEntry, List<FieldChange>> changes, ChangeQuery query) {
		Set<AuditRows.Key> keys = new LinkedHashSet<>();
		Set<String> fields = new TreeSet<>();
		List<IndexedEntry> unknown = new ArrayList<>(rows);
		unknown.removeIf((row) -> entity.key().canBe(row.entry().recordId));
		List<IndexedEntry> possible = new ArrayList<>(rows);
		possible.removeAll(unknown);
		if (possible.isEmpty()) {
			return unknown;
		}
		for (IndexedEntry row : possible) {
			keys.add(row.key());
			Long previous = row.entry().previousRevision;
			if (previous != null && !isSelfContained(row)) {
				keys.add(new AuditRows.Key(previous, row.entry().recordId));
			}
			entity.fields().stream().map(TrackedField::name).filter(row::changed).forEach(fields::add);
		}
		AuditRows.States states = this.auditRows.states(entity, keys, fields);
		this.formerValues.complete(entity, fields, states);
		List<IndexedEntry> known = new ArrayList<>();
		for (IndexedEntry row : possible) {
			(states.contains(row.key()) ? known : unknown).add(row);
		}
		Map<IndexedEntry, Map<String, FieldChange>> collected = this.collections.of(entity, known,
				query.isWithWholeCollections());
		Set<String> authorities = query.revealedTo().map(Caller::authorities).orElse(Set.of());
		known.forEach((row) -> changes.put(row,
				fieldChanges(entity, row, states, collected.getOrDefault(row, Map.of())).stream()
					.map((change) -> entity.masks().hides(change.field(), authorities)
							? new FieldChange.Hidden(change.field()) : change)
					.collect(Collectors.toCollection(ArrayList::new))));
		dropped(entity, known, changes);
		return unknown;
	}

	/** Adds what is known of fields that no entity of the type has any more. */
	private void dropped(TrackedEntity entity, List<IndexedEntry> rows, Map<IndexedEntry, List<FieldChange>> changes) {
		Map<IndexedEntry, List<String>> dropped = new LinkedHashMap<>();
		rows.forEach((row) -> dropped.put(row,
				row.changedNames()
					.stream()
					.filter((name) -> !this.model.hasField(row.entry().recordType, name))
					.toList()));
		dropped.values().removeIf(List::isEmpty);
		if (dropped.isEmpty()) {
			return;
		}
		Set<AuditRows.Key> keys = new LinkedHashSet<>();
		dropped.keySet().forEach((row) -> keys.addAll(row.keys()));
		Set<String> fields = new TreeSet<>();
		dropped.values().forEach(fields::addAll);
		AuditRows.States states = this.formerValues.dropped(entity, keys, fields);
		dropped.forEach((row, names) -> {
			Map<String, @Nullable Object> oldValues = row.oldValues(this.model.formerNames());
			List<FieldChange> told = Objects.requireNonNull(changes.get(row));
			for (String name : names) {
				if (row.isMasked(name)) {
					told.add(new FieldChange.Hidden(name));
				}
				else if (states.knows(row.key(), name)) {
					change(name, row, states, oldValues, told);
				}
				else if (oldValues.containsKey(name)) {
					told.add(new FieldChange.Value(name, oldValues.get(name), null, true, row.is(Action.DELETE)));
				}
				else {
					told.add(FieldChange.Value.unknown(name));
				}
			}
		});
	}

	private List<FieldChange> fieldChanges(TrackedEntity entity, IndexedEntry row, AuditRows.States states,
			Map<String, FieldChange> collected) {
		Map<String, @Nullable Object> oldValues = row.oldValues(this.model.formerNames());
		List<FieldChange> changes = new ArrayList<>();
		for (TrackedField field : entity.fields()) {
			if (!row.changed(field.name())) {
				continue;
			}
			if (field instanceof TrackedField.Elements) {
				FieldChange change = collected.get(field.name());
				if (change != null) {
					changes.add(change);
				}
			}
			else {
				change(field.name(), row, states, oldValues, changes);
			}
		}
		return changes;
	}

	private void change(String field, IndexedEntry row, AuditRows.States states,
			Map<String, @Nullable Object> oldValues, List<FieldChange> changes) {
		EntryRow entry = row.entry();
		AuditRows.Key key = new AuditRows.Key(entry.revision, entry.recordId);
		AuditRows.Key previous = (entry.previousRevision != null)
				? new AuditRows.Key(entry.previousRevision, entry.recordId) : null;
		if (row.is(Action.CREATE)) {
			StateDiff.value(field, null, states.value(key, field)).ifPresent(changes::add);
		}
		else if (row.is(Action.DELETE)) {
			Object last = oldValues.containsKey(field) ? Values.canonical(oldValues.get(field)) : this.dataAtDelete
					? states.value(key, field) : (previous != null) ? states.value(previous, field) : null;
			StateDiff.value(field, last, null).ifPresent(changes::add);
		}
		else if (oldValues.containsKey(field)) {
			StateDiff.value(field, Values.canonical(oldValues.get(field)), states.value(key, field))
				.ifPresent(changes::add);
		}
		else if (previous != null && states.contains(previous)) {
			StateDiff.value(field, states.value(previous, field), states.value(key, field)).ifPresent(changes::add);
		}
		else {
			changes.add(new FieldChange.Value(field, null, states.value(key, field), false));
		}
	}

	private boolean isSelfContained(IndexedEntry row) {
		return row.is(Action.CREATE) || (row.is(Action.DELETE) && this.dataAtDelete);
	}

}
