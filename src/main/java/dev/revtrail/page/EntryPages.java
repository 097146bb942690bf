package dev.revtrail.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of entries, newest first, each with the places to continue from in both
 * directions. Every page takes the same time.
 */
final class EntryPages {

	private static final int SIZE = 50;

	private final ChangeLog log;

	private final ChangeQuery query;

	EntryPages(ChangeLog log, ChangeQuery query) {
		this.log = log;
		this.query = query;
	}

	Map<String, @Nullable Object> first() {
		ChangeSlice slice = slice(this.query, null);
		return view(slice.entries(), false, slice.next() != null);
	}

	Map<String, @Nullable Object> after(Cursor place) {
		ChangeSlice slice = slice(this.query, place);
		List<ChangeEntry> entries = slice.entries();
		return view(entries, !entries.isEmpty() && isAny(this.query.newerThan(place(entries, 0)).oldestFirst()),
				slice.next() != null);
	}

	Map<String, @Nullable Object> before(Cursor place) {
		ChangeSlice slice = slice(this.query.newerThan(place).oldestFirst(), null);
		List<ChangeEntry> entries = reversed(slice.entries());
		return view(entries, slice.next() != null,
				!entries.isEmpty() && isAny(this.query.olderThan(place(entries, entries.size() - 1))));
	}

	/**
	 * The oldest entries, as many as on any page: what the pages before it leave would
	 * have to be counted.
	 */
	Map<String, @Nullable Object> last() {
		ChangeSlice slice = slice(this.query.oldestFirst(), null);
		return view(reversed(slice.entries()), slice.next() != null, false);
	}

	private ChangeSlice slice(ChangeQuery query, @Nullable Cursor after) {
		return this.log.slice(query.withWholeCollections().withLabels(), after, SIZE);
	}

	private boolean isAny(ChangeQuery query) {
		return !this.log.slice(query.withoutChanges(), null, 1).entries().isEmpty();
	}

	private static List<ChangeEntry> reversed(List<ChangeEntry> entries) {
		List<ChangeEntry> reversed = new ArrayList<>(entries);
		Collections.reverse(reversed);
		return reversed;
	}

	private static Map<String, @Nullable Object> view(List<ChangeEntry> entries, boolean newer, boolean older) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("entries", entries.stream().map(PageView::of).toList());
		view.put("newest", entries.isEmpty() ? null : place(entries, 0).text());
		view.put("newer", newer ? place(entries, 0).text() : null);
		view.put("older", older ? place(entries, entries.size() - 1).text() : null);
		return view;
	}

	private static Cursor place(List<ChangeEntry> entries, int index) {
		return new Cursor(entries.get(index).id());
	}

}
