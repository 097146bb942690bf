package dev.revtrail.envers.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.FieldChange;
import dev.revtrail.envers.model.ElementRow;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.TrackedModel;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole states of one record from its audit rows: one statement for each entity
 * that has the record's type, one more for each of its collections.
 */
final class StateReader {

	private final TrackedModel model;

	private final FieldReader fields;

	private final CollectionReplay collections;

	StateReader(TrackedModel model, FieldReader fields, CollectionReplay collections) {
		this.model = model;
		this.fields = fields;
		this.collections = collections;
	}

	/** The states wanted, all of one record. */
	Map<WantedState, RecordValues> read(List<WantedState> wanted) {
		Map<WantedState, RecordValues> states = new HashMap<>();
		wanted.stream().filter(WantedState::isAbsent).forEach((absent) -> states.put(absent, RecordValues.ABSENT));
		for (TrackedEntity entity : this.model.ofType(wanted.get(0).row().entry().recordType)) {
			List<WantedState> open = wanted.stream().filter((state) -> !states.containsKey(state)).toList();
			if (!open.isEmpty() && entity.key().canBe(wanted.get(0).row().entry().recordId)) {
				read(entity, open, states);
			}
		}
		wanted.forEach((state) -> states.computeIfAbsent(state, this::unknown));
		return states;
	}

	private void read(TrackedEntity entity, List<WantedState> wanted, Map<WantedState, RecordValues> states) {
		Set<String> names = entity.fields().stream().map(TrackedField::name).collect(Collectors.toSet());
		FieldReader.Around around = this.fields.around(entity, wanted.stream().map(WantedState::row).toList(), names);
		Map<WantedState, Map<String, @Nullable Object>> values = new LinkedHashMap<>();
		wanted.stream()
			.filter((state) -> around.hasRow(state.row()))
			.forEach((state) -> values.put(state, singles(entity, state, around)));
		collections(entity, values);
		values.forEach((state, content) -> states.put(state, RecordValues.of(entity, content)));
	}

	/** The values of single fields, where they are known. */
	private static Map<String, @Nullable Object> singles(TrackedEntity entity, WantedState wanted,
			FieldReader.Around around) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (TrackedField.Single field : entity.singles()) {
			FieldReader.Known known = around.in(wanted, field.name());
			if (known != null) {
				values.put(field.name(), known.value());
			}
		}
		return values;
	}

	/** Adds whole collections where they are known. */
	private void collections(TrackedEntity entity, Map<WantedState, Map<String, @Nullable Object>> values) {
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
		HistoryStarts starts = this.collections.starts(entity, keys);
		for (TrackedField.Elements field : fields) {
			var around = CollectionReplay.around(field, keys, rows.getOrDefault(field, Map.of()), starts);
			values.forEach((wanted, ofState) -> {
				FieldChange.Whole whole = around.get(wanted.row().key());
				Object elements = (whole == null) ? null : wanted.isBefore() ? whole.before() : whole.after();
				if (elements != null) {
					ofState.put(field.name(), elements);
				}
			});
		}
	}

	private RecordValues unknown(WantedState wanted) {
		List<TrackedField> fields = new ArrayList<>();
		this.model.ofType(wanted.row().entry().recordType).forEach((entity) -> fields.addAll(entity.fields()));
		Set<String> names = new TreeSet<>(wanted.row().changedNames());
		fields.forEach((field) -> names.add(field.name()));
		return RecordValues.unknown(fields, names);
	}

}
