package dev.revtrail.envers.log;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a record's state.
 *
 * @param fields the fields that the record has
 * @param values the canonical values of those that are known, masked ones included
 * @param unknown the fields whose values are not known
 * @param masked the fields whose values must not be shown
 */
record RecordValues(List<TrackedField> fields, SortedMap<String, @Nullable Object> values, SortedSet<String> unknown,
		SortedSet<String> masked) {

	/** The state of a record that does not exist. */
	static final RecordValues ABSENT = unknown(List.of(), List.of());

	static RecordValues unknown(List<TrackedField> fields, Collection<String> names) {
		return new RecordValues(fields, new TreeMap<>(), new TreeSet<>(names), new TreeSet<>());
	}

	static RecordValues of(TrackedEntity entity, Map<String, ? extends @Nullable Object> values) {
		RecordValues state = new RecordValues(entity.fields(), new TreeMap<>(values), new TreeSet<>(), new TreeSet<>());
		entity.fields().stream().map(TrackedField::name).forEach((name) -> {
			if (entity.masks().hides(name)) {
				state.masked.add(name);
			}
			else if (!values.containsKey(name)) {
				state.unknown.add(name);
			}
		});
		return state;
	}

	/** Returns the values that may be shown. */
	Map<String, @Nullable Object> shown() {
		Map<String, @Nullable Object> shown = new TreeMap<>(this.values);
		shown.keySet().removeAll(this.masked);
		return shown;
	}

	boolean isKnown(String field) {
		return !this.unknown.contains(field) && (this.fields.isEmpty() || this.values.containsKey(field));
	}

}
