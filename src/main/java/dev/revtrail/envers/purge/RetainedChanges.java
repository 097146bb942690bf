package dev.revtrail.envers.purge;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.querydsl.core.types.dsl.CaseBuilder;
import com.querydsl.core.types.dsl.NumberExpression;
import dev.revtrail.Action;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.QEntryRow;

/**
 * The changes of a record that stay.
 *
 * @param first the revision of the first of them
 * @param startsWithCreation whether the first of them created the record, and so builds
 * on nothing before it
 */
record RetainedChanges(long first, boolean startsWithCreation) {

	/** Reads the changes of records but for some, in one statement, by record. */
	static Map<String, RetainedChanges> of(EntryIndex index, Set<String> types, Collection<String> recordIds,
			Collection<Long> without) {
		Map<String, RetainedChanges> remaining = new HashMap<>();
		if (recordIds.isEmpty()) {
			return remaining;
		}
		QEntryRow entry = QEntryRow.entryRow;
		NumberExpression<Long> first = entry.revision.min();
		NumberExpression<Long> created = new CaseBuilder().when(entry.action.eq(Action.CREATE.name()))
			.then(entry.revision)
			.otherwise((Long) null)
			.min();
		index
			.query(entry.recordType.in(types)
				.and(entry.recordId.in(recordIds))
				.and(entry.action.in(EntryRow.CHANGES))
				.and(entry.id.notIn(without)))
			.select(entry.recordId, first, created)
			.groupBy(entry.recordId)
			.fetch()
			.forEach((row) -> remaining.put(String.valueOf(row.get(entry.recordId)), new RetainedChanges(
					Objects.requireNonNull(row.get(first)), Objects.equals(row.get(first), row.get(created)))));
		return remaining;
	}

}
