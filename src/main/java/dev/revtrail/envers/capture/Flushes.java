package dev.revtrail.envers.capture;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.model.TrackedEntity;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate writes in one transaction, in order: what it writes once Envers has
 * built its audit rows is late.
 */
final class Flushes {

	private final Set<RecordChange> late = new LinkedHashSet<>();

	private final Set<RecordChange> withoutRow = new LinkedHashSet<>();

	private @Nullable RevtrailRevision revision;

	private boolean followsCallbacks;

	private boolean enversDone;

	private int count;

	private @Nullable TrackedEntity last;

	/**
	 * The transaction has a first tracked change.
	 * @param revision its revision, on which Envers notes the rows that it builds
	 * @param followsCallbacks whether other callbacks run before Envers' step
	 */
	void begin(RevtrailRevision revision, boolean followsCallbacks) {
		this.revision = revision;
		this.followsCallbacks = followsCallbacks;
	}

	/** Hibernate has written a record or one of its collections. */
	RecordChange wrote(RecordChange record) {
		this.count++;
		this.last = record.entity();
		if (this.enversDone || (this.revision != null && !this.revision.changes().isEmpty())) {
			this.late.add(record);
		}
		return record;
	}

	/** A bulk statement has deleted records. */
	void wroteInBulk() {
		this.count++;
	}

	/** Envers' step before the commit has run. */
	void enversDone() {
		this.enversDone = true;
	}

	boolean isEnversDone() {
		return this.enversDone;
	}

	/** Takes the records that were written late. */
	List<RecordChange> takeLate() {
		List<RecordChange> records = List.copyOf(this.late);
		this.late.clear();
		return records;
	}

	/** A record has changed in a way that Envers may write no row for. */
	void needsRow(RecordChange record) {
		this.withoutRow.add(record);
	}

	/** Takes the records that may lack a row. */
	List<RecordChange> takeWithoutRow() {
		List<RecordChange> records = List.copyOf(this.withoutRow);
		this.withoutRow.clear();
		return records;
	}

	int count() {
		return this.count;
	}

	/** Returns the entity of the record written last. */
	Optional<TrackedEntity> last() {
		return Optional.ofNullable(this.last);
	}

	boolean followsCallbacks() {
		return this.followsCallbacks;
	}

}
