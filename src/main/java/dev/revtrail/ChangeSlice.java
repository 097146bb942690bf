package dev.revtrail;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A run of consecutive entries.
 *
 * @param entries the entries, in the query's order
 * @param next the place to continue from; null if no entry follows
 */
public record ChangeSlice(List<ChangeEntry> entries, @Nullable Cursor next) {

	public ChangeSlice {
		entries = List.copyOf(entries);
	}

}
