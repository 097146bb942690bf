package dev.revtrail.envers.bulk;

import java.util.List;

import dev.revtrail.envers.bulk.detect.BulkDetector;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.capture.TransactionChanges;
import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;

/**
 * Updates many records at once. The statement runs at once, batch by batch; the audit
 * rows are written before the commit, by {@link BulkUpdateRows}.
 */
final class BulkUpdates {

	private final Capture capture;

	private final AuditCopies copies;

	private final BulkDetector detector;

	BulkUpdates(Capture capture, AuditCopies copies, BulkDetector detector) {
		this.capture = capture;
		this.copies = copies;
		this.detector = detector;
	}

	int execute(BulkQuery query, BulkTargets targets) {
		List<String> assigned = query.assigned();
		List<TrackedField.Single> fields = targets.fields(assigned);
		targets.all().forEach(this.copies::of);
		List<Object[]> rows = query.lock(fields);
		if (rows.isEmpty()) {
			return 0;
		}
		TransactionChanges changes = this.capture.changes(query.session());
		for (Object[] row : rows) {
			TrackedEntity entity = targets.entityOf(row);
			if (entity != null) {
				List<TrackedField.Single> own = BulkTargets.fieldsOf(entity, assigned);
				Object[] values = targets.valuesOf(row, fields, own);
				changes.recordInBulk(entity, row[0]).setInBulk(own, RecordRows.state(entity, own, values, 0));
			}
		}
		return this.detector.untracked(() -> query.execute(rows));
	}

}
