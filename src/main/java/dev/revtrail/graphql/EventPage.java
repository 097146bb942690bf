package dev.revtrail.graphql;

import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.CursorAheadException;
import org.jspecify.annotations.Nullable;

/**
 * The requested page of a list.
 *
 * @param after the position that it comes after; null for the list's beginning
 * @param before the position that it comes before; null for the list's end
 * @param size the maximum number of events
 * @param fromEnd whether they are the last ones between the two places, not the first
 */
record EventPage(@Nullable Cursor after, @Nullable Cursor before, int size, boolean fromEnd) {

	/**
	 * Narrows a list to the events between the two places, in the order of reading. A
	 * list from the oldest event on, and one before a place, have settled ones only, so
	 * that who goes on later misses none.
	 */
	ChangeQuery of(ChangeQuery list) {
		ChangeQuery range = (this.after != null) ? following(list, this.after) : list;
		range = (this.before != null) ? preceding(range, this.before) : range;
		if (list.isOldestFirst()) {
			range = range.settledOnly();
		}
		else if (this.before == null) {
			range = range.withUnsettled();
		}
		return this.fromEnd ? reversed(range) : range;
	}

	/** Narrows a query to the events after a position. */
	static ChangeQuery following(ChangeQuery list, Cursor place) {
		return list.isOldestFirst() ? list.newerThan(place) : list.olderThan(place);
	}

	/** Narrows a query to the events before a position. */
	static ChangeQuery preceding(ChangeQuery list, Cursor place) {
		return list.isOldestFirst() ? list.olderThan(place) : list.newerThan(place);
	}

	/** Refuses the position of a list that is ahead of the log. */
	static GraphQlRefusal refusal(ChangeQuery list, CursorAheadException exception) {
		return GraphQlRefusal.argument(list.isOldestFirst() ? "after" : "before",
				String.valueOf(exception.getMessage()));
	}

	/** Returns a query for the same events in reverse order. */
	private static ChangeQuery reversed(ChangeQuery list) {
		return list.isOldestFirst() ? list.newestFirst() : list.oldestFirst();
	}

}
