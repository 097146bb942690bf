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
import dev.revtrail.web.request.LogReads;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of entries, newest first, each with the places to continue from in both
 * directions. Every page takes the same time.
 */
final class EntryPages {

	private static final int SIZE = 50;

	private final ChangeLog log;

	private final ChangeQuery query;

	private final PageValues values;

	EntryPages(ChangeLog log, ChangeQuery query, PageValues values) {
		this.log = log;
		this.query = query;
		this.values = values;
	}

	Map<String, @Nullable Object> first() {
		ChangeSlice slice = slice(this.query, null);
		Map<String, @Nullable Object> view = view(slice.entries(), slice, false, slice.next() != null);
		view.put("unsettled", unsettled(slice));
		return view;
	}

	/**
	 * How many entries are not settled. Those that come later may have lower ids than
	 * these, so that only their number shows how many have come.
	 */
	private long unsettled(ChangeSlice slice) {
		long shown = slice.entries().stream().filter((entry) -> entry.id() >= slice.firstUnsettled()).count();
		if (shown < SIZE || slice.next() == null) {
			return shown;
		}
		Cursor newest = slice.place(slice.entries().get(0));
		// Not what has come since
		return this.log.count(since(this.query.olderThan(new Cursor(newest.entryId() + 1)), newest));
	}

	/**
	 * The entries that were not settled when a place was given out, and all later ones.
	 */
	static ChangeQuery since(ChangeQuery query, Cursor place) {
		return query.newerThan(new Cursor(place.forwardFrom() - 1)).withUnsettled();
	}

	Map<String, @Nullable Object> after(Cursor place) {
		ChangeSlice slice = slice(this.query, place);
		return view(slice.entries(), slice, isAnyNewer(slice), slice.next() != null);
	}

	Map<String, @Nullable Object> before(Cursor place) {
		ChangeSlice slice = slice(this.query.newerThan(place).oldestFirst().withUnsettled(), null);
		List<ChangeEntry> entries = reversed(slice.entries());
		return view(entries, slice, slice.next() != null,
				!entries.isEmpty() && isAny(this.query.olderThan(slice.place(entries.get(entries.size() - 1)))));
	}

	/**
	 * The oldest entries, as many as on any page: what the pages before it leave would
	 * have to be counted.
	 */
	Map<String, @Nullable Object> last() {
		ChangeSlice slice = slice(this.query.oldestFirst().withUnsettled(), null);
		return view(reversed(slice.entries()), slice, slice.next() != null, false);
	}

	private ChangeSlice slice(ChangeQuery query, @Nullable Cursor after) {
		return this.log.slice(query.withWholeCollections().withLabels(), after, SIZE);
	}

	/** Whether entries are newer than the first one of a slice. */
	private boolean isAnyNewer(ChangeSlice slice) {
		return !slice.entries().isEmpty()
				&& isAny(this.query.newerThan(slice.place(slice.entries().get(0))).oldestFirst().withUnsettled());
	}

	private boolean isAny(ChangeQuery query) {
		return LogReads.unshown(() -> !this.log.slice(query.withoutChanges(), null, 1).entries().isEmpty());
	}

	private static List<ChangeEntry> reversed(List<ChangeEntry> entries) {
		List<ChangeEntry> reversed = new ArrayList<>(entries);
		Collections.reverse(reversed);
		return reversed;
	}

	/** The entries of a slice, newest first. */
	private Map<String, @Nullable Object> view(List<ChangeEntry> entries, ChangeSlice slice, boolean newer,
			boolean older) {
		String newest = entries.isEmpty() ? null : slice.place(entries.get(0)).text();
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("entries", entries.stream().map((entry) -> PageView.of(entry, this.values)).toList());
		view.put("newest", newest);
		view.put("newer", newer ? newest : null);
		view.put("older", older ? slice.place(entries.get(entries.size() - 1)).text() : null);
		return view;
	}

}
