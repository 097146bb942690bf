package dev.revtrail;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some entries in a row.
 *
 * @param entries the entries, in the query's order
 * @param next the place to go on from; null when nothing comes after
 */
public record ChangeSlice(List<ChangeEntry> entries, @Nullable Cursor next) {

	public ChangeSlice {
		entries = List.copyOf(entries);
	}

}
