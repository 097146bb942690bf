package dev.revtrail.envers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.FieldChange;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole states of one record from its audit rows: one statement for each entity
 * that has the record's type, one more for each of its collections.
 */
final class RecordStates {

	private final TrackedModel model;

	private final AuditStates auditStates;

	private final CollectionStates collections;

	RecordStates(TrackedModel model, AuditStates auditStates, CollectionStates collections) {
		this.model = model;
		this.auditStates = auditStates;
		this.collections = collections;
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
		AuditStates.Around around = this.auditStates.around(entity, wanted.stream().map(Wanted::row).toList(), names);
		Map<Wanted, Map<String, @Nullable Object>> values = new LinkedHashMap<>();
		wanted.stream()
			.filter((state) -> around.tells(state.row()))
			.forEach((state) -> values.put(state, singles(entity, state, around)));
		collections(entity, values);
		values.forEach((state, told) -> states.put(state, KnownState.of(entity, told)));
	}

	/** The values of single fields, where they are known. */
	private static Map<String, @Nullable Object> singles(TrackedEntity entity, Wanted wanted,
			AuditStates.Around around) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (TrackedField.Single field : entity.singles()) {
			AuditStates.Known known = around.in(wanted, field.name());
			if (known != null) {
				values.put(field.name(), known.value());
			}
		}
		return values;
	}

	/** Adds whole collections where they are known. */
	private void collections(TrackedEntity entity, Map<Wanted, Map<String, @Nullable Object>> values) {
		List<TrackedField.Elements> fields = entity.collections();
		if (fields.isEmpty() || values.isEmpty()) {
			return;
		}
		Set<RevisionKey> keys = values.keySet()
			.stream()
			.map((wanted) -> wanted.row().key())
			.collect(Collectors.toSet());
		Map<TrackedField.Elements, Map<String, List<ElementRow>>> rows = new LinkedHashMap<>();
		fields.forEach((field) -> rows.put(field, this.collections.rows(entity, field, keys)));
		RecordStarts starts = this.collections.starts(entity, keys);
		for (TrackedField.Elements field : fields) {
			var around = CollectionStates.around(field, keys, rows.getOrDefault(field, Map.of()), starts);
			values.forEach((wanted, ofState) -> {
				FieldChange.Whole whole = around.get(wanted.row().key());
				Object elements = (whole == null) ? null : wanted.isBefore() ? whole.before() : whole.after();
				if (elements != null) {
					ofState.put(field.name(), elements);
				}
			});
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
