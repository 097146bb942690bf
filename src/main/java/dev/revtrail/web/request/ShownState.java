package dev.revtrail.web.request;

import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A state of a record that was shown.
 *
 * @param record the record
 * @param revision the number of the revision that gave it; null for a state before all of
 * the record's entries
 */
record ShownState(RecordRef record, @Nullable Long revision) {

	/** Queries the entry that says whose record it was then. */
	ChangeQuery entry(Scope scope) {
		ChangeQuery entries = lastEntry(scope);
		return (this.revision != null) ? entries.revision(this.revision) : entries.oldestFirst().withUnsettled();
	}

	/** Queries the last entry of the record, where the revision has none. */
	ChangeQuery lastEntry(Scope scope) {
		return ChangeQuery.in(scope).record(this.record).withoutChanges();
	}

}
