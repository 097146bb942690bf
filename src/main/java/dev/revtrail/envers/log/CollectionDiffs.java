package dev.revtrail.envers.log;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.FieldChange;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.model.ElementRow;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.jspecify.annotations.Nullable;

/**
 * Reads the changes of collections: one statement for each collection that rows of the
 * index name, and where whole collections are asked for one more, and one for where the
 * records' histories start.
 */
final class CollectionDiffs {

	private final CollectionRows rows;

	private final CollectionReplay states;

	CollectionDiffs(CollectionRows rows, CollectionReplay states) {
		this.rows = rows;
		this.states = states;
	}

	/** The changes of an entity's collections, by row and field. */
	Map<IndexedEntry, Map<String, FieldChange>> of(TrackedEntity entity, List<IndexedEntry> rows, boolean whole) {
		Map<IndexedEntry, Map<String, FieldChange>> changes = new HashMap<>();
		Map<TrackedField.Elements, List<IndexedEntry>> byField = new LinkedHashMap<>();
		for (TrackedField.Elements field : entity.collections()) {
			List<IndexedEntry> changed = rows.stream().filter((row) -> row.changed(field.name())).toList();
			if (!changed.isEmpty()) {
				byField.put(field, changed);
			}
		}
		Map<TrackedField.Elements, Map<RevisionKey, FieldChange.Whole>> wholes = whole ? wholes(entity, byField)
				: Map.of();
		byField.forEach((field, changed) -> {
			Map<RevisionKey, List<ElementRow>> written = this.rows.in(entity, field, keys(changed));
			Map<RevisionKey, FieldChange.Whole> around = wholes.getOrDefault(field, Map.of());
			for (IndexedEntry row : changed) {
				Object before = row.data().elementsBefore().get(field.name());
				Object after = row.is(Action.DELETE) ? field.nothing() : row.data().elementsAfter().get(field.name());
				CollectionDiff.of(field, written.getOrDefault(row.key(), List.of()), before, after)
					.ifPresent((change) -> changes.computeIfAbsent(row, (key) -> new HashMap<>())
						.put(field.name(), change.withWhole(whole(field, row, around.get(row.key())))));
			}
		});
		return changes;
	}

	private Map<TrackedField.Elements, Map<RevisionKey, FieldChange.Whole>> wholes(TrackedEntity entity,
			Map<TrackedField.Elements, List<IndexedEntry>> byField) {
		if (byField.isEmpty()) {
			return Map.of();
		}
		Map<TrackedField.Elements, Map<String, List<ElementRow>>> rows = new LinkedHashMap<>();
		byField.forEach((field, changed) -> rows.put(field, this.states.rows(entity, field, keys(changed))));
		HistoryStarts starts = this.states.starts(entity,
				byField.values().stream().flatMap((changed) -> keys(changed).stream()).distinct().toList());
		Map<TrackedField.Elements, Map<RevisionKey, FieldChange.Whole>> wholes = new HashMap<>();
		byField.forEach((field, changed) -> wholes.put(field,
				CollectionReplay.around(field, keys(changed), rows.getOrDefault(field, Map.of()), starts)));
		return wholes;
	}

	private static List<RevisionKey> keys(List<IndexedEntry> rows) {
		return rows.stream().map(IndexedEntry::key).toList();
	}

	/**
	 * Of a deleted record nothing is left, even where Envers wrote no rows that say so.
	 */
	private static FieldChange.@Nullable Whole whole(TrackedField.Elements field, IndexedEntry row,
			FieldChange.@Nullable Whole whole) {
		return (whole != null && whole.before() != null && row.is(Action.DELETE))
				? new FieldChange.Whole(whole.before(), field.nothing()) : whole;
	}

}
