package dev.revtrail.envers.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.revtrail.FieldChange;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.model.CollectionContent;
import dev.revtrail.envers.model.ColumnStarts;
import dev.revtrail.envers.model.ElementRow;
import dev.revtrail.envers.model.FormerNames;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.ShortenedId;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;

/**
 * Rebuilds whole collections by applying what Envers' rows added and removed, revision by
 * revision, to the content before the first of them. Takes one statement for each
 * collection, for any number of records, and one to find the start of their histories.
 */
public final class CollectionReplay {

	private final EntityManager entityManager;

	private final CollectionRows rows;

	private final ColumnStarts columnStarts;

	private final FormerNames names;

	CollectionReplay(EntityManager entityManager, CollectionRows rows, ColumnStarts columnStarts, FormerNames names) {
		this.entityManager = entityManager;
		this.rows = rows;
		this.columnStarts = columnStarts;
		this.names = names;
	}

	/**
	 * All that Envers wrote of a collection of records until revisions. To be read before
	 * the {@link #starts starts}: what rows that a purge takes away in between had built
	 * up is kept then, and they do not count.
	 */
	public Map<String, List<ElementRow>> rows(TrackedEntity entity, TrackedField.Elements field,
			Collection<RevisionKey> keys) {
		if (keys.isEmpty()) {
			return Map.of();
		}
		long last = keys.stream().mapToLong(RevisionKey::revision).max().orElseThrow();
		Map<String, List<ElementRow>> rows = this.rows.upTo(last, entity, field,
				keys.stream().map(RevisionKey::recordId).toList());
		this.rows.in(entity, field, changesOfShortenedIds(last, entity, keys))
			.forEach((key, written) -> rows.computeIfAbsent(key.recordId(), (id) -> new ArrayList<>()).addAll(written));
		return rows;
	}

	/** No rows can be selected by an id that has been shortened, but by revisions. */
	private List<RevisionKey> changesOfShortenedIds(long last, TrackedEntity entity, Collection<RevisionKey> keys) {
		List<String> shortened = keys.stream()
			.map(RevisionKey::recordId)
			.filter(ShortenedId::isShortened)
			.distinct()
			.toList();
		return shortened.isEmpty() ? List.of()
				: this.entityManager
					.createQuery(
							"select e.revision, e.recordId from RevtrailEntry e where e.recordType in :types "
									+ "and e.recordId in :ids and e.revision <= :last and e.action in :changes",
							Object[].class)
					.setParameter("types", this.names.namesOfType(entity.recordType()))
					.setParameter("ids", shortened)
					.setParameter("last", last)
					.setParameter("changes", EntryRow.CHANGES)
					.setFlushMode(FlushModeType.COMMIT)
					.getResultList()
					.stream()
					.map((row) -> new RevisionKey((Long) row[0], (String) row[1]))
					.toList();
	}

	/**
	 * A collection of records before and after revisions, which need not have changed it:
	 * a list, or a map for a map.
	 */
	public static Map<RevisionKey, FieldChange.Whole> around(TrackedField.Elements field, Collection<RevisionKey> keys,
			Map<String, List<ElementRow>> rows, HistoryStarts starts) {
		Map<RevisionKey, FieldChange.Whole> around = new HashMap<>();
		for (RevisionKey key : keys) {
			around.put(key, around(field, key, rows.getOrDefault(key.recordId(), List.of()), starts));
		}
		return around;
	}

	public HistoryStarts starts(TrackedEntity entity, Collection<RevisionKey> keys) {
		return HistoryStarts.of(this.entityManager, this.rows.auditRows(), this.columnStarts, this.names, entity, keys);
	}

	private static FieldChange.Whole around(TrackedField.Elements field, RevisionKey key, List<ElementRow> rows,
			HistoryStarts starts) {
		HistoryStarts.Start start = starts.before(key, field.name());
		if (start == null) {
			return !starts.isAuditedFromCreation(key.recordId(), field.name()) ? new FieldChange.Whole(null, null)
					: applied(new CollectionContent(field.history().kind()), key.revision(), rows);
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

	/**
	 * What rows make of a content, before and after the last revision that counts. It is
	 * not known from the first row on that cannot be read.
	 */
	private static FieldChange.Whole applied(CollectionContent content, long last, List<ElementRow> rows) {
		Map<Long, List<ElementRow>> byRevision = new TreeMap<>();
		long known = Long.MAX_VALUE;
		for (ElementRow row : rows) {
			if (row.isReadable()) {
				byRevision.computeIfAbsent(row.revision(), (revision) -> new ArrayList<>()).add(row);
			}
			else {
				known = Math.min(known, row.revision() - 1);
			}
		}
		byRevision.forEach((revision, ofRevision) -> {
			if (revision < last) {
				content.apply(ofRevision);
			}
		});
		Object before = (last - 1 <= known) ? content.value() : null;
		content.apply(byRevision.getOrDefault(last, List.of()));
		return new FieldChange.Whole(before, (last <= known) ? content.value() : null);
	}

}
