package dev.revtrail.envers.purge;

import java.time.Instant;
import java.util.Objects;

import dev.revtrail.retention.PurgeStore;
import dev.revtrail.envers.ColumnText;
import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/**
 * A row of the runs of purges.
 */
@LibraryTable
@Entity(name = "RevtrailPurge")
@Table(name = "revtrail_purge")
public class PurgeRow {

	private static final int FAILURE_LENGTH = 1000;

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	@Column(name = "id")
	@Nullable Long id;

	/** Null once the run is completed; else 1, which only one row can have. */
	@Column(name = "is_open", unique = true)
	@Nullable Integer open = 1;

	@Column(name = "state", length = 16, nullable = false)
	String state = PurgeStore.State.RUNNING.name();

	@Column(name = "owner", length = 64, nullable = false)
	String owner;

	@Column(name = "archive", length = 64, nullable = false)
	String archive;

	@Column(name = "as_of", nullable = false)
	Instant asOf;

	@Column(name = "policies", length = Length.LONG32, nullable = false)
	String policies;

	@Column(name = "started_at", nullable = false)
	Instant startedAt;

	@Column(name = "updated_at", nullable = false)
	Instant updatedAt;

	@Column(name = "record_type", length = ColumnText.TYPE_LENGTH)
	@Nullable String recordType;

	@Column(name = "entry", nullable = false)
	long entry;

	@Column(name = "total", nullable = false)
	long total;

	@Column(name = "scanned", nullable = false)
	long scanned;

	@Column(name = "removed", nullable = false)
	long removed;

	@Column(name = "segments", nullable = false)
	int segments;

	@Column(name = "reported", nullable = false)
	int reported;

	@Column(name = "failure", length = FAILURE_LENGTH)
	@Nullable String failure;

	static PurgeRow of(String owner, Instant now, PurgeStore.Plan plan) {
		PurgeRow row = new PurgeRow();
		row.owner = owner;
		row.archive = plan.archive();
		row.asOf = plan.asOf();
		row.policies = plan.policies();
		row.total = plan.total();
		row.startedAt = now;
		row.updatedAt = now;
		return row;
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	PurgeStore.State state() {
		return PurgeStore.State.valueOf(this.state);
	}

	boolean isRunningFor(String somebody) {
		return state() == PurgeStore.State.RUNNING && this.owner.equals(somebody);
	}

	boolean isAtWork() {
		return state() == PurgeStore.State.RUNNING || state() == PurgeStore.State.STOPPING;
	}

	/**
	 * Returns whether an owner may take the run: it is not at work, already belongs to
	 * that owner, or its lease has expired.
	 */
	boolean isFree(String somebody, Instant leaseEnd) {
		return !isAtWork() || this.owner.equals(somebody) || !this.updatedAt.isAfter(leaseEnd);
	}

	void take(String somebody, Instant now) {
		this.owner = somebody;
		this.state = PurgeStore.State.RUNNING.name();
		this.updatedAt = now;
		this.failure = null;
	}

	void advance(PurgeStore.Step step, Instant now) {
		this.updatedAt = now;
		this.scanned += step.scanned();
		PurgeStore.Place place = step.place();
		if (place != null) {
			this.recordType = place.recordType();
			this.entry = place.entryId();
		}
		PurgeStore.Segment segment = step.segment();
		if (segment != null) {
			this.removed += segment.entries();
			this.segments = segment.number();
		}
	}

	void finish(PurgeStore.State end, @Nullable String message, Instant now) {
		this.open = (end == PurgeStore.State.COMPLETED) ? null : Integer.valueOf(1);
		this.reported = this.segments;
		end(end, message, now);
	}

	/** Segments that no entry reports yet remain to be reported. */
	void fail(String message, Instant now) {
		end(PurgeStore.State.FAILED, message, now);
	}

	private void end(PurgeStore.State end, @Nullable String message, Instant now) {
		this.state = end.name();
		this.updatedAt = now;
		this.failure = ColumnText.cutOrNull(message, FAILURE_LENGTH);
	}

	PurgeStore.Run toRun() {
		return toRun(state());
	}

	PurgeStore.Run toRun(PurgeStore.State become) {
		PurgeStore.Place place = (this.recordType != null) ? new PurgeStore.Place(this.recordType, this.entry) : null;
		return new PurgeStore.Run(id(), become, this.owner,
				new PurgeStore.Plan(this.asOf, this.policies, this.archive, this.total), this.startedAt, this.updatedAt,
				place, this.scanned, this.removed, this.segments, this.reported, this.failure);
	}

}
