package dev.revtrail;

import java.util.List;

/**
 * A numbered page of entries.
 *
 * @param entries the entries, in the query's order
 * @param total how many entries match in all
 */
public record ChangePage(List<ChangeEntry> entries, long total) {

	public ChangePage {
		entries = List.copyOf(entries);
	}

}
