package dev.revtrail.envers.log;

import java.util.List;
import java.util.Optional;

import dev.revtrail.Action;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import dev.revtrail.Scope;
import dev.revtrail.baseline.Baseline;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.index.EntryData;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedFactory;
import jakarta.persistence.EntityManager;

/**
 * Finds the audit rows of records that a baseline has written and that have not changed
 * since. No entry is about them, so that nothing says which organization they belong to:
 * only who sees everything sees them.
 */
final class BaselineStates {

	private final EntityManager entityManager;

	private final TrackedFactory factory;

	private final AuditRows rows;

	BaselineStates(EntityManager entityManager, TrackedFactory factory, AuditRows rows) {
		this.entityManager = entityManager;
		this.factory = factory;
		this.rows = rows;
	}

	/**
	 * Returns what stands for the entry of a record without entries.
	 * @param scope what the caller may see
	 * @param record the record
	 * @return the row; nothing where no baseline has written one
	 */
	Optional<IndexedEntry> of(Scope scope, RecordRef record) {
		if (scope.isEverything()) {
			for (TrackedEntity entity : this.factory.model().ofType(record.type())) {
				Long revision = entity.key().isReadable(record.id())
						? this.rows.created(entity, List.of(record.id())).get(record.id()) : null;
				if (revision != null) {
					return of(record, revision);
				}
			}
		}
		return Optional.empty();
	}

	/** A purge leaves the last audit row of a record, without any entry, too. */
	private Optional<IndexedEntry> of(RecordRef record, long number) {
		RevtrailRevision found = this.entityManager.find(this.factory.revisionClass(), number);
		Revision revision = (found != null) ? found.toRevision() : null;
		if (revision == null || !revision.source().equals(Baseline.SOURCE)) {
			return Optional.empty();
		}
		EntryRow row = EntryRow.ofEvent(Action.BASELINE, record, null, null);
		row.revision = number;
		return Optional.of(new IndexedEntry(row, revision, null, EntryData.parse(null), 0));
	}

}
