package dev.revtrail.graphql;

import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Which stretch of a list is wanted.
 *
 * @param after the place that it comes after; null for the list's beginning
 * @param before the place that it comes before; null for the list's end
 * @param size how many events it holds at most
 * @param fromEnd whether they are the last ones between the two places, not the first
 */
record EventPage(@Nullable Cursor after, @Nullable Cursor before, int size, boolean fromEnd) {

	/**
	 * The events of a list between the two places, in the order in which they are read. A
	 * list from the oldest event on has settled ones only, so that who goes on later
	 * misses none.
	 */
	ChangeQuery of(ChangeQuery list) {
		ChangeQuery range = (this.after != null) ? following(list, this.after) : list;
		range = (this.before != null) ? preceding(range, this.before) : range;
		range = list.isOldestFirst() ? range.settledOnly() : range.withUnsettled();
		return this.fromEnd ? reversed(range) : range;
	}

	/** The events of a list that come after a place. */
	static ChangeQuery following(ChangeQuery list, Cursor place) {
		return list.isOldestFirst() ? list.newerThan(place) : list.olderThan(place);
	}

	/** The events of a list that come before a place. */
	static ChangeQuery preceding(ChangeQuery list, Cursor place) {
		return list.isOldestFirst() ? list.olderThan(place) : list.newerThan(place);
	}

	/** The same events in the other order. */
	private static ChangeQuery reversed(ChangeQuery list) {
		return list.isOldestFirst() ? list.newestFirst() : list.oldestFirst();
	}

}
