package dev.revtrail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The state of a record.
 *
 * @param record the record, under its type's current name
 * @param revision the revision that gave the record this state; null for a state that is
 * older than the change log, which the record's first change contains
 * @param deleted whether that revision deleted the record
 * @param values the values of all tracked fields by their current names, in the form that
 * {@link FieldChange} describes, whole collections as lists or maps. Those of a deleted
 * record are empty, unless the state before its deletion was asked for
 * @param unknown the fields whose values are not known, which have none
 * @param masked the {@link Masked} fields, which have values that are not shown
 */
public record RecordSnapshot(RecordRef record, @Nullable Revision revision, boolean deleted,
		Map<String, @Nullable Object> values, Set<String> unknown, Set<String> masked) {

	public RecordSnapshot {
		values = Collections.unmodifiableMap(new TreeMap<>(values));
		unknown = Collections.unmodifiableSet(new TreeSet<>(unknown));
		masked = Collections.unmodifiableSet(new TreeSet<>(masked));
	}

	/**
	 * Returns the values as changes from nothing.
	 * @return a change for each field that has a value which is shown
	 */
	public Changes asChanges() {
		List<FieldChange> changes = new ArrayList<>();
		this.values.forEach((field, value) -> changes.add(change(field, value)));
		return new Changes(changes);
	}

	@SuppressWarnings("unchecked")
	private static FieldChange change(String field, @Nullable Object value) {
		if (value instanceof List<?> elements) {
			return new FieldChange.Elements(field, elements, List.of());
		}
		return (value instanceof Map<?, ?> map)
				? new FieldChange.Keys(field, (Map<String, ? extends @Nullable Object>) map, Map.of(), Map.of())
				: new FieldChange.Value(field, null, value, true);
	}

}
