package dev.revtrail.envers.reconciliation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.revtrail.envers.LibraryTable;
import dev.revtrail.envers.run.RunRow;
import dev.revtrail.reconciliation.Discrepancy;
import dev.revtrail.reconciliation.ReconciliationReport;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far the comparison of a record type with the log is, and what it has found.
 */
@LibraryTable
@Entity(name = "RevtrailReconciliationRun")
@Table(name = "revtrail_reconciliation_run")
public class ReconciliationRunRow extends RunRow {

	private static final JsonMapper JSON = new JsonMapper();

	/** Whether all records have been looked at, and those that are gone are next. */
	@Column(name = "live_done", nullable = false)
	boolean liveDone;

	@Column(name = "compared", nullable = false)
	long compared;

	@Column(name = "changed", nullable = false)
	long changed;

	@Column(name = "missing", nullable = false)
	long missing;

	@Column(name = "unrecorded", nullable = false)
	long unrecorded;

	/** How many could not be compared. */
	@Column(name = "uncompared", nullable = false)
	long uncompared;

	/** The first records that differ, as JSON; null for none. */
	@Column(name = "found", length = Length.LONG32)
	@Nullable String found;

	/** When it began, in milliseconds since 1970; 0 before. */
	@Column(name = "started_ms", nullable = false)
	long startedMillis;

	/** When it came to the end, in milliseconds since 1970; null where it has not. */
	@Column(name = "ended_ms")
	@Nullable Long endedMillis;

	@Override
	protected void begin(long records) {
		super.begin(records);
		this.liveDone = false;
		this.compared = 0;
		this.changed = 0;
		this.missing = 0;
		this.unrecorded = 0;
		this.uncompared = 0;
		this.found = null;
		this.startedMillis = 0;
		this.endedMillis = null;
	}

	/** A node works on it, the first or another. */
	void started(Instant now) {
		this.startedMillis = (this.startedMillis != 0) ? this.startedMillis : now.toEpochMilli();
	}

	void ended(Instant now) {
		this.endedMillis = now.toEpochMilli();
	}

	/** All records have been looked at. */
	void liveDone() {
		this.liveDone = true;
		startOver();
	}

	void found(Findings findings) {
		this.compared += findings.compared();
		this.uncompared += findings.uncompared();
		this.changed += findings.count(Discrepancy.Kind.CHANGED);
		this.missing += findings.count(Discrepancy.Kind.MISSING);
		this.unrecorded += findings.count(Discrepancy.Kind.UNRECORDED);
		if (findings.discrepancies().isEmpty()) {
			return;
		}
		List<Discrepancy> first = new ArrayList<>(first());
		if (first.size() < ReconciliationReport.MOST) {
			findings.discrepancies().stream().limit(ReconciliationReport.MOST - first.size()).forEach(first::add);
			this.found = JSON.writeValueAsString(first);
		}
	}

	private List<Discrepancy> first() {
		return (this.found != null) ? List.of(JSON.readValue(this.found, Discrepancy[].class)) : List.of();
	}

	@Override
	protected String findings() {
		return this.changed + " changed, " + this.missing + " missing and " + this.unrecorded
				+ " unrecorded without the log's knowledge";
	}

	ReconciliationReport report() {
		ReconciliationReport.State state = isDone() ? ReconciliationReport.State.DONE
				: (leader() != null) ? ReconciliationReport.State.RUNNING : ReconciliationReport.State.STOPPED;
		return new ReconciliationReport(recordType(), state, Instant.ofEpochMilli(this.startedMillis),
				(this.endedMillis != null) ? Instant.ofEpochMilli(this.endedMillis) : null, total(), scanned(),
				this.compared, this.changed, this.missing, this.unrecorded, this.uncompared, first(), leader());
	}

}
