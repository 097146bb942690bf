package dev.revtrail.envers.log;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.querydsl.core.types.Order;
import dev.revtrail.Actor;
import dev.revtrail.BulkChanges;
import dev.revtrail.Caller;
import dev.revtrail.ChangeCount;
import dev.revtrail.ChangeCriteria;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangePage;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.CursorAheadException;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TextSearch;
import dev.revtrail.envers.count.RareEntries;
import dev.revtrail.envers.event.EventRecorder;
import dev.revtrail.envers.event.RevealRecorder;
import dev.revtrail.envers.index.EntryFilter;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.index.SettledEnd;
import org.jspecify.annotations.Nullable;

/**
 * The change log over the entry index.
 */
final class QuerydslChangeLog implements ChangeLog {

	private static final Cursor BEGINNING = new Cursor(-1);

	private final EntryIndex index;

	private final RareEntries rare;

	private final EntryCounts counts;

	private final EntryReader reader;

	private final RevealRecorder reveals;

	private final EventRecorder events;

	private final LabelSearch search;

	private final BulkChanges bulk;

	private final NoteWriter notes;

	QuerydslChangeLog(EntryIndex index, EntryCounts counts, RareEntries rare, EntryReader reader, LabelSearch search,
			RevealRecorder reveals, EventRecorder events, BulkChanges bulk, NoteWriter notes) {
		this.notes = notes;
		this.index = index;
		this.rare = rare;
		this.counts = counts;
		this.search = search;
		this.events = events;
		this.reader = reader;
		this.reveals = reveals;
		this.bulk = bulk;
	}

	@Override
	public ChangePage window(ChangeQuery query, long offset, int size) {
		EntryIndex.check(offset >= 0, "An offset starts at 0, so it cannot be " + offset + ".");
		EntryIndex.checkSize(size);
		ChangePage page = this.index.read(() -> {
			EntryFilter.Condition condition = this.index.filter().condition(query, null);
			long total = this.counts.total(query, condition);
			List<IndexedEntry> rows = (offset < total) ? fetch(query, condition, offset, size) : List.of();
			return new ChangePage(this.reader.entries(rows, query), total, firstUnsettled(rows));
		});
		recordReveals(query, page.entries());
		return page;
	}

	@Override
	public ChangeSlice slice(ChangeQuery query, @Nullable Cursor after, int size) {
		EntryIndex.checkSize(size);
		ChangeSlice slice = this.index.read(
				() -> query.isSliceSettledOnly() ? settled(query.settledOnly(), after, size) : all(query, after, size));
		if (query.isSliceSettledOnly()) {
			requireInLog(forward(query, after), slice.firstUnsettled());
		}
		recordReveals(query, slice.entries());
		return slice;
	}

	private ChangeSlice all(ChangeQuery query, @Nullable Cursor after, int size) {
		List<IndexedEntry> rows = fetch(query, this.index.filter().condition(query, after), 0, size + 1);
		return slice(query, rows, size, (after != null) ? after : BEGINNING, firstUnsettled(rows));
	}

	/** Reads no entries where none has been settled since the place was given out. */
	private ChangeSlice settled(ChangeQuery query, @Nullable Cursor after, int size) {
		SettledEnd settled = this.index.settledEnd();
		Cursor from = forward(query, after);
		List<IndexedEntry> rows = (from.forwardFrom() < settled.firstUnsettled())
				? fetch(query, this.index.filter().condition(query, after, settled), 0, size + 1) : List.of();
		Cursor start = query.isOldestFirst() ? from : (after != null) ? after : BEGINNING;
		ChangeSlice slice = slice(query, rows, size, start, settled.firstUnsettled());
		if (!query.isOldestFirst() || rows.size() > size || !settled.isMarked()) {
			return slice;
		}
		Cursor searched = forward(from, settled);
		return new ChangeSlice(slice.entries(), null, isOpen(query.criteria()) ? searched : slice.end(), searched,
				slice.firstUnsettled());
	}

	/**
	 * A reader that goes on from a place that the log has not reached would miss what
	 * comes before it. The log as it was read can be behind: on a replica, or in a
	 * transaction that began earlier.
	 */
	private void requireInLog(Cursor place, long firstUnsettled) {
		if (place.forwardFrom() > firstUnsettled && place.forwardFrom() > this.index.latestEnd()) {
			throw new CursorAheadException();
		}
	}

	/** The place above which a query asks for entries. */
	private static Cursor forward(ChangeQuery query, @Nullable Cursor after) {
		return Stream
			.concat(query.criteria().newerThan().stream(), Stream.ofNullable(query.isOldestFirst() ? after : null))
			.max(Comparator.comparingLong(Cursor::forwardFrom))
			.orElse(BEGINNING);
	}

	/** Takes a place to the settled mark, and never back. */
	private static Cursor forward(Cursor place, SettledEnd settled) {
		long mark = settled.firstUnsettled();
		return (place.forwardFrom() < mark) ? new Cursor(Math.max(place.entryId(), mark - 1), mark) : place;
	}

	/**
	 * Whether entries that are added later can match. Else readers may go on with another
	 * bound from the last entry.
	 */
	private static boolean isOpen(ChangeCriteria criteria) {
		return criteria.until().isEmpty() && criteria.olderThan().isEmpty();
	}

	private ChangeSlice slice(ChangeQuery query, List<IndexedEntry> rows, int size, Cursor start, long firstUnsettled) {
		List<IndexedEntry> page = rows.subList(0, Math.min(size, rows.size()));
		Cursor end = page.isEmpty() ? start : Cursor.at(page.get(page.size() - 1).entry().id, firstUnsettled);
		return new ChangeSlice(this.reader.entries(page, query), (rows.size() > size) ? end : null, end, end,
				firstUnsettled);
	}

	@Override
	public <T> T inOneTimeLimit(Supplier<T> reads) {
		return this.index.inOneTimeLimit(reads);
	}

	@Override
	public Cursor settledEnd() {
		return this.index.read(() -> {
			SettledEnd settled = this.index.settledEnd();
			return settled.isMarked() ? forward(BEGINNING, settled)
					: all(ChangeQuery.in(Scope.everything()).withoutChanges(), null, 1).end();
		});
	}

	@Override
	public long count(ChangeQuery query) {
		return this.index.read(() -> this.counts.total(query, this.index.filter().condition(query, null)));
	}

	@Override
	public List<ChangeCount> histogram(ChangeQuery query, Duration step) {
		return this.index.read(() -> this.counts.histogram(query, step));
	}

	@Override
	public List<Actor> searchActors(TextSearch search) {
		return this.index.read(() -> this.counts.actors(search));
	}

	@Override
	public List<RecordLabel> searchRecords(TextSearch search, Set<String> recordTypes) {
		return this.index.read(() -> this.search.records(search, recordTypes));
	}

	@Override
	public Optional<ChangeEntry> entry(Scope scope, long id) {
		return slice(ChangeQuery.in(scope).ids(id), null, 1).entries().stream().findFirst();
	}

	@Override
	public Optional<ChangeEntry> note(Caller caller, RecordRef record, String text) {
		return this.notes.add(caller, record, text).flatMap((id) -> added(caller, id));
	}

	@Override
	public Optional<ChangeEntry> note(Caller caller, RecordRef record, String text, String idempotencyKey) {
		return this.notes.add(caller, record, text, idempotencyKey).flatMap((id) -> added(caller, id));
	}

	private Optional<ChangeEntry> added(Caller caller, long id) {
		return this.events.canJoin() ? entry(caller.scope(), id)
				: this.events.afterwards(() -> entry(caller.scope(), id));
	}

	@Override
	public BulkChanges bulk() {
		return this.bulk;
	}

	private List<IndexedEntry> fetch(ChangeQuery query, EntryFilter.Condition condition, long offset, int limit) {
		this.rare.whereabouts(query.criteria(), condition).ifPresent(condition.predicate()::and);
		return this.index.rows(condition, query.isOldestFirst() ? Order.ASC : Order.DESC, offset, limit);
	}

	private static long firstUnsettled(List<IndexedEntry> rows) {
		return rows.isEmpty() ? 0 : rows.get(0).firstUnsettled();
	}

	private void recordReveals(ChangeQuery query, List<ChangeEntry> entries) {
		query.details().revealedTo().ifPresent((caller) -> this.reveals.record(caller, entries));
	}

}
