package dev.revtrail.web.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.revtrail.ChangeQuery;
import dev.revtrail.Changes;
import dev.revtrail.Cursor;
import dev.revtrail.DeletedRecord;
import dev.revtrail.DeletedRecords;
import dev.revtrail.Labels;
import dev.revtrail.RecordDifference;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Revision;
import dev.revtrail.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The states of records as contracts read them: what a request reads is noted.
 */
public final class WatchedRecordHistory implements RecordHistory {

	private final RecordHistory history;

	/**
	 * Watches the states of records.
	 * @param history the states
	 */
	public WatchedRecordHistory(RecordHistory history) {
		this.history = history;
	}

	@Override
	public Optional<RecordSnapshot> stateExactlyAt(Scope scope, RecordRef record, long revision) {
		return noted(record, this.history.stateExactlyAt(scope, record, revision));
	}

	@Override
	public Optional<RecordSnapshot> stateAtOrBefore(Scope scope, RecordRef record, long revision) {
		return noted(record, this.history.stateAtOrBefore(scope, record, revision));
	}

	@Override
	public Optional<RecordSnapshot> stateAsOf(Scope scope, RecordRef record, Instant instant) {
		return noted(record, this.history.stateAsOf(scope, record, instant));
	}

	@Override
	public Optional<RecordSnapshot> stateBeforeDeletion(Scope scope, RecordRef record) {
		return noted(record, this.history.stateBeforeDeletion(scope, record));
	}

	@Override
	public Optional<RecordDifference> difference(Scope scope, RecordRef record, long from, long to) {
		return noted(record, this.history.difference(scope, record, from, to),
				(difference) -> List.of(new ShownState(record, from), new ShownState(record, to)));
	}

	/** The labels are shown with a state or difference, whose reading is noted. */
	@Override
	public Labels labels(Scope scope, RecordRef record, Changes changes, long revision) {
		return this.history.labels(scope, record, changes, revision);
	}

	@Override
	public DeletedRecords deleted(Scope scope, String recordType, @Nullable Cursor after, int size) {
		DeletedRecords deleted = this.history.deleted(scope, recordType, after, size);
		Reading.current()
			.ifPresent((reading) -> reading.shown(ChangeQuery.in(scope).recordTypes(recordType),
					deleted.records().stream().map(DeletedRecord::deletion).toList()));
		return deleted;
	}

	private static Optional<RecordSnapshot> noted(RecordRef record, Optional<RecordSnapshot> state) {
		return noted(record, state, (shown) -> {
			Revision revision = shown.revision();
			return List.of(new ShownState(record, (revision != null) ? revision.number() : null));
		});
	}

	private static <T> Optional<T> noted(RecordRef record, Optional<T> state, Function<T, List<ShownState>> shown) {
		Reading.current().ifPresent((reading) -> {
			reading.filter(ReadFilter.of(record));
			state.map(shown).ifPresent((states) -> states.forEach(reading::shown));
		});
		return state;
	}

}
