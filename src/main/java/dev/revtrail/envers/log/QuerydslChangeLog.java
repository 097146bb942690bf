package dev.revtrail.envers.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.querydsl.core.types.dsl.NumberPath;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.BulkChanges;
import dev.revtrail.Caller;
import dev.revtrail.ChangeCount;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangePage;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TextSearch;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.Origin;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.count.StoredCounts;
import dev.revtrail.envers.event.EventRecorder;
import dev.revtrail.envers.event.RevealRecorder;
import dev.revtrail.envers.event.StandaloneEntries;
import dev.revtrail.envers.index.EntryFilter;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.index.QEntryRow;
import dev.revtrail.envers.index.RecordEntries;
import org.jspecify.annotations.Nullable;

/**
 * The change log over the entry index.
 */
final class QuerydslChangeLog implements ChangeLog {

	private static final Cursor BEGINNING = new Cursor(-1);

	private final EntryIndex index;

	private final StoredCounts stored;

	private final EntryCounts counts;

	private final EntryReader reader;

	private final RevealRecorder reveals;

	private final EventRecorder events;

	private final RecordEntries records;

	private final LabelSearch search;

	private final BulkChanges bulk;

	private final ChangeContext context;

	QuerydslChangeLog(EntryIndex index, StoredCounts stored, RecordEntries records, EntryReader reader,
			LabelSearch search, RevealRecorder reveals, EventRecorder events, BulkChanges bulk, ChangeContext context) {
		this.context = context;
		this.index = index;
		this.stored = stored;
		this.counts = new EntryCounts(this.index, stored);
		this.records = records;
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
		ChangeSlice slice = this.index.read(() -> {
			ChangeQuery wanted = query.isSliceSettledOnly() ? query.settledOnly() : query;
			List<IndexedEntry> rows = fetch(wanted, this.index.filter().condition(wanted, after), 0, size + 1);
			List<IndexedEntry> page = rows.subList(0, Math.min(size, rows.size()));
			Cursor end = page.isEmpty() ? ((after != null) ? after : BEGINNING)
					: Cursor.at(page.get(page.size() - 1).entry().id, firstUnsettled(rows));
			return new ChangeSlice(this.reader.entries(page, query), (rows.size() > size) ? end : null, end,
					firstUnsettled(rows));
		});
		recordReveals(query, slice.entries());
		return slice;
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
		EntryIndex.check(!text.isBlank() && text.length() <= RevtrailRevision.NOTE_LENGTH,
				"A note takes 1 to 10,000 characters, not " + text.length() + ".");
		return this.index
			.read(() -> this.records.last(this.index.spelled().asInEntries(record))
				.map(IndexedEntry::entry)
				.filter((last) -> this.index.filter().isWithin(caller.scope(), last)))
			.flatMap((last) -> {
				EntryRow row = EntryRow.ofEvent(Action.NOTE, new RecordRef(last.recordType, last.recordId),
						last.organization, last.patient);
				Origin origin = this.context.current().by(caller.actor());
				if (this.events.canJoin()) {
					this.events.write(origin, text, List.of(row));
					return entry(caller.scope(), row.id);
				}
				this.events.recordNow(new StandaloneEntries(origin, text, true, () -> List.of(row)));
				return this.events.afterwards(() -> entry(caller.scope(), row.id));
			});
	}

	@Override
	public BulkChanges bulk() {
		return this.bulk;
	}

	private List<IndexedEntry> fetch(ChangeQuery query, EntryFilter.Condition condition, long offset, int limit) {
		NumberPath<Long> id = QEntryRow.entryRow.id;
		this.stored.whereabouts(query, condition).ifPresent(condition.predicate()::and);
		return this.index.rows(condition, query.isOldestFirst() ? id.asc() : id.desc(), offset, limit);
	}

	private static long firstUnsettled(List<IndexedEntry> rows) {
		return rows.isEmpty() ? 0 : rows.get(0).firstUnsettled();
	}

	private void recordReveals(ChangeQuery query, List<ChangeEntry> entries) {
		query.details().revealedTo().ifPresent((caller) -> this.reveals.record(caller, entries));
	}

}
