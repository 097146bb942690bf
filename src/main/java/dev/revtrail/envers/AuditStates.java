package dev.revtrail.envers;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Action;
import org.jspecify.annotations.Nullable;

/**
 * What single fields held before and after entries, from audit rows and from what entries
 * keep themselves.
 */
final class AuditStates {

	private final AuditRows rows;

	private final FormerValues formerValues;

	private final FormerNames names;

	private final boolean dataAtDelete;

	AuditStates(AuditRows rows, FormerValues formerValues, FormerNames names, boolean dataAtDelete) {
		this.rows = rows;
		this.formerValues = formerValues;
		this.names = names;
		this.dataAtDelete = dataAtDelete;
	}

	/** What fields held before and after entries of an entity's records. */
	Around around(TrackedEntity entity, Collection<IndexedEntry> entries, Set<String> fields) {
		AuditRows.States states = this.rows.states(entity, keys(entries), fields);
		this.formerValues.complete(entity, fields, states);
		return new Around(states);
	}

	/** The same of fields that nothing is mapped to any more. */
	Around aroundDropped(TrackedEntity entity, Collection<IndexedEntry> entries, Set<String> fields) {
		return new Around(this.formerValues.dropped(entity, keys(entries), fields));
	}

	private Set<AuditRows.Key> keys(Collection<IndexedEntry> entries) {
		Set<AuditRows.Key> keys = new LinkedHashSet<>();
		for (IndexedEntry entry : entries) {
			keys.add(entry.key());
			AuditRows.Key previous = entry.previousKey();
			if (previous != null && !isSelfContained(entry)) {
				keys.add(previous);
			}
		}
		return keys;
	}

	/** Whether the entry's own audit row tells all that there is to tell. */
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

		private final AuditRows.States states;

		private final Map<IndexedEntry, Map<String, @Nullable Object>> oldValues = new HashMap<>();

		private Around(AuditRows.States states) {
			this.states = states;
		}

		/** Whether there is an audit row of the entry. */
		boolean tells(IndexedEntry entry) {
			return this.states.contains(entry.key());
		}

		/** What a field holds in a wanted state; null where that is not known. */
		@Nullable Known in(RecordStates.Wanted state, String field) {
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
			Map<String, @Nullable Object> kept = this.oldValues.computeIfAbsent(entry,
					(key) -> key.oldValues(AuditStates.this.names));
			if (kept.containsKey(field)) {
				return new Known(kept.get(field));
			}
			if (entry.is(Action.DELETE) && !entry.changed(field)) {
				// The row of the deletion may hold what its own transaction had written
				return Known.NOTHING;
			}
			if (isSelfContained(entry)) {
				return inRow(entry.key(), field);
			}
			AuditRows.Key previous = entry.previousKey();
			if (previous != null) {
				return inRow(previous, field);
			}
			// What the first change left alone was the same before
			return (entry.is(Action.UPDATE) && !entry.changed(field)) ? inRow(entry.key(), field) : null;
		}

		private @Nullable Known inRow(AuditRows.Key key, String field) {
			return this.states.knows(key, field) ? new Known(this.states.value(key, field)) : null;
		}

	}

}
