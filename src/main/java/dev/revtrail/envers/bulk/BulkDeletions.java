package dev.revtrail.envers.bulk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.revtrail.Action;
import dev.revtrail.envers.UnrecordableStatementException;
import dev.revtrail.envers.bulk.detect.BulkDetector;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.capture.ChangedFields;
import dev.revtrail.envers.capture.EntryWriter;
import dev.revtrail.envers.capture.EnversStates;
import dev.revtrail.envers.capture.OnDeleteCascades;
import dev.revtrail.envers.capture.RecordChange;
import dev.revtrail.envers.capture.RemovedElements;
import dev.revtrail.envers.capture.TransactionChanges;
import dev.revtrail.envers.capture.TransactionRevision;
import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.TrackedEntity;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/**
 * Deletes many records at once. As nothing is left of them afterwards, their audit rows
 * and entries are written before, batch by batch.
 */
final class BulkDeletions {

	private static final int DELETE = RevisionType.DEL.getRepresentation();

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
		SharedSessionContractImplementor session = query.session();
		require(session, targets);
		List<Object[]> rows = query.lock(List.of());
		return rows.isEmpty() ? 0 : this.detector.untracked(() -> execute(query, targets, session, rows));
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
		byEntity.forEach((entity, ids) -> {
			List<Object> all = List.copyOf(ids);
			ids.removeIf((id) -> isLeftToEnvers(session, changes, entity, id));
			keepElements(session, changes, entity, all);
		});
		List<Object> all = rows.stream().map((row) -> row[0]).toList();
		this.capture.takenChildren(session).beforeDeletions(query.persister(), all);
		this.cascades.beforeDeletions(session, query.persister(), all);
		byEntity.forEach(
				(entity, ids) -> RecordRows.batches(ids).forEach((batch) -> write(session, changes, entity, batch)));
		return query.execute(rows);
	}

	private void require(SharedSessionContractImplementor session, BulkTargets targets) {
		if (session instanceof SessionImplementor && session.getHibernateFlushMode() == FlushMode.MANUAL) {
			throw new UnrecordableStatementException(
					"A bulk deletion cannot keep its entries in a session that is flushed by hand.");
		}
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
	 * of the record, so that it merges both.
	 */
	private boolean isLeftToEnvers(SharedSessionContractImplementor session, TransactionChanges changes,
			TrackedEntity entity, Object id) {
		RecordChange record = changes.find(entity.persister(), id);
		if (record == null || !record.isOfSession()) {
			return false;
		}
		Object instance = record.instance();
		@Nullable Object[] state = (instance != null) ? entity.persister().getValues(instance)
				: Objects.requireNonNull(record.lastState());
		new EnversStates(this.capture).deleted(session, entity, id, state);
		record.deleted(instance, state);
		return true;
	}

	private void write(SharedSessionContractImplementor session, TransactionChanges changes, TrackedEntity entity,
			List<Object> ids) {
		RecordRows rows = new RecordRows(session);
		Map<Object, @Nullable Object[]> states = rows.states(entity, ids, entity.singles());
		List<EntryWriter.Entry> entries = new ArrayList<>();
		for (Object id : ids) {
			RecordChange known = changes.find(entity.persister(), id);
			RecordChange record = (known != null) ? known : new RecordChange(entity, id, null);
			record.deleted(null, Objects.requireNonNull(states.get(id)));
			changes.forget(entity, id);
			entries
				.add(new EntryWriter.Entry(record, Action.DELETE, ChangedFields.names(record, Action.DELETE, session)));
		}
		TransactionRevision revision = new TransactionRevision(session,
				this.capture.envers().getAuditProcessManager().get(session));
		long number = revision.numberEarly();
		changes.insertedEarly(revision.revision());
		AuditCopy copy = this.copies.of(entity);
		rows.execute(entity, ids, copy.inserts(number, DELETE, null, ids.size()));
		rows.execute(entity, ids, copy.ends(number, ids.size()));
		this.capture.writer().write(session, revision.revision(), changes, entries);
	}

}
