package dev.revtrail.envers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.FieldChange;
import dev.revtrail.diff.Values;
import jakarta.persistence.EntityManager;
import org.hibernate.envers.boot.internal.EnversService;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole states of one record from its audit rows: one statement for each entity
 * that has the record's type, one more for each of its collections.
 */
final class RecordStates {

	private final TrackedModel model;

	private final AuditRows auditRows;

	private final FormerValues formerValues;

	private final CollectionStates collections;

	private final boolean dataAtDelete;

	RecordStates(EntityManager entityManager, EnversService envers, TrackedModel model) {
		this.model = model;
		this.auditRows = new AuditRows(entityManager, envers);
		this.formerValues = new FormerValues(entityManager, envers, model.formerNames());
		this.collections = new CollectionStates(entityManager, envers);
		this.dataAtDelete = envers.getConfig().isStoreDataAtDelete();
	}

	/** The states wanted, all of one record. */
	Map<Wanted, KnownState> read(List<Wanted> wanted) {
		Map<Wanted, KnownState> states = new HashMap<>();
		wanted.stream().filter(Wanted::isAbsent).forEach((absent) -> states.put(absent, KnownState.ABSENT));
		for (TrackedEntity entity : this.model.ofType(wanted.get(0).row().entry().recordType)) {
			List<Wanted> open = wanted.stream().filter((state) -> !states.containsKey(state)).toList();
			if (!open.isEmpty() && entity.key().canBe(wanted.get(0).row().entry().recordId)) {
				read(entity, open, states);
			}
		}
		wanted.forEach((state) -> states.computeIfAbsent(state, this::unknown));
		return states;
	}

	private void read(TrackedEntity entity, List<Wanted> wanted, Map<Wanted, KnownState> states) {
		Set<String> names = entity.fields().stream().map(TrackedField::name).collect(Collectors.toSet());
		Set<AuditRows.Key> keys = new LinkedHashSet<>();
		wanted.forEach((state) -> keys.addAll(state.isBefore() ? state.row().keys() : List.of(state.row().key())));
		AuditRows.States rows = this.auditRows.states(entity, keys, names);
		this.formerValues.complete(entity, names, rows);
		List<Wanted> known = wanted.stream().filter((state) -> rows.contains(state.row().key())).toList();
		Map<Wanted, Map<String, @Nullable Object>> values = new LinkedHashMap<>();
		known.forEach((state) -> values.put(state, singles(entity, state, rows)));
		collections(entity, values);
		values.forEach((state, told) -> states.put(state, KnownState.of(entity, told)));
	}

	private Map<String, @Nullable Object> singles(TrackedEntity entity, Wanted wanted, AuditRows.States rows) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (TrackedField field : entity.fields()) {
			if (field instanceof TrackedField.Single) {
				single(field.name(), wanted, rows, values);
			}
		}
		return values;
	}

	/** Adds whole collections where they are known. */
	private void collections(TrackedEntity entity, Map<Wanted, Map<String, @Nullable Object>> values) {
		List<TrackedField.Elements> fields = entity.fields()
			.stream()
			.filter(TrackedField.Elements.class::isInstance)
			.map(TrackedField.Elements.class::cast)
			.toList();
		if (fields.isEmpty() || values.isEmpty()) {
			return;
		}
		Set<AuditRows.Key> keys = values.keySet()
			.stream()
			.map((wanted) -> wanted.row().key())
			.collect(Collectors.toSet());
		RecordStarts starts = this.collections.starts(entity, keys);
		for (TrackedField.Elements field : fields) {
			var around = this.collections.around(entity, field, keys, starts);
			values.forEach((wanted, ofState) -> {
				FieldChange.Whole whole = around.get(wanted.row().key());
				Object elements = (whole == null) ? null : wanted.isBefore() ? whole.before() : whole.after();
				if (elements != null) {
					ofState.put(field.name(), elements);
				}
			});
		}
	}

	/** Adds a field's value where it is known. */
	private void single(String field, Wanted wanted, AuditRows.States rows, Map<String, @Nullable Object> values) {
		IndexedEntry row = wanted.row();
		if (!wanted.isBefore() || (row.is(Action.DELETE) && this.dataAtDelete)) {
			values.put(field, rows.value(row.key(), field));
			return;
		}
		Map<String, @Nullable Object> oldValues = row.oldValues(this.model.formerNames());
		AuditRows.Key previous = row.previousKey();
		if (previous != null && rows.contains(previous)) {
			values.put(field, rows.value(previous, field));
		}
		else if (oldValues.containsKey(field)) {
			values.put(field, Values.canonical(oldValues.get(field)));
		}
		else if (previous == null && row.is(Action.UPDATE) && !row.changed(field)) {
			// What the first change left alone was the same before
			values.put(field, rows.value(row.key(), field));
		}
	}

	private KnownState unknown(Wanted wanted) {
		List<TrackedField> fields = new ArrayList<>();
		this.model.ofType(wanted.row().entry().recordType).forEach((entity) -> fields.addAll(entity.fields()));
		Set<String> names = new TreeSet<>(wanted.row().changedNames());
		fields.forEach((field) -> names.add(field.name()));
		return KnownState.unknown(fields, names);
	}

	/**
	 * A state to read.
	 *
	 * @param row the entry that tells it
	 * @param isBefore whether the state before the entry is wanted, not the one after it
	 */
	record Wanted(IndexedEntry row, boolean isBefore) {

		boolean isAbsent() {
			return this.row.is(this.isBefore ? Action.CREATE : Action.DELETE);
		}

	}

}
