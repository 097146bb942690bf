package dev.revtrail.web.records;

import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * How entries are listed.
 *
 * @param after where to go on; null for the beginning
 * @param perPage how many entries a page has
 * @param labels whether they carry labels
 */
record Listing(@Nullable Cursor after, int perPage, boolean labels) {

	static Listing of(HistoryArguments arguments) {
		return new Listing(arguments.after(), arguments.perPage(), arguments.labels());
	}

	ChangeQuery with(ChangeQuery query) {
		return this.labels ? query.withLabels() : query;
	}

}
