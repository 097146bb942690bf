package dev.revtrail.envers.index;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.Revision;
import dev.revtrail.envers.model.FormerNames;
import dev.revtrail.envers.model.RevisionKey;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the index has it, with its revision.
 *
 * @param entry the row
 * @param revision its revision
 * @param changed the names of the changed fields, each between commas
 * @param data what the entry keeps, of a change
 * @param firstUnsettled the lowest id that an entry may still appear with
 */
public record IndexedEntry(EntryRow entry, Revision revision, @Nullable String changed, EntryData data,
		long firstUnsettled) {

	IndexedEntry(EntryRow entry, Revision revision, long firstUnsettled) {
		this(entry, revision, entry.changed,
				EntryRow.CHANGES.contains(entry.action) ? EntryData.parse(entry.data) : EntryData.NONE, firstUnsettled);
	}

	/** Events that change no record have no audit rows. */
	public boolean isChange() {
		return EntryRow.CHANGES.contains(this.entry.action);
	}

	public boolean is(Action action) {
		return this.entry.action.equals(action.name());
	}

	public boolean changed(String field) {
		if (isAnyChanged()) {
			return !(is(Action.UPDATE) && this.data.isComplete()) || this.data.names(field);
		}
		return this.changed != null && this.changed.contains("," + field + ",");
	}

	public boolean isAnyChanged() {
		return EntryRow.ANY_FIELD.equals(this.changed);
	}

	/** The names of the changed fields; none where they are not known. */
	public List<String> changedNames() {
		return (this.changed == null || isAnyChanged()) ? List.of()
				: Arrays.stream(this.changed.split(","))
					.filter((name) -> !name.isEmpty() && !name.startsWith(EntryRow.MASKED))
					.toList();
	}

	/**
	 * Returns whether a field was masked when the entry was written, even if it no longer
	 * is.
	 */
	public boolean isMasked(String field) {
		String recorded = this.entry.changed;
		return recorded != null && recorded.contains("," + EntryRow.MASKED + field + ",");
	}

	IndexedEntry withNamesOfToday(FormerNames names) {
		List<String> today = changedNames().stream()
			.map((name) -> names.fieldToday(this.entry.recordType, name))
			.toList();
		return new IndexedEntry(this.entry, this.revision,
				today.isEmpty() ? this.changed : "," + String.join(",", today) + ",",
				this.data.withNamesOfToday(this.entry.recordType, names), this.firstUnsettled);
	}

	public RevisionKey key() {
		return new RevisionKey(this.entry.revision, this.entry.recordId);
	}

	/** The audit row before, as entries of the first version name it. */
	public @Nullable RevisionKey previousKey() {
		Long previous = this.entry.previousRevision;
		return (previous != null) ? new RevisionKey(previous, this.entry.recordId) : null;
	}

	/** The values that an event carries; none for changes. */
	public Map<String, Object> eventData() {
		return (isChange() || this.entry.data == null) ? Map.of() : EventData.parse(this.entry.data);
	}

}
