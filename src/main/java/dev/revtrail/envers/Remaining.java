package dev.revtrail.envers;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.querydsl.core.types.dsl.NumberExpression;

/**
 * The changes of a record that stay.
 *
 * @param first the revision of the first of them
 * @param needed the first revision whose audit row they need
 */
record Remaining(long first, long needed) {

	/** Whether the first of them needs no audit row before its own. */
	boolean startsAnew() {
		return this.needed == this.first;
	}

	/** Reads the changes of records but for some, in one statement, by record. */
	static Map<String, Remaining> of(EntryIndex index, Set<String> types, Collection<String> recordIds,
			Collection<Long> without) {
		Map<String, Remaining> remaining = new HashMap<>();
		if (recordIds.isEmpty()) {
			return remaining;
		}
		QEntryRow entry = QEntryRow.entryRow;
		NumberExpression<Long> first = entry.revision.min();
		NumberExpression<Long> needed = entry.previousRevision.coalesce(entry.revision).min();
		index
			.query(entry.recordType.in(types)
				.and(entry.recordId.in(recordIds))
				.and(entry.action.in(EntryRow.CHANGES))
				.and(entry.id.notIn(without)))
			.select(entry.recordId, first, needed)
			.groupBy(entry.recordId)
			.fetch()
			.forEach((row) -> remaining.put(String.valueOf(row.get(entry.recordId)),
					new Remaining(Objects.requireNonNull(row.get(first)), Objects.requireNonNull(row.get(needed)))));
		return remaining;
	}

}
