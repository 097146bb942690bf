package dev.revtrail.envers.bulk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.revtrail.envers.UnrecordableStatementException;
import dev.revtrail.envers.bulk.detect.BulkDetector;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.capture.EnversStates;
import dev.revtrail.envers.capture.OnDeleteCascades;
import dev.revtrail.envers.capture.OwnerResolver;
import dev.revtrail.envers.capture.RecordChange;
import dev.revtrail.envers.capture.RemovedElements;
import dev.revtrail.envers.capture.TransactionChanges;
import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.TrackedEntity;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/**
 * Deletes many records at once. The statement runs at once, batch by batch; what the
 * records were is kept until the commit, when {@link BulkDeletionRows} writes the audit
 * rows.
 */
final class BulkDeletions {

	private final Capture capture;

	private final OnDeleteCascades cascades;

	private final AuditCopies copies;

	private final BulkDetector detector;

	BulkDeletions(Capture capture, OnDeleteCascades cascades, AuditCopies copies, BulkDetector detector) {
		this.capture = capture;
		this.cascades = cascades;
		this.copies = copies;
		this.detector = detector;
	}

	int execute(BulkQuery query, BulkTargets targets) {
		require(targets);
		List<Object[]> rows = query.lock(List.of());
		return rows.isEmpty() ? 0 : this.detector.untracked(() -> execute(query, targets, query.session(), rows));
	}

	private int execute(BulkQuery query, BulkTargets targets, SharedSessionContractImplementor session,
			List<Object[]> rows) {
		TransactionChanges changes = this.capture.changes(session);
		Map<TrackedEntity, List<Object>> byEntity = new LinkedHashMap<>();
		for (Object[] row : rows) {
			TrackedEntity entity = targets.entityOf(row);
			if (entity != null) {
				byEntity.computeIfAbsent(entity, (key) -> new ArrayList<>()).add(row[0]);
			}
		}
		byEntity.forEach((entity, ids) -> keepElements(session, changes, entity, ids));
		List<Object> all = rows.stream().map((row) -> row[0]).toList();
		this.capture.takenChildren(session).beforeDeletions(query.persister(), all);
		this.cascades.beforeDeletions(session, query.persister(), all);
		List<RecordChange> deleted = new ArrayList<>();
		byEntity.forEach((entity, ids) -> {
			List<Object> kept = ids.stream().filter((id) -> !isLeftToEnvers(session, changes, entity, id)).toList();
			RecordRows.batches(kept).forEach((batch) -> deleted.addAll(read(session, changes, entity, batch)));
		});
		changes.deletedInBulk(deleted);
		return query.execute(rows);
	}

	private void require(BulkTargets targets) {
		targets.all().forEach(this.copies::of);
		for (TrackedEntity entity : targets.all()) {
			if (entity.collections().stream().anyMatch((field) -> field.persister().isOneToMany())
					|| this.copies.of(entity).hasFlagsOfCollections()) {
				throw new UnrecordableStatementException("A bulk deletion of " + entity.entityName()
						+ " cannot keep its entries: it has audited collections whose elements are rows of other "
						+ "entities, or modified flags of collections. Delete its records by entity.");
			}
		}
	}

	/** Hibernate deletes the elements with a record. */
	private static void keepElements(SharedSessionContractImplementor session, TransactionChanges changes,
			TrackedEntity entity, List<Object> ids) {
		for (List<Object> batch : RecordRows.batches(ids)) {
			List<RecordChange> owners = batch.stream().map((id) -> changes.record(entity, id, null)).toList();
			entity.collections().forEach((field) -> RemovedElements.keep(session, owners, field));
		}
	}

	/**
	 * Passes the deletion to Envers if Envers still has to write the session's own change
	 * of the record, or one that the database makes with this statement, so that it
	 * merges both.
	 */
	private boolean isLeftToEnvers(SharedSessionContractImplementor session, TransactionChanges changes,
			TrackedEntity entity, Object id) {
		RecordChange record = changes.record(entity, id, null);
		if (record.kind() == RevisionType.DEL) {
			return true;
		}
		if (!record.isOfSession()) {
			return false;
		}
		Object instance = record.instance();
		@Nullable Object[] state = (instance != null) ? entity.persister().getValues(instance)
				: Objects.requireNonNull(record.lastState());
		new EnversStates(this.capture).deleted(session, entity, id, state);
		record.deleted(instance, state);
		return true;
	}

	/** Reads what records are, and whose, while they are there. */
	private static List<RecordChange> read(SharedSessionContractImplementor session, TransactionChanges changes,
			TrackedEntity entity, List<Object> ids) {
		List<RecordChange> deleted = new ArrayList<>();
		Map<Object, @Nullable Object[]> states = new RecordRows(session).states(entity, ids, entity.singles());
		for (Object id : ids) {
			RecordChange record = changes.record(entity, id, null);
			record.deleted(null, Objects.requireNonNull(states.get(id)));
			deleted.add(record);
		}
		new OwnerResolver(session, changes).keep(entity, deleted);
		return deleted;
	}

}
