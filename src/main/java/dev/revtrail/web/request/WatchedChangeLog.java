package dev.revtrail.web.request;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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
import org.jspecify.annotations.Nullable;

/**
 * The change log as contracts read it: what a request reads is noted, so that no read
 * depends on its controller to be {@link LogReads recorded}.
 */
public final class WatchedChangeLog implements ChangeLog {

	private final ChangeLog log;

	/**
	 * Watches a change log.
	 * @param log the change log
	 */
	public WatchedChangeLog(ChangeLog log) {
		this.log = log;
	}

	@Override
	public ChangePage window(ChangeQuery query, long offset, int size) {
		ChangePage page = this.log.window(query, offset, size);
		Reading.current().ifPresent((reading) -> reading.shown(query, page.entries()));
		return page;
	}

	@Override
	public ChangeSlice slice(ChangeQuery query, @Nullable Cursor after, int size) {
		ChangeSlice slice = this.log.slice(query, after, size);
		Reading.current().ifPresent((reading) -> reading.shown(query, slice.entries()));
		return slice;
	}

	@Override
	public <T> T inOneTimeLimit(Supplier<T> reads) {
		return this.log.inOneTimeLimit(reads);
	}

	@Override
	public Cursor settledEnd() {
		return this.log.settledEnd();
	}

	@Override
	public long count(ChangeQuery query) {
		long count = this.log.count(query);
		Reading.current().ifPresent((reading) -> reading.filter(ReadFilter.of(query)));
		return count;
	}

	@Override
	public List<ChangeCount> histogram(ChangeQuery query, Duration step) {
		List<ChangeCount> counts = this.log.histogram(query, step);
		Reading.current().ifPresent((reading) -> reading.filter(ReadFilter.of(query)));
		return counts;
	}

	@Override
	public List<Actor> searchActors(TextSearch search) {
		List<Actor> actors = this.log.searchActors(search);
		Reading.current().ifPresent((reading) -> reading.filter(ReadFilter.ofSearch("users", search.text(), Set.of())));
		return actors;
	}

	@Override
	public List<RecordLabel> searchRecords(TextSearch search, Set<String> recordTypes) {
		List<RecordLabel> records = this.log.searchRecords(search, recordTypes);
		Reading.current()
			.ifPresent((reading) -> reading.filter(ReadFilter.ofSearch("records", search.text(), recordTypes)));
		return records;
	}

	@Override
	public Optional<ChangeEntry> entry(Scope scope, long id) {
		Optional<ChangeEntry> entry = this.log.entry(scope, id);
		Reading.current().ifPresent((reading) -> reading.shown(ChangeQuery.in(scope).ids(id), entry.stream().toList()));
		return entry;
	}

	@Override
	public Optional<ChangeEntry> note(Caller caller, RecordRef record, String text) {
		return this.log.note(caller, record, text);
	}

	@Override
	public Optional<ChangeEntry> note(Caller caller, RecordRef record, String text, String idempotencyKey) {
		return this.log.note(caller, record, text, idempotencyKey);
	}

	@Override
	public BulkChanges bulk() {
		return this.log.bulk();
	}

}
