package dev.revtrail.envers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.revtrail.FieldChange;
import jakarta.persistence.EntityManager;

/**
 * Tells whole collections: what Envers added and removed, revision by revision, on top of
 * what was there before the first of them. One statement for each collection, whatever
 * the number of records, and one for where their histories start.
 */
final class CollectionStates {

	private final EntityManager entityManager;

	private final CollectionRows rows;

	private final FormerNames names;

	CollectionStates(EntityManager entityManager, CollectionRows rows, FormerNames names) {
		this.entityManager = entityManager;
		this.rows = rows;
		this.names = names;
	}

	/**
	 * A collection of records after revisions, which need not have changed it: a list, or
	 * a map for a map. What is not known is not in the answer.
	 */
	Map<AuditRows.Key, Object> after(TrackedEntity entity, TrackedField.Elements field,
			Collection<AuditRows.Key> keys) {
		return after(entity, field, keys, starts(entity, keys));
	}

	/**
	 * The same for several collections of the same records, whose starts are read once.
	 */
	Map<AuditRows.Key, Object> after(TrackedEntity entity, TrackedField.Elements field, Collection<AuditRows.Key> keys,
			RecordStarts starts) {
		Map<AuditRows.Key, Object> after = new HashMap<>();
		around(entity, field, keys, starts).forEach((key, whole) -> {
			if (whole.after() != null) {
				after.put(key, whole.after());
			}
		});
		return after;
	}

	/** A collection of records before and after revisions. */
	Map<AuditRows.Key, FieldChange.Whole> around(TrackedEntity entity, TrackedField.Elements field,
			Collection<AuditRows.Key> keys, RecordStarts starts) {
		if (keys.isEmpty()) {
			return Map.of();
		}
		long last = keys.stream().mapToLong(AuditRows.Key::revision).max().orElseThrow();
		Map<String, List<ElementRow>> rows = this.rows.upTo(last, entity, field,
				keys.stream().map(AuditRows.Key::recordId).toList());
		Map<AuditRows.Key, FieldChange.Whole> around = new HashMap<>();
		for (AuditRows.Key key : keys) {
			around.put(key, around(field, key, rows.getOrDefault(key.recordId(), List.of()), starts));
		}
		return around;
	}

	RecordStarts starts(TrackedEntity entity, Collection<AuditRows.Key> keys) {
		return RecordStarts.of(this.entityManager, this.names, entity,
				keys.stream().map(AuditRows.Key::recordId).toList());
	}

	private static FieldChange.Whole around(TrackedField.Elements field, AuditRows.Key key, List<ElementRow> rows,
			RecordStarts starts) {
		RecordStarts.Start start = starts.before(key, field.name());
		if (start == null) {
			return applied(new CollectionContent(field.history().kind()), key.revision(), rows);
		}
		CollectionContent before = start.before(field);
		CollectionContent after = start.after(field);
		if (after == null) {
			return (before == null) ? new FieldChange.Whole(null, null) : applied(before, key.revision(),
					rows.stream().filter((row) -> row.revision() >= start.revision()).toList());
		}
		return (key.revision() == start.revision())
				? new FieldChange.Whole((before != null) ? before.value() : null, after.value()) : applied(after,
						key.revision(), rows.stream().filter((row) -> row.revision() > start.revision()).toList());
	}

	/** What rows make of a content, before and after the last revision that counts. */
	private static FieldChange.Whole applied(CollectionContent content, long last, List<ElementRow> rows) {
		Map<Long, List<ElementRow>> byRevision = new TreeMap<>();
		rows.forEach((row) -> byRevision.computeIfAbsent(row.revision(), (revision) -> new ArrayList<>()).add(row));
		byRevision.forEach((revision, ofRevision) -> {
			if (revision < last) {
				content.apply(ofRevision);
			}
		});
		Object before = content.value();
		content.apply(byRevision.getOrDefault(last, List.of()));
		return new FieldChange.Whole(before, content.value());
	}

}
