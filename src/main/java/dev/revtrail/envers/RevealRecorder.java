package dev.revtrail.envers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.Action;
import dev.revtrail.Caller;
import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import jakarta.persistence.EntityManager;

import org.springframework.beans.BeanUtils;
import org.springframework.transaction.PlatformTransactionManager;
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

	RevealRecorder(EntityManager entityManager, Capture capture, Class<? extends RevtrailRevision> revisionClass,
			PlatformTransactionManager transactionManager) {
		this.entityManager = entityManager;
		this.capture = capture;
		this.revisionClass = revisionClass;
		this.transaction = new TransactionTemplate(transactionManager);
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
		long number = Objects.requireNonNull(revision.getId());
		Instant recordedAt = Objects.requireNonNull(revision.getRecordedAt());
		List<EntryRow> rows = new ArrayList<>();
		for (Revealed each : revealed) {
			EntryRow row = new EntryRow();
			row.id = EntryIds.id(recordedAt, number, rows.size());
			row.revision = number;
			row.organization = each.entry().organizationId();
			row.rootOrganization = this.capture.rootOf(row.organization);
			row.recordType = each.entry().record().type();
			row.recordId = each.entry().record().id();
			row.action = Action.REVEAL.name();
			row.outcome = EntryRow.SUCCESS;
			row.patient = (each.entry().patient() != null) ? each.entry().patient().id() : null;
			row.actor = revision.actorId();
			row.changed = ChangedFields.text(List.copyOf(each.fields()));
			rows.add(row);
		}
		rows.forEach(this.entityManager::persist);
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
