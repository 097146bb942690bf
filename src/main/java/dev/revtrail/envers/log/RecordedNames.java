package dev.revtrail.envers.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.revtrail.FieldChange;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.model.FormerNames;
import org.jspecify.annotations.Nullable;

/**
 * Reports changes under the names that fields had when they were recorded.
 */
final class RecordedNames {

	private RecordedNames() {
	}

	/**
	 * Restores the recorded names.
	 * @param row the entry's row
	 * @param changes its changes under the names of today; null where nothing is known of
	 * them
	 * @param names what fields were called before
	 * @return the changes by their recorded names, ordered by them
	 */
	static List<FieldChange> restore(IndexedEntry row, @Nullable List<FieldChange> changes, FormerNames names) {
		EntryRow entry = row.entry();
		List<String> recorded = new IndexedEntry(entry, row.revision(), entry.changed, row.data(), row.firstUnsettled())
			.changedNames();
		if (changes == null) {
			return recorded.stream()
				.sorted()
				.<FieldChange>map(
						(name) -> row.isMasked(name) ? new FieldChange.Hidden(name) : FieldChange.Value.unknown(name))
				.toList();
		}
		List<FieldChange> restored = new ArrayList<>();
		for (FieldChange change : changes) {
			String name = recorded.stream()
				.filter((then) -> names.fieldToday(entry.recordType, then).equals(change.field()))
				.findFirst()
				.orElse(change.field());
			restored.add(name.equals(change.field()) ? change : change.renamed(name));
		}
		restored.sort(Comparator.comparing(FieldChange::field));
		return restored;
	}

}
