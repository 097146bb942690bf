package dev.revtrail;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The difference between the states of a record in two revisions.
 *
 * @param record the record, under its type's current name
 * @param changes the fields that differ, by their current names
 * @param unknown the fields for which the log cannot determine whether they differ
 */
public record RecordDifference(RecordRef record, Changes changes, Set<String> unknown) {

	public RecordDifference {
		unknown = Collections.unmodifiableSet(new TreeSet<>(unknown));
	}

}
