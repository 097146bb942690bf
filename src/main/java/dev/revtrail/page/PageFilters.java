package dev.revtrail.page;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The filters of the page.
 */
final class PageFilters {

	/** Stands before the name of a filter whose matches are left out. */
	static final String NOT = "not-";

	private static final List<String> EXCLUDABLE = List.of("action", "field", "ip", "kind", "organization", "patient",
			"request", "source", "type", "user");

	/** Their names in the requests of the page, in order. */
	static final SortedSet<String> NAMES = Collections.unmodifiableSortedSet(Stream
		.of(EXCLUDABLE.stream(), EXCLUDABLE.stream().map(NOT::concat),
				Stream.of("accesses", "from", "id", "outcome", "to"))
		.flatMap(Function.identity())
		.collect(Collectors.toCollection(TreeSet::new)));

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
