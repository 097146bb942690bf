package dev.revtrail.graphql;

import java.util.List;
import java.util.function.Function;

import dev.revtrail.ChangeEntry;
import dev.revtrail.Cursor;

/**
 * An event in a list.
 *
 * @param entry the event
 * @param place its place in the list
 */
record ListedEvent(ChangeEntry entry, Cursor place) {

	/** Returns the events of entries, each at its place. */
	static List<ListedEvent> all(List<ChangeEntry> entries, Function<ChangeEntry, Cursor> places) {
		return entries.stream().map((entry) -> new ListedEvent(entry, places.apply(entry))).toList();
	}

}
