package dev.revtrail.envers.bulk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.Action;
import dev.revtrail.envers.AuditedChange;
import dev.revtrail.envers.capture.ChangedFields;
import dev.revtrail.envers.capture.CommitStep;
import dev.revtrail.envers.capture.RecordChange;
import dev.revtrail.envers.capture.TransactionChanges;
import dev.revtrail.envers.capture.TransactionRevision;
import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.TrackedModel;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/**
 * Writes the audit rows of what bulk statements have updated and Envers has not, when it
 * is known which of the records Envers writes anyway, and what the database holds in the
 * end.
 */
public final class BulkUpdateRows implements CommitStep {

	private final TrackedModel model;

	private final AuditCopies copies;

	public BulkUpdateRows(TrackedModel model, AuditCopies copies) {
		this.model = model;
		this.copies = copies;
	}

	@Override
	public void complete(SharedSessionContractImplementor session, TransactionRevision revision,
			TransactionChanges changes) {
		Map<TrackedEntity, List<RecordChange>> inBulk = changes.takeInBulk();
		if (inBulk.isEmpty()) {
			return;
		}
		Set<RecordChange> audited = changes.audited(session, this.model, revision.revision());
		inBulk.forEach((entity, records) -> {
			List<RecordChange> present = records.stream()
				.filter((record) -> record.kind() != RevisionType.DEL)
				.toList();
			for (List<RecordChange> batch : RecordRows.batches(present)) {
				List<RecordChange> settled = settle(session, entity, batch);
				List<RecordChange> unwritten = settled.stream()
					.filter((record) -> !audited.contains(record))
					.filter((record) -> !ChangedFields.names(record, Action.UPDATE, session).isEmpty())
					.toList();
				insert(session, entity, unwritten, revision);
				repair(session, entity, settled.stream().filter(audited::contains).toList(), revision);
			}
		});
	}

	private static List<RecordChange> settle(SharedSessionContractImplementor session, TrackedEntity entity,
			List<RecordChange> records) {
		Set<TrackedField.Single> fields = fieldsInBulk(records);
		Map<Object, @Nullable Object[]> states = new RecordRows(session).states(entity, ids(records), fields);
		List<RecordChange> settled = new ArrayList<>();
		for (RecordChange record : records) {
			@Nullable Object @Nullable [] state = states.get(record.id());
			if (state != null) {
				record.settle(state);
				settled.add(record);
			}
		}
		return settled;
	}

	private void insert(SharedSessionContractImplementor session, TrackedEntity entity, List<RecordChange> records,
			TransactionRevision revision) {
		if (records.isEmpty()) {
			return;
		}
		long number = revision.number();
		AuditCopy copy = this.copies.of(entity);
		RecordRows rows = new RecordRows(session);
		byChange(session, records, copy)
			.forEach((changed, some) -> rows.execute(entity, ids(some), copy.inserts(number, changed, some.size())));
		rows.execute(entity, ids(records), copy.ends(number, records.size()));
		records.forEach((record) -> revision.add(new AuditedChange(entity.entityName(), record.id())));
	}

	/**
	 * Envers wrote these as its session saw them, which may have been before the bulk
	 * statement.
	 */
	private void repair(SharedSessionContractImplementor session, TrackedEntity entity, List<RecordChange> records,
			TransactionRevision revision) {
		if (records.isEmpty()) {
			return;
		}
		AuditCopy copy = this.copies.of(entity);
		Set<TrackedField.Single> fields = fieldsInBulk(records);
		byChange(session, records, copy).forEach((changed, some) -> new RecordRows(session).execute(entity, ids(some),
				copy.repairs(revision.number(), fields, changed, some.size())));
	}

	/** Only modified flags make a difference between the rows of different changes. */
	static Map<Set<String>, List<RecordChange>> byChange(SharedSessionContractImplementor session,
			List<RecordChange> records, AuditCopy copy) {
		Map<Set<String>, List<RecordChange>> groups = new LinkedHashMap<>();
		for (RecordChange record : records) {
			Set<String> changed = copy.hasFlags() ? new TreeSet<>(ChangedFields.names(record, Action.UPDATE, session))
					: Set.of();
			groups.computeIfAbsent(changed, (key) -> new ArrayList<>()).add(record);
		}
		return groups;
	}

	private static Set<TrackedField.Single> fieldsInBulk(List<RecordChange> records) {
		Set<TrackedField.Single> fields = new LinkedHashSet<>();
		records.forEach((record) -> fields.addAll(record.bulkFields()));
		return fields;
	}

	private static List<Object> ids(Collection<RecordChange> records) {
		return records.stream().map(RecordChange::id).toList();
	}

}
