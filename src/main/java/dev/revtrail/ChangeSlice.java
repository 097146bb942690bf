package dev.revtrail;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A run of consecutive entries.
 *
 * @param entries the entries, in the query's order
 * @param next the place to continue from; null if no entry follows
 * @param end the place from which entries that are added later can be read: the one after
 * the last entry, or that of the request if there is no entry. If the oldest entries come
 * first, no entry follows and the query has no upper bound of time or place, it is the
 * place at which the settled entries end, so that reading on does not pass again what did
 * not match; it belongs to this query
 * @param searched the place up to which the log was searched: the end or, also where the
 * query has an upper bound, the place at which the settled entries end. A reader that
 * repeats the query with the same bounds goes on from it, and does not search again what
 * did not match
 * @param firstUnsettled the lowest id that an entry may still appear with
 */
public record ChangeSlice(List<ChangeEntry> entries, @Nullable Cursor next, Cursor end, Cursor searched,
		long firstUnsettled) {

	public ChangeSlice {
		entries = List.copyOf(entries);
	}

	/**
	 * Returns the place of an entry of the slice.
	 * @param entry the entry
	 * @return the place after it
	 */
	public Cursor place(ChangeEntry entry) {
		return Cursor.at(entry.id(), this.firstUnsettled);
	}

}
