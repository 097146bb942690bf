package dev.revtrail;

import java.util.List;

/**
 * A numbered page of entries.
 *
 * @param entries the entries, in the query's order
 * @param total how many entries match in all
 * @param firstUnsettled the lowest id that an entry may still appear with
 */
public record ChangePage(List<ChangeEntry> entries, long total, long firstUnsettled) {

	public ChangePage {
		entries = List.copyOf(entries);
	}

	/**
	 * Returns the place of an entry of the page.
	 * @param entry the entry
	 * @return the place after it
	 */
	public Cursor place(ChangeEntry entry) {
		return Cursor.at(entry.id(), this.firstUnsettled);
	}

}
