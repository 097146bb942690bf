package dev.revtrail.envers.log;

import dev.revtrail.Action;
import dev.revtrail.envers.index.IndexedEntry;

/**
 * A state to read.
 *
 * @param row the entry that contains it
 * @param isBefore whether the state before the entry is wanted, not the one after it
 */
record WantedState(IndexedEntry row, boolean isBefore) {

	boolean isAbsent() {
		return this.row.is(this.isBefore ? Action.CREATE : Action.DELETE);
	}

}
