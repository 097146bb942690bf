package dev.revtrail.graphql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.CursorAheadException;
import dev.revtrail.web.request.LogReads;
import org.jspecify.annotations.Nullable;

/**
 * A page of events in its list. Fields that a query does not select are not read, and
 * nothing is read twice.
 */
final class EventConnection {

	private final ChangeLog log;

	private final ChangeQuery list;

	private final EventPage page;

	private @Nullable ChangeSlice slice;

	private @Nullable Long total;

	EventConnection(ChangeLog log, ChangeQuery list, EventPage page) {
		this.log = log;
		this.list = list;
		this.page = page;
	}

	/** Returns the events of the page in the order of the list. */
	List<ListedEvent> events() {
		ChangeSlice slice = slice();
		List<ListedEvent> events = new ArrayList<>(ListedEvent.all(slice.entries(), slice::place));
		if (this.page.fromEnd()) {
			Collections.reverse(events);
		}
		return events;
	}

	/** Returns the number of events in the list. */
	long total() {
		if (this.total == null) {
			this.total = this.log.count(this.list);
		}
		return this.total;
	}

	/** Returns whether the list has an event after the page. */
	boolean hasNext() {
		Cursor after = this.page.after();
		Cursor before = this.page.before();
		if (!this.page.fromEnd() && slice().next() != null) {
			return true;
		}
		if (before == null) {
			return false;
		}
		Cursor end = end();
		Cursor from = (end != null) ? end : after;
		return isAny((from != null) ? EventPage.following(this.list, from) : this.list);
	}

	/** Returns whether the list has an event before the page. */
	boolean hasPrevious() {
		Cursor after = this.page.after();
		Cursor before = this.page.before();
		if (this.page.fromEnd()) {
			return slice().next() != null;
		}
		if (after == null) {
			return false;
		}
		Cursor start = start();
		Cursor until = (start != null) ? start : before;
		return isAny((until != null) ? EventPage.preceding(this.list, until) : this.list);
	}

	/** Returns the position of the first event, or null if there is none. */
	@Nullable Cursor start() {
		return place(true);
	}

	/** Returns the position of the last event, or null if there is none. */
	@Nullable Cursor end() {
		return place(false);
	}

	private @Nullable Cursor place(boolean first) {
		List<ChangeEntry> entries = slice().entries();
		return entries.isEmpty() ? null
				: slice().place(entries.get((first != this.page.fromEnd()) ? 0 : entries.size() - 1));
	}

	private ChangeSlice slice() {
		if (this.slice == null) {
			try {
				this.slice = this.log.slice(this.page.of(this.list), null, this.page.size());
			}
			catch (CursorAheadException ex) {
				throw EventPage.refusal(this.list, ex);
			}
		}
		return this.slice;
	}

	private boolean isAny(ChangeQuery query) {
		return LogReads.unshown(() -> !this.log.slice(query.withoutChanges(), null, 1).entries().isEmpty());
	}

}
