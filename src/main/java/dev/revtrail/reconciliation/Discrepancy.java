package dev.revtrail.reconciliation;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.revtrail.RecordRef;
import org.jspecify.annotations.Nullable;

/**
 * A record that is not as the log has it. It names fields, and none of their values.
 *
 * @param kind what differs
 * @param record the record
 * @param fields the fields that differ, sorted; none unless {@link Kind#CHANGED}
 * @param revision the last revision that the log has of the record; null for none
 */
public record Discrepancy(Kind kind, RecordRef record, Set<String> fields, @Nullable Long revision) {

	public Discrepancy {
		SortedSet<String> sorted = new TreeSet<>(fields);
		fields = Collections.unmodifiableSortedSet(sorted);
	}

	/**
	 * What differs.
	 */
	public enum Kind {

		/** Fields of the record hold something else than the log has. */
		CHANGED,

		/** The log has the record, and the database has not. */
		MISSING,

		/** The database has the record, and the log has not, or has it as deleted. */
		UNRECORDED

	}

}
