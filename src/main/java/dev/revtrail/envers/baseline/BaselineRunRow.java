package dev.revtrail.envers.baseline;

import dev.revtrail.baseline.BaselineStatus;
import dev.revtrail.envers.ColumnText;
import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/**
 * How far the baseline of a record type is, and which node works on it.
 */
@LibraryTable
@Entity(name = "RevtrailBaselineRun")
@Table(name = "revtrail_baseline_run")
public class BaselineRunRow {

	@Id
	@Column(name = "record_type", length = ColumnText.TYPE_LENGTH)
	String recordType;

	/** The entity of the last record; null before the first. */
	@Column(name = "entity_name", length = 1000)
	@Nullable String entityName;

	/** The text of the last record's id, in full; null before the first. */
	@Column(name = "last_id", length = Length.LONG32)
	@Nullable String lastId;

	/** How many records there were when the run began. */
	@Column(name = "total", nullable = false)
	long total;

	/** How many records have been looked at. */
	@Column(name = "scanned", nullable = false)
	long scanned;

	/** How many of them got an audit row. */
	@Column(name = "written", nullable = false)
	long written;

	@Column(name = "first_revision")
	@Nullable Long firstRevision;

	@Column(name = "last_revision")
	@Nullable Long lastRevision;

	/** The node that works on it; null where none does. */
	@Column(name = "leader", length = 64)
	@Nullable String leader;

	/**
	 * Counts the nodes that worked on it, so that one which was replaced writes nothing.
	 */
	@Column(name = "epoch", nullable = false)
	long epoch;

	/** Counts the signs of life of the node that works on it. */
	@Column(name = "beat", nullable = false)
	long beat;

	/** Whether it is to stop after its batch. */
	@Column(name = "stopping", nullable = false)
	boolean stopping;

	@Column(name = "done", nullable = false)
	boolean done;

	/** Begins a new run. */
	void begin(long records) {
		this.entityName = null;
		this.lastId = null;
		this.total = records;
		this.scanned = 0;
		this.written = 0;
		this.firstRevision = null;
		this.lastRevision = null;
		this.done = false;
	}

	/** Has a node work on it. */
	void take(String node) {
		this.leader = node;
		this.epoch++;
		this.beat++;
		this.stopping = false;
	}

	/** Lets any node go on with it. */
	void release() {
		this.leader = null;
		this.beat++;
		this.stopping = false;
	}

	void advance(String entity, String last, int records) {
		this.entityName = entity;
		this.lastId = last;
		this.scanned += records;
		this.beat++;
	}

	void wrote(long revision, int records) {
		if (records > 0) {
			this.firstRevision = (this.firstRevision != null) ? this.firstRevision : Long.valueOf(revision);
			this.lastRevision = revision;
			this.written += records;
		}
	}

	BaselineStatus status() {
		BaselineStatus.State state = this.done ? BaselineStatus.State.DONE
				: (this.leader != null) ? BaselineStatus.State.RUNNING : BaselineStatus.State.STOPPED;
		return new BaselineStatus(this.recordType, state, this.total, this.scanned, this.written, this.firstRevision,
				this.lastRevision, this.leader);
	}

}
