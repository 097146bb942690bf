package dev.revtrail.envers.log;

import dev.revtrail.Action;
import dev.revtrail.Scope;
import dev.revtrail.envers.index.EntryFilter;
import dev.revtrail.envers.index.IndexedEntry;

/**
 * A state to read.
 *
 * @param row the entry that contains it
 * @param isBefore whether the state before the entry is wanted, not the one after it
 */
record WantedState(IndexedEntry row, boolean isBefore) {

	/** Whether a scope contains it. What is deleted was last whose the deletion is. */
	boolean isWithin(Scope scope, EntryFilter filter) {
		return (this.isBefore && !this.row.is(Action.DELETE)) ? filter.isWithinBefore(scope, this.row.entry())
				: filter.isWithin(scope, this.row.entry());
	}

	boolean isAbsent() {
		return this.row.is(this.isBefore ? Action.CREATE : Action.DELETE);
	}

}
