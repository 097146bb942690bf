package dev.revtrail;

import java.util.Collections;
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

}
