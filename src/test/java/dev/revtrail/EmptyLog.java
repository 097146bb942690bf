package dev.revtrail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A change log without entries, which remembers what it was asked for.
 */
public class EmptyLog implements ChangeLog {

	private final List<ChangeQuery> asked = new ArrayList<>();

	/**
	 * What it was asked for.
	 * @return the queries, in the order in which they came
	 */
	public List<ChangeQuery> asked() {
		return List.copyOf(this.asked);
	}

	@Override
	public ChangePage window(ChangeQuery query, long offset, int size) {
		this.asked.add(query);
		return new ChangePage(List.of(), 0, 0);
	}

	@Override
	public ChangeSlice slice(ChangeQuery query, @Nullable Cursor after, int size) {
		this.asked.add(query);
		return new ChangeSlice(List.of(), null, new Cursor(-1), new Cursor(-1), 0);
	}

	@Override
	public Cursor settledEnd() {
		return new Cursor(-1);
	}

	@Override
	public long count(ChangeQuery query) {
		this.asked.add(query);
		return 0;
	}

	@Override
	public List<ChangeCount> histogram(ChangeQuery query, Duration step) {
		this.asked.add(query);
		return List.of();
	}

	@Override
	public List<Actor> searchActors(TextSearch search) {
		return List.of();
	}

	@Override
	public List<RecordLabel> searchRecords(TextSearch search, Set<String> recordTypes) {
		return List.of();
	}

	@Override
	public Optional<ChangeEntry> entry(Scope scope, long id) {
		return Optional.empty();
	}

	@Override
	public Optional<ChangeEntry> note(Caller caller, RecordRef record, String text) {
		return Optional.empty();
	}

	@Override
	public Optional<ChangeEntry> note(Caller caller, RecordRef record, String text, String idempotencyKey) {
		return Optional.empty();
	}

	@Override
	public BulkChanges bulk() {
		throw new UnsupportedOperationException();
	}

}
