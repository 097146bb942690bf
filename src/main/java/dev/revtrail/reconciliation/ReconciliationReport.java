package dev.revtrail.reconciliation;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the comparison of a record type with the log has found.
 *
 * @param recordType the record type
 * @param state what it does
 * @param startedAt when it began
 * @param endedAt when it came to the end; null where it has not
 * @param total how many records there were when it began
 * @param scanned how many records it has looked at
 * @param compared how many of them it could compare
 * @param changed how many are of the kind {@link Discrepancy.Kind#CHANGED}
 * @param missing how many are of the kind {@link Discrepancy.Kind#MISSING}
 * @param unrecorded how many are of the kind {@link Discrepancy.Kind#UNRECORDED}
 * @param uncompared how many could not be compared: records that a restriction of the
 * mapping hides, those with values that it cannot read, and those whose ids are too long
 * for the log
 * @param first the first {@value #MOST} records that differ
 * @param node the node that works on it; null where none does
 */
public record ReconciliationReport(String recordType, State state, Instant startedAt, @Nullable Instant endedAt,
		long total, long scanned, long compared, long changed, long missing, long unrecorded, long uncompared,
		List<Discrepancy> first, @Nullable String node) {

	/** How many records that differ a report names. */
	public static final int MOST = 100;

	public ReconciliationReport {
		first = List.copyOf(first);
	}

	/**
	 * Returns how many records are not as the log has them.
	 * @return their number so far
	 */
	public long discrepancies() {
		return this.changed + this.missing + this.unrecorded;
	}

	/**
	 * Returns the same without the names of records.
	 * @return a report with numbers alone
	 */
	public ReconciliationReport withoutRecords() {
		return new ReconciliationReport(this.recordType, this.state, this.startedAt, this.endedAt, this.total,
				this.scanned, this.compared, this.changed, this.missing, this.unrecorded, this.uncompared, List.of(),
				this.node);
	}

	/**
	 * What a comparison does.
	 */
	public enum State {

		/** A node works on it, or did when it was killed. */
		RUNNING,

		/** It was stopped or has failed, and goes on with the next call. */
		STOPPED,

		/** It has looked at all records. */
		DONE

	}

}
