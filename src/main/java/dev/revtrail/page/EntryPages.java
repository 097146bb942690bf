package dev.revtrail.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Pages of entries, newest first, each with how many there are in all, which of them it
 * begins with, and the places from which to go on in both directions. Any page is as far
 * away as the first.
 */
final class EntryPages {

	private static final int SIZE = 50;

	private final ChangeLog log;

	private final ChangeQuery query;

	private final long total;

	EntryPages(ChangeLog log, ChangeQuery query) {
		this.log = log;
		this.query = query;
		this.total = log.count(query);
	}

	Map<String, @Nullable Object> first() {
		return view(this.log.slice(this.query, null, SIZE).entries(), 0);
	}

	Map<String, @Nullable Object> after(Cursor place) {
		return view(this.log.slice(this.query, place, SIZE).entries());
	}

	Map<String, @Nullable Object> before(Cursor place) {
		return view(backwards(this.query.newerThan(place), SIZE));
	}

	/** The last page holds what the pages before it leave. */
	Map<String, @Nullable Object> last() {
		int rest = (int) (this.total % SIZE);
		List<ChangeEntry> entries = backwards(this.query, (rest == 0) ? SIZE : rest);
		return view(entries, this.total - entries.size());
	}

	private List<ChangeEntry> backwards(ChangeQuery query, int size) {
		List<ChangeEntry> entries = new ArrayList<>(this.log.slice(query.oldestFirst(), null, size).entries());
		Collections.reverse(entries);
		return entries;
	}

	private Map<String, @Nullable Object> view(List<ChangeEntry> entries) {
		return view(entries, entries.isEmpty() ? 0 : this.log.count(this.query.newerThan(place(entries, 0))));
	}

	private Map<String, @Nullable Object> view(List<ChangeEntry> entries, long newer) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("total", this.total);
		view.put("first", entries.isEmpty() ? 0 : newer + 1);
		view.put("entries", entries.stream().map(PageView::of).toList());
		view.put("newest", entries.isEmpty() ? null : place(entries, 0).text());
		view.put("newer", (newer > 0) ? place(entries, 0).text() : null);
		view.put("older", (newer + entries.size() < this.total && !entries.isEmpty())
				? place(entries, entries.size() - 1).text() : null);
		return view;
	}

	private static Cursor place(List<ChangeEntry> entries, int index) {
		return new Cursor(entries.get(index).id());
	}

}
