package dev.revtrail.envers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads Envers' audit rows of collections, in one statement for many records.
 */
final class CollectionRows {

	private final AuditRows auditRows;

	private final UnreadableValues unreadable;

	CollectionRows(AuditRows auditRows, UnreadableValues unreadable) {
		this.auditRows = auditRows;
		this.unreadable = unreadable;
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
		RuntimeException failure = this.auditRows.select(history.auditEntity(), owner, quoted(history.paths()),
				entity.key(), keys, false,
				(key, row) -> rows.computeIfAbsent(key, (wanted) -> new ArrayList<>()).add(row(history, row)));
		if (failure != null) {
			this.unreadable.report(entity, field.name(), failure);
			Map<AuditRows.Key, Integer> written = new HashMap<>();
			AuditRows.requireAll(this.auditRows.select(history.auditEntity(), owner, List.of(), entity.key(), keys,
					false, (key, row) -> written.merge(key, 1, Integer::sum)));
			mark(written, (key) -> rows.computeIfAbsent(key, (wanted) -> new ArrayList<>()));
		}
		return rows;
	}

	/** All rows of records up to a revision, by record, in the order of revisions. */
	Map<String, List<ElementRow>> upTo(long last, TrackedEntity entity, TrackedField.Elements field,
			Collection<String> recordIds) {
		CollectionHistory history = field.history();
		List<String> owner = quoted(history.ownerPaths());
		Map<String, List<ElementRow>> rows = new HashMap<>();
		RuntimeException failure = this.auditRows.selectUpTo(last, history.auditEntity(), owner,
				quoted(history.paths()), entity.key(), recordIds,
				(record, row) -> rows.computeIfAbsent(record, (wanted) -> new ArrayList<>()).add(row(history, row)));
		if (failure != null) {
			this.unreadable.report(entity, field.name(), failure);
			Map<AuditRows.Key, Integer> written = new HashMap<>();
			AuditRows.requireAll(
					this.auditRows.selectUpTo(last, history.auditEntity(), owner, List.of(), entity.key(), recordIds,
							(record, row) -> written.merge(new AuditRows.Key((Long) row[0], record), 1, Integer::sum)));
			mark(written, (key) -> rows.computeIfAbsent(key.recordId(), (wanted) -> new ArrayList<>()));
		}
		return rows;
	}

	/** Marks the revisions that wrote more rows than can be read. */
	private static void mark(Map<AuditRows.Key, Integer> written, Function<AuditRows.Key, List<ElementRow>> read) {
		written.forEach((key, count) -> {
			List<ElementRow> rows = read.apply(key);
			if (rows.stream().filter((row) -> row.revision() == key.revision()).count() < count) {
				rows.add(ElementRow.unreadable(key.revision()));
			}
		});
	}

	private static ElementRow row(CollectionHistory history, Object[] row) {
		return history.row((Long) row[0], Arrays.asList(row).subList(1 + history.ownerPaths().size(), row.length));
	}

	private static List<String> quoted(List<String> paths) {
		return paths.stream().map(AuditRows::quoted).toList();
	}

}
