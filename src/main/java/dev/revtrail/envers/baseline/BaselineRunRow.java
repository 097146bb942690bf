package dev.revtrail.envers.baseline;

import dev.revtrail.baseline.BaselineStatus;
import dev.revtrail.envers.LibraryTable;
import dev.revtrail.envers.run.RunRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * How far the baseline of a record type is, and which node works on it.
 */
@LibraryTable
@Entity(name = "RevtrailBaselineRun")
@Table(name = "revtrail_baseline_run")
public class BaselineRunRow extends RunRow {

	/** How many records got an audit row. */
	@Column(name = "written", nullable = false)
	long written;

	@Column(name = "first_revision")
	@Nullable Long firstRevision;

	@Column(name = "last_revision")
	@Nullable Long lastRevision;

	@Override
	protected void begin(long records) {
		super.begin(records);
		this.written = 0;
		this.firstRevision = null;
		this.lastRevision = null;
	}

	void wrote(long revision, int records) {
		if (records > 0) {
			this.firstRevision = (this.firstRevision != null) ? this.firstRevision : Long.valueOf(revision);
			this.lastRevision = revision;
			this.written += records;
		}
	}

	@Override
	protected String findings() {
		return this.written + " of which had no audit row and have one now";
	}

	BaselineStatus status() {
		BaselineStatus.State state = isDone() ? BaselineStatus.State.DONE
				: (leader() != null) ? BaselineStatus.State.RUNNING : BaselineStatus.State.STOPPED;
		return new BaselineStatus(recordType(), state, total(), scanned(), this.written, this.firstRevision,
				this.lastRevision, leader());
	}

}
