package dev.revtrail.envers.count;

import java.util.List;

import com.querydsl.core.Tuple;
import com.querydsl.core.types.Predicate;
import com.querydsl.jpa.impl.JPAQuery;
import dev.revtrail.envers.QRevtrailRevision;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.QEntryRow;

/**
 * Reads what is counted of entries.
 */
final class CountedEntries {

	private final EntryIndex index;

	CountedEntries(EntryIndex index) {
		this.index = index;
	}

	/** Reads the first entries that match, by id. */
	List<CountedEntry> first(Predicate predicate, int limit) {
		QEntryRow entry = QEntryRow.entryRow;
		QRevtrailRevision revision = this.index.filter().revision();
		JPAQuery<?> query = this.index.joinRevision(this.index.query(predicate));
		return query
			.select(entry.id, revision.recordedAt, entry.organization, entry.rootOrganization, entry.recordType,
					entry.action, entry.outcome, revision.source, revision.brand, revision.actorType, entry.changed)
			.orderBy(entry.id.asc())
			.limit(limit)
			.fetch()
			.stream()
			.map((row) -> entry(row, entry, revision))
			.toList();
	}

	private static CountedEntry entry(Tuple row, QEntryRow entry, QRevtrailRevision revision) {
		return new CountedEntry(row.get(entry.id), row.get(revision.recordedAt), row.get(entry.organization),
				row.get(entry.rootOrganization), row.get(entry.recordType), row.get(entry.action),
				row.get(entry.outcome), row.get(revision.source), row.get(revision.brand), row.get(revision.actorType),
				row.get(entry.changed));
	}

}
