package dev.revtrail.envers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Action;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import org.jspecify.annotations.Nullable;

/**
 * From where a record's collections can be told: its creation, or an entry that keeps
 * what a collection held before it.
 */
final class RecordStarts {

	private final Map<String, List<Start>> byRecord = new HashMap<>();

	/** Reads the starts of records in one statement. */
	static RecordStarts of(EntityManager entityManager, FormerNames names, TrackedEntity entity,
			Collection<String> recordIds) {
		RecordStarts starts = new RecordStarts();
		entityManager
			.createQuery(
					"select e.recordId, e.revision, e.action, e.previousRevision, e.data from RevtrailEntry e "
							+ "where e.recordType in :types and e.recordId in :ids and e.action in :changes "
							+ "and (e.previousRevision is null or e.data is not null) order by e.revision",
					Object[].class)
			.setParameter("types", names.namesOfType(entity.recordType()))
			.setParameter("ids", Set.copyOf(recordIds))
			.setParameter("changes", EntryRow.CHANGES)
			.setFlushMode(FlushModeType.COMMIT)
			.getResultList()
			.forEach((row) -> starts.byRecord.computeIfAbsent((String) row[0], (id) -> new ArrayList<>())
				.add(new Start((Long) row[1], row[2].equals(Action.CREATE.name()), row[3] == null,
						(row[4] instanceof String data) ? names.today(entity.recordType(), OldValues.elements(data))
								: Map.of())));
		return starts;
	}

	/**
	 * The last start of a collection's history that is not after a revision; null where
	 * all that Envers wrote counts.
	 */
	@Nullable Start before(AuditRows.Key key, String field) {
		Start last = null;
		for (Start start : this.byRecord.getOrDefault(key.recordId(), List.of())) {
			if (start.revision() <= key.revision() && (start.creation() || start.first() || start.tells(field))) {
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
	 * @param elements what collections held before it, by field
	 */
	record Start(long revision, boolean creation, boolean first, Map<String, Object> elements) {

		boolean tells(String field) {
			return this.elements.containsKey(field);
		}

		/** What the collection held before; null when that is not known. */
		@Nullable CollectionContent content(TrackedField.Elements field) {
			CollectionHistory.Kind kind = field.history().kind();
			return this.creation ? new CollectionContent(kind)
					: tells(field.name()) ? CollectionContent.of(kind, this.elements.get(field.name())) : null;
		}

	}

}
