package dev.revtrail.envers.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import dev.revtrail.envers.model.CollectionAuditMapping;
import dev.revtrail.envers.model.ElementRow;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.jspecify.annotations.Nullable;

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
	Map<RevisionKey, List<ElementRow>> in(TrackedEntity entity, TrackedField.Elements field,
			Collection<RevisionKey> keys) {
		CollectionAuditMapping history = field.history();
		List<String> owner = quoted(history.ownerPaths());
		return read(entity, field, (paths, reader) -> this.auditRows.select(history.auditEntity(), owner, paths,
				entity.key(), keys, false, reader));
	}

	/** All rows of records up to a revision, by record, in the order of revisions. */
	Map<String, List<ElementRow>> upTo(long last, TrackedEntity entity, TrackedField.Elements field,
			Collection<String> recordIds) {
		CollectionAuditMapping history = field.history();
		List<String> owner = quoted(history.ownerPaths());
		return read(entity, field, (paths, reader) -> this.auditRows.selectUpTo(last, history.auditEntity(), owner,
				paths, entity.key(), recordIds, reader));
	}

	/** Of rows that cannot be read it is still known which revisions wrote them. */
	private <K> Map<K, List<ElementRow>> read(TrackedEntity entity, TrackedField.Elements field,
			Selection<K> selection) {
		CollectionAuditMapping history = field.history();
		Map<K, List<ElementRow>> rows = new HashMap<>();
		RuntimeException failure = selection.select(quoted(history.paths()),
				(key, row) -> rows.computeIfAbsent(key, (wanted) -> new ArrayList<>()).add(row(history, row)));
		if (failure != null) {
			this.unreadable.report(entity, field.name(), failure);
			Map<K, Map<Long, Integer>> written = new HashMap<>();
			AuditRows.requireAll(
					selection.select(List.of(), (key, row) -> written.computeIfAbsent(key, (wanted) -> new HashMap<>())
						.merge((Long) row[0], 1, Integer::sum)));
			written.forEach((key, counts) -> mark(counts, rows.computeIfAbsent(key, (wanted) -> new ArrayList<>())));
		}
		return rows;
	}

	/** Marks the revisions that wrote more rows than can be read. */
	private static void mark(Map<Long, Integer> written, List<ElementRow> rows) {
		written.forEach((revision, count) -> {
			if (rows.stream().filter((row) -> row.revision() == revision).count() < count) {
				rows.add(ElementRow.unreadable(revision));
			}
		});
	}

	private static ElementRow row(CollectionAuditMapping history, Object[] row) {
		return history.row((Long) row[0], Arrays.asList(row).subList(1 + history.ownerPaths().size(), row.length));
	}

	private static List<String> quoted(List<String> paths) {
		return paths.stream().map(AuditRows::quoted).toList();
	}

	/**
	 * Selects the same rows with some of their properties.
	 *
	 * @param <K> what the rows are found for
	 */
	private interface Selection<K> {

		@Nullable RuntimeException select(List<String> paths, BiConsumer<K, Object[]> reader);

	}

}
