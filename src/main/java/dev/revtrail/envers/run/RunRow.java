package dev.revtrail.envers.run;

import dev.revtrail.envers.ColumnText;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/**
 * How far the work on the records of a type is, and which node does it.
 */
@MappedSuperclass
public abstract class RunRow {

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

	public String recordType() {
		return this.recordType;
	}

	/** How many records there were when the run began. */
	public long total() {
		return this.total;
	}

	/** How many records have been looked at. */
	public long scanned() {
		return this.scanned;
	}

	/** The node that works on it; null where none does. */
	public @Nullable String leader() {
		return this.leader;
	}

	/** Whether it is to stop after its batch. */
	public boolean isStopping() {
		return this.stopping;
	}

	public boolean isDone() {
		return this.done;
	}

	/**
	 * Begins a new run.
	 * @param records how many records there are
	 */
	protected void begin(long records) {
		startOver();
		this.total = records;
		this.scanned = 0;
		this.done = false;
	}

	/** Lets it go on from before the first record. */
	protected void startOver() {
		this.entityName = null;
		this.lastId = null;
	}

	/** Has a node work on it. */
	void take(String node) {
		this.leader = node;
		this.epoch++;
		this.beat++;
		this.stopping = false;
	}

	/** Lets any node go on with it. */
	public void release() {
		this.leader = null;
		this.beat++;
		this.stopping = false;
	}

	/** Ends it. */
	public void end() {
		this.done = true;
		release();
	}

	/** Gives a sign of life. */
	public void beat() {
		this.beat++;
	}

	/**
	 * Some more records have been looked at.
	 * @param entity the entity of the last one
	 * @param last the text of its id, in full
	 * @param records how many they are
	 */
	public void advance(String entity, String last, int records) {
		this.entityName = entity;
		this.lastId = last;
		this.scanned += records;
		this.beat++;
	}

	/** What it has found so far, for the log. */
	protected abstract String findings();

}
