package dev.revtrail.envers.bulk;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.revtrail.envers.AuditedChange;
import dev.revtrail.envers.capture.CommitStep;
import dev.revtrail.envers.capture.RecordChange;
import dev.revtrail.envers.capture.TransactionChanges;
import dev.revtrail.envers.capture.TransactionRevision;
import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.TrackedEntity;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;

/**
 * Writes the audit rows of what bulk statements have deleted, from the states that the
 * records had. The revision takes its number once the transaction holds all its locks, so
 * that the history of every record follows the numbers.
 */
public final class BulkDeletionRows implements CommitStep {

	private final EnversService envers;

	private final AuditCopies copies;

	public BulkDeletionRows(EnversService envers, AuditCopies copies) {
		this.envers = envers;
		this.copies = copies;
	}

	@Override
	public void complete(SharedSessionContractImplementor session, TransactionRevision revision,
			TransactionChanges changes) {
		Map<TrackedEntity, List<RecordChange>> deleted = changes.takeDeletedInBulk();
		if (deleted.isEmpty()) {
			return;
		}
		Set<EntityKey> rows = revision.revision()
			.changes()
			.stream()
			.map((change) -> change.key(session.getFactory()))
			.collect(Collectors.toSet());
		Predicate<RecordChange> hasRow = (record) -> rows.contains(record.key());
		deleted.forEach((entity, records) -> {
			for (List<RecordChange> batch : RecordRows.batches(records)) {
				Predicate<RecordChange> isGone = (record) -> record.kind() == RevisionType.DEL;
				List<RecordChange> gone = batch.stream().filter(isGone).toList();
				// Envers writes one of an element that leaves a collection
				remove(session, entity, gone.stream().filter(hasRow).toList(), revision);
				insert(session, entity, gone, revision);
				gone.stream()
					.filter(hasRow.negate())
					.forEach((record) -> revision.add(new AuditedChange(entity.entityName(), record.id())));
				update(session, entity, batch.stream().filter(isGone.negate().and(hasRow)).toList(), revision);
			}
		});
	}

	private void remove(SharedSessionContractImplementor session, TrackedEntity entity, List<RecordChange> records,
			TransactionRevision revision) {
		if (!records.isEmpty()) {
			new RecordRows(session).execute(entity, ids(records),
					this.copies.of(entity).removals(revision.number(), records.size()));
		}
	}

	private void insert(SharedSessionContractImplementor session, TrackedEntity entity, List<RecordChange> records,
			TransactionRevision revision) {
		if (!records.isEmpty()) {
			long number = revision.number();
			DeletionRow row = new DeletionRow(entity, this.envers);
			new AuditRowInsert(entity.auditPersister()).insert(session,
					records.stream().map((record) -> row.of(session, record, revision.revision())).toList());
			end(session, entity, records, number);
		}
	}

	/**
	 * Envers takes records that were created again for new ones, as it does not know of
	 * the deletion.
	 */
	private void update(SharedSessionContractImplementor session, TrackedEntity entity, List<RecordChange> records,
			TransactionRevision revision) {
		if (!records.isEmpty()) {
			AuditCopy copy = this.copies.of(entity);
			BulkUpdateRows.byChange(session, records, copy)
				.forEach((changed, some) -> new RecordRows(session).execute(entity, ids(some),
						copy.updates(revision.number(), changed, some.size())));
			end(session, entity, records, revision.number());
		}
	}

	private void end(SharedSessionContractImplementor session, TrackedEntity entity, List<RecordChange> records,
			long number) {
		new RecordRows(session).execute(entity, ids(records), this.copies.of(entity).ends(number, records.size()));
	}

	private static List<Object> ids(List<RecordChange> records) {
		return records.stream().map(RecordChange::id).toList();
	}

}
