package dev.revtrail.envers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.FieldChange;
import org.jspecify.annotations.Nullable;

/**
 * Reads the changes of collections: one statement for each collection that rows of the
 * index name, and where whole collections are asked for one more, and one for where the
 * records' histories start.
 */
final class CollectionChanges {

	private final CollectionRows rows;

	private final CollectionStates states;

	private final FormerNames names;

	CollectionChanges(CollectionRows rows, CollectionStates states, FormerNames names) {
		this.rows = rows;
		this.states = states;
		this.names = names;
	}

	/** The changes of an entity's collections, by row and field. */
	Map<IndexedEntry, Map<String, FieldChange>> of(TrackedEntity entity, List<IndexedEntry> rows, boolean whole) {
		Map<IndexedEntry, Map<String, FieldChange>> changes = new HashMap<>();
		Map<IndexedEntry, Map<String, Object>> befores = new HashMap<>();
		Map<IndexedEntry, Map<String, Object>> afters = new HashMap<>();
		RecordStarts starts = null;
		for (TrackedField.Elements field : entity.collections()) {
			List<IndexedEntry> changed = rows.stream().filter((row) -> row.changed(field.name())).toList();
			if (changed.isEmpty()) {
				continue;
			}
			if (whole && starts == null) {
				starts = this.states.starts(entity, rows.stream().map(IndexedEntry::key).toList());
			}
			List<AuditRows.Key> keys = changed.stream().map(IndexedEntry::key).toList();
			Map<AuditRows.Key, List<ElementRow>> written = this.rows.in(entity, field, keys);
			Map<AuditRows.Key, FieldChange.Whole> wholes = (starts != null)
					? this.states.around(entity, field, keys, starts) : Map.of();
			for (IndexedEntry row : changed) {
				Object before = befores
					.computeIfAbsent(row, (key) -> key.entry().elements(OldValues.ELEMENTS, this.names))
					.get(field.name());
				Object after = row.is(Action.DELETE) ? nothing(field)
						: afters.computeIfAbsent(row, (key) -> key.entry().elements(OldValues.AFTER, this.names))
							.get(field.name());
				CollectionChange.of(field, written.getOrDefault(row.key(), List.of()), before, after)
					.ifPresent((change) -> changes.computeIfAbsent(row, (key) -> new HashMap<>())
						.put(field.name(), CollectionChange.with(change, whole(field, row, wholes.get(row.key())))));
			}
		}
		return changes;
	}

	/**
	 * Of a deleted record nothing is left, even where Envers wrote no rows that say so.
	 */
	private static FieldChange.@Nullable Whole whole(TrackedField.Elements field, IndexedEntry row,
			FieldChange.@Nullable Whole whole) {
		return (whole != null && whole.before() != null && row.is(Action.DELETE))
				? new FieldChange.Whole(whole.before(), nothing(field)) : whole;
	}

	private static Object nothing(TrackedField.Elements field) {
		return new CollectionContent(field.history().kind()).value();
	}

}
