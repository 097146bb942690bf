package dev.revtrail.web.records;

import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a list of entries.
 *
 * @param after the place to continue after; null for the beginning
 * @param perPage the number of entries on a page
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
