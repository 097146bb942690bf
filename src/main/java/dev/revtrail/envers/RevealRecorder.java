package dev.revtrail.envers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.Action;
import dev.revtrail.Caller;
import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionImplementor;

import org.springframework.beans.BeanUtils;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records that masked values were revealed, before anybody sees them: one entry for each
 * record, with the fields, in a transaction of its own. Where that fails, so does the
 * read.
 */
final class RevealRecorder {

	private final EntityManager entityManager;

	private final Capture capture;

	private final Class<? extends RevtrailRevision> revisionClass;

	private final TransactionTemplate transaction;

	RevealRecorder(Capture capture, TrackedPersistence persistence, Class<? extends RevtrailRevision> revisionClass) {
		this.entityManager = persistence.entityManager();
		this.capture = capture;
		this.revisionClass = revisionClass;
		this.transaction = new TransactionTemplate(persistence.transactionManager());
		this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	void record(Caller caller, List<ChangeEntry> entries) {
		Map<RecordRef, Revealed> revealed = new LinkedHashMap<>();
		for (ChangeEntry entry : entries) {
			Set<String> fields = revealed(entry, caller.authorities());
			if (!fields.isEmpty()) {
				revealed.computeIfAbsent(entry.record(), (record) -> new Revealed(entry, new TreeSet<>()))
					.fields()
					.addAll(fields);
			}
		}
		if (!revealed.isEmpty()) {
			this.transaction.executeWithoutResult((status) -> write(caller, List.copyOf(revealed.values())));
		}
	}

	private Set<String> revealed(ChangeEntry entry, Set<String> authorities) {
		Set<String> fields = new TreeSet<>();
		for (FieldChange change : entry.changes()) {
			String field = this.capture.model().formerNames().fieldToday(entry.record().type(), change.field());
			boolean masked = this.capture.model()
				.ofType(entry.record().type())
				.stream()
				.anyMatch((entity) -> entity.masks().reveals(field, authorities));
			if (masked && !(change instanceof FieldChange.Hidden)) {
				fields.add(change.field());
			}
		}
		return fields;
	}

	private void write(Caller caller, List<Revealed> revealed) {
		RevtrailRevision revision = BeanUtils.instantiateClass(this.revisionClass);
		this.capture.attribute(revision, caller.actor());
		this.entityManager.persist(revision);
		List<EntryRow> rows = revealed.stream().map(RevealRecorder::row).toList();
		this.entityManager.unwrap(SessionImplementor.class)
			.getJdbcCoordinator()
			.coordinateWork((executor, connection) -> {
				this.capture.entryInsert().insert(connection, revision, rows, 0);
				return null;
			});
	}

	private static EntryRow row(Revealed revealed) {
		ChangeEntry entry = revealed.entry();
		EntryRow row = new EntryRow();
		row.organization = entry.organizationId();
		row.recordType = entry.record().type();
		row.recordId = entry.record().id();
		row.action = Action.REVEAL.name();
		row.outcome = EntryRow.SUCCESS;
		row.patient = (entry.patient() != null) ? entry.patient().id() : null;
		row.changed = ChangedFields.text(List.copyOf(revealed.fields()));
		return row;
	}

	/**
	 * What was revealed of a record.
	 *
	 * @param entry the first entry that revealed something
	 * @param fields the revealed fields
	 */
	private record Revealed(ChangeEntry entry, Set<String> fields) {

	}

}
