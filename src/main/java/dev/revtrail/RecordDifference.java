package dev.revtrail;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of a record between two revisions.
 *
 * @param record the record, under the name that its type has today
 * @param changes the fields that differ, by today's names
 * @param unknown the fields for which the log cannot determine whether they differ
 */
public record RecordDifference(RecordRef record, Changes changes, Set<String> unknown) {

	public RecordDifference {
		unknown = Collections.unmodifiableSet(new TreeSet<>(unknown));
	}

}
