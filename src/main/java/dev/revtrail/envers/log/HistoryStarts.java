package dev.revtrail.envers.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.envers.index.EntryData;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.model.CollectionContent;
import dev.revtrail.envers.model.CollectionKind;
import dev.revtrail.envers.model.ColumnStarts;
import dev.revtrail.envers.model.FormerNames;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import org.jspecify.annotations.Nullable;

/**
 * The entries from which on a record's collections are known: its creation, an entry that
 * keeps the collection's previous content, or what a purge kept.
 */
public final class HistoryStarts {

	private final Map<String, List<Start>> byRecord = new HashMap<>();

	/** By record, the creation with which its audit rows begin. */
	private final Map<String, Long> audited = new HashMap<>();

	private final TrackedEntity entity;

	private final ColumnStarts columnStarts;

	private HistoryStarts(TrackedEntity entity, ColumnStarts columnStarts) {
		this.entity = entity;
		this.columnStarts = columnStarts;
	}

	/**
	 * Reads the starts of records in one statement, and in another what begins the audit
	 * rows of those that the log does not know from a start on.
	 */
	static HistoryStarts of(EntityManager entityManager, AuditRows rows, ColumnStarts columnStarts, FormerNames names,
			TrackedEntity entity, Collection<RevisionKey> keys) {
		HistoryStarts starts = new HistoryStarts(entity, columnStarts);
		Set<String> recordIds = keys.stream().map(RevisionKey::recordId).collect(Collectors.toSet());
		entityManager.createQuery("select e.recordType, e.recordId, e.revision, e.action, "
				+ "case when e.keepsCollections is null and e.previousRevision is null then true else false end, "
				+ "e.data from RevtrailEntry e where e.recordType in :types and e.recordId in :ids "
				+ "and e.action in :changes and (e.action = 'CREATE' or e.keepsCollections = true "
				+ "or (e.keepsCollections is null and (e.previousRevision is null or e.data is not null))) union all "
				+ "select b.recordType, b.recordId, b.revision, '', true, b.data "
				+ "from RevtrailPurgedCollections b where b.recordType in :types and b.recordId in :ids",
				Object[].class)
			.setParameter("types", names.namesOfType(entity.recordType()))
			.setParameter("ids", recordIds)
			.setParameter("changes", EntryRow.CHANGES)
			.setFlushMode(FlushModeType.COMMIT)
			.getResultList()
			.forEach((row) -> starts.byRecord.computeIfAbsent((String) row[1], (id) -> new ArrayList<>())
				.add(Start.of(row, names)));
		starts.byRecord.values().forEach((ofRecord) -> ofRecord.sort(Comparator.comparingLong(Start::revision)));
		recordIds.removeIf((id) -> starts.byRecord.getOrDefault(id, List.of())
			.stream()
			.anyMatch((start) -> start.creation() || start.first()));
		if (!recordIds.isEmpty()) {
			starts.audited.putAll(rows.created(entity, recordIds));
		}
		return starts;
	}

	/** Returns whether all that Envers wrote of a record counts, from nothing on. */
	boolean isAuditedFromCreation(String recordId, String field) {
		Long creation = this.audited.get(recordId);
		return creation != null && !isAbsent(field, creation);
	}

	/** A collection that was not audited yet need not have been empty. */
	private boolean isAbsent(String field, long revision) {
		return this.columnStarts.isAbsent(this.entity, field, revision);
	}

	/**
	 * The last start of a collection's history that is not after a revision; null where
	 * there is none.
	 */
	@Nullable Start before(RevisionKey key, String field) {
		Start last = null;
		for (Start start : this.byRecord.getOrDefault(key.recordId(), List.of())) {
			if (start.revision() <= key.revision() && (start.contains(field)
					|| (start.creation() ? !isAbsent(field, start.revision()) : start.first()))) {
				last = start;
			}
		}
		return last;
	}

	/**
	 * A start of a record's history.
	 *
	 * @param revision the revision
	 * @param creation whether it created the record
	 * @param first whether Envers has nothing of the record before it
	 * @param before what collections held before it, by field
	 * @param after what collections held after it, by field
	 */
	record Start(long revision, boolean creation, boolean first, Map<String, Object> before,
			Map<String, Object> after) {

		/** This is what is left of a purge: nothing counts before it. */
		private static Start of(Object[] row, FormerNames names) {
			EntryData data = EntryData.parse((String) row[5]).withNamesOfToday((String) row[0], names);
			return new Start((Long) row[2], Action.CREATE.name().equals(row[3]), (Boolean) row[4],
					data.elementsBefore(), data.elementsAfter());
		}

		boolean contains(String field) {
			return this.before.containsKey(field) || this.after.containsKey(field);
		}

		/** What the collection held before; null when that is not known. */
		@Nullable CollectionContent before(TrackedField.Elements field) {
			CollectionKind kind = field.history().kind();
			return this.creation ? new CollectionContent(kind) : content(kind, this.before.get(field.name()));
		}

		/**
		 * Returns the content of the collection afterwards; null if Envers' rows contain
		 * it.
		 */
		@Nullable CollectionContent after(TrackedField.Elements field) {
			return content(field.history().kind(), this.after.get(field.name()));
		}

		private static @Nullable CollectionContent content(CollectionKind kind, @Nullable Object held) {
			return (held != null) ? CollectionContent.of(kind, held) : null;
		}

	}

}
