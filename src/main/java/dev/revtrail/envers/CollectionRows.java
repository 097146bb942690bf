package dev.revtrail.envers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Envers' audit rows of collections, in one statement for many records.
 */
final class CollectionRows {

	private final AuditRows auditRows;

	CollectionRows(AuditRows auditRows) {
		this.auditRows = auditRows;
	}

	AuditRows auditRows() {
		return this.auditRows;
	}

	/** The rows that revisions wrote. */
	Map<AuditRows.Key, List<ElementRow>> in(TrackedEntity entity, TrackedField.Elements field,
			Collection<AuditRows.Key> keys) {
		CollectionHistory history = field.history();
		List<String> owner = quoted(history.ownerPaths());
		Map<AuditRows.Key, List<ElementRow>> rows = new HashMap<>();
		this.auditRows.select(history.auditEntity(), owner, quoted(history.paths()), entity.key(), keys, false,
				(key, row) -> rows.computeIfAbsent(key, (wanted) -> new ArrayList<>()).add(row(history, row)));
		return rows;
	}

	/** All rows of records up to a revision, by record, in the order of revisions. */
	Map<String, List<ElementRow>> upTo(long last, TrackedEntity entity, TrackedField.Elements field,
			Collection<String> recordIds) {
		CollectionHistory history = field.history();
		List<String> owner = quoted(history.ownerPaths());
		Map<String, List<ElementRow>> rows = new HashMap<>();
		this.auditRows.selectUpTo(last, history.auditEntity(), owner, quoted(history.paths()), entity.key(), recordIds,
				(record, row) -> rows.computeIfAbsent(record, (wanted) -> new ArrayList<>()).add(row(history, row)));
		return rows;
	}

	private static ElementRow row(CollectionHistory history, Object[] row) {
		return history.row((Long) row[0], Arrays.asList(row).subList(1 + history.ownerPaths().size(), row.length));
	}

	private static List<String> quoted(List<String> paths) {
		return paths.stream().map(AuditRows::quoted).toList();
	}

}
