package dev.revtrail.page;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The filters of the page.
 */
final class PageFilters {

	/** Their names in the requests of the page, in order. */
	static final SortedSet<String> NAMES = Collections.unmodifiableSortedSet(new TreeSet<>(List.of("accesses", "action",
			"field", "from", "id", "kind", "organization", "outcome", "patient", "request", "to", "type", "user")));

	/**
	 * Dates that move with time, which stand in the page's address alone.
	 */
	static final String RANGE = "range";

	private PageFilters() {
	}

	/** Returns whether the page's address may have this name. */
	static boolean has(String name) {
		return NAMES.contains(name) || name.equals(RANGE);
	}

}
