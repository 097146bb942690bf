package dev.revtrail.envers.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.envers.index.EntryData;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.model.AuditColumn;
import dev.revtrail.envers.model.ColumnStarts;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.jspecify.annotations.Nullable;

/**
 * What single fields held before and after entries, from audit rows and from what entries
 * keep themselves.
 */
final class FieldReader {

	private final AuditRows rows;

	private final ColumnStarts columnStarts;

	private final FormerValues formerValues;

	private final PreviousRevisions previousRevisions;

	private final boolean dataAtDelete;

	FieldReader(AuditRows rows, ColumnStarts columnStarts, FormerValues formerValues,
			PreviousRevisions previousRevisions, boolean dataAtDelete) {
		this.rows = rows;
		this.columnStarts = columnStarts;
		this.formerValues = formerValues;
		this.previousRevisions = previousRevisions;
		this.dataAtDelete = dataAtDelete;
	}

	/** What fields held before and after entries of an entity's records. */
	Around around(TrackedEntity entity, Collection<IndexedEntry> entries, Set<String> fields) {
		Map<RevisionKey, RevisionKey> previous = previous(entity, entries, fields);
		AuditRows.States states = this.rows.states(entity, keys(entries, previous), fields);
		this.formerValues.complete(entity, fields, states);
		return new Around(entity, states, previous);
	}

	/** What fields hold in some rows. */
	Around in(TrackedEntity entity, Set<RevisionKey> rows) {
		Set<String> fields = entity.singles().stream().map(TrackedField::name).collect(Collectors.toSet());
		AuditRows.States states = this.rows.states(entity, rows, fields);
		this.formerValues.complete(entity, fields, states);
		return new Around(entity, states, Map.of());
	}

	/** The last rows of records; none for one without any. */
	Collection<RevisionKey> last(TrackedEntity entity, Collection<String> recordIds) {
		return this.previousRevisions
			.of(entity, recordIds.stream().map((id) -> new RevisionKey(Long.MAX_VALUE, id)).toList())
			.values();
	}

	/** The same of fields that nothing is mapped to any more. */
	Around aroundDropped(TrackedEntity entity, Collection<IndexedEntry> entries, Set<String> fields) {
		Map<RevisionKey, RevisionKey> previous = previous(entity, entries, fields);
		return new Around(entity, this.formerValues.dropped(entity, keys(entries, previous), fields), previous);
	}

	private static Set<RevisionKey> keys(Collection<IndexedEntry> entries, Map<RevisionKey, RevisionKey> previous) {
		Set<RevisionKey> keys = new LinkedHashSet<>();
		entries.forEach((entry) -> keys.add(entry.key()));
		keys.addAll(previous.values());
		return keys;
	}

	/** The rows before those of entries, where old values have to be read from there. */
	private Map<RevisionKey, RevisionKey> previous(TrackedEntity entity, Collection<IndexedEntry> entries,
			Set<String> fields) {
		Map<RevisionKey, RevisionKey> previous = new HashMap<>();
		Set<RevisionKey> unnamed = new LinkedHashSet<>();
		for (IndexedEntry entry : entries) {
			RevisionKey named = entry.previousKey();
			if (named != null && !isSelfContained(entry)) {
				previous.put(entry.key(), named);
			}
			else if (fields.stream().anyMatch(entry.data().missing()::containsKey)) {
				unnamed.add(entry.key());
			}
		}
		if (!unnamed.isEmpty()) {
			previous.putAll(this.previousRevisions.of(entity, unnamed));
		}
		return previous;
	}

	/** Returns whether the entry's own audit row contains the whole change. */
	private boolean isSelfContained(IndexedEntry entry) {
		return entry.is(Action.CREATE) || (entry.is(Action.DELETE) && this.dataAtDelete);
	}

	/**
	 * A value that is known.
	 *
	 * @param value the canonical value; null where there is none
	 */
	record Known(@Nullable Object value) {

		static final Known NOTHING = new Known(null);

	}

	/**
	 * What fields held before and after entries.
	 */
	final class Around {

		private final TrackedEntity entity;

		private final AuditRows.States states;

		private final Map<RevisionKey, RevisionKey> previous;

		private final Map<String, TrackedField.Single> fields;

		private final Set<String> names;

		private Around(TrackedEntity entity, AuditRows.States states, Map<RevisionKey, RevisionKey> previous) {
			this.entity = entity;
			this.fields = entity.singles().stream().collect(Collectors.toMap(TrackedField::name, (field) -> field));
			this.names = entity.fields().stream().map(TrackedField::name).collect(Collectors.toSet());
			this.states = states;
			this.previous = previous;
		}

		/** Returns whether the entry has an audit row. */
		boolean hasRow(IndexedEntry entry) {
			return isThere(entry.key());
		}

		/** Returns whether there is an audit row, of the entity or a subclass. */
		boolean isThere(RevisionKey row) {
			return this.states.contains(row);
		}

		/** What a field holds in a wanted state; null where that is not known. */
		@Nullable Known in(WantedState state, String field) {
			return state.isBefore() ? before(state.row(), field) : after(state.row(), field);
		}

		/** What a field held after an entry; null where that is not known. */
		@Nullable Known after(IndexedEntry entry, String field) {
			return entry.is(Action.DELETE) ? Known.NOTHING : inRow(entry.key(), field);
		}

		/** What a field held before an entry; null where that is not known. */
		@Nullable Known before(IndexedEntry entry, String field) {
			if (entry.is(Action.CREATE)) {
				return Known.NOTHING;
			}
			EntryData kept = entry.data();
			if (kept.before().containsKey(field)) {
				TrackedField.Single single = this.fields.get(field);
				Object value = kept.before().get(field);
				return new Known((single != null) ? single.ofKept(value) : value);
			}
			if (kept.missing().containsKey(field)) {
				return inPreviousRow(entry, field);
			}
			if (mayBeNamedOtherwise(entry, field)) {
				return null;
			}
			if (entry.is(Action.DELETE) && !entry.changed(field)) {
				// The row of the deletion may hold what its own transaction had written
				return isAbsent(entry.key(), field) ? null : Known.NOTHING;
			}
			if (isSelfContained(entry)) {
				return inRow(entry.key(), field);
			}
			if (entry.is(Action.UPDATE) && !entry.changed(field)
					&& (kept.isComplete() || entry.previousKey() == null)) {
				return inRow(entry.key(), field);
			}
			return inPreviousRow(entry, field);
		}

		/**
		 * Whether an entry names a field that no longer exists and that may have had the
		 * column of this one, as a rename without {@code @Formerly} leaves it.
		 */
		private boolean mayBeNamedOtherwise(IndexedEntry entry, String field) {
			TrackedField.Single single = this.fields.get(field);
			return single != null && !entry.changed(field)
					&& entry.changedNames()
						.stream()
						.filter((name) -> !this.names.contains(name))
						.anyMatch((name) -> AuditColumn.of(this.entity, single)
							.stream()
							.anyMatch((column) -> column.mayBeOf(name)));
		}

		private @Nullable Known inPreviousRow(IndexedEntry entry, String field) {
			RevisionKey row = this.previous.get(entry.key());
			return (row != null) ? inRow(row, field) : null;
		}

		/** What a field holds in a row; null where that is not known. */
		@Nullable Known inRow(RevisionKey key, String field) {
			if (!this.states.knows(key, field)) {
				return null;
			}
			Object value = this.states.value(key, field);
			return (value == null && isAbsent(key, field)) ? null : new Known(value);
		}

		private boolean isAbsent(RevisionKey key, String field) {
			return FieldReader.this.columnStarts.isAbsent(this.entity, field, key.revision());
		}

	}

}
