package dev.revtrail.envers.purge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.RecordRef;
import dev.revtrail.envers.count.CountRemoval;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.KeptSpellings;
import dev.revtrail.envers.index.Spellings;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.log.AuditRows;
import dev.revtrail.envers.log.CollectionReplay;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.model.TrackedModel;
import jakarta.persistence.EntityManager;
import org.hibernate.envers.configuration.Configuration;

/**
 * Removes entries with their audit rows and revisions, and nothing that another entry
 * needs. A record's changes go from the oldest on, so that what is left of it is what a
 * record looks like whose history begins later. Takes a constant number of statements for
 * entries of one type.
 */
final class EntryRemoval {

	private final EntryIndex index;

	private final TrackedModel model;

	private final AuditRows auditRows;

	private final PurgedCollections collections;

	private final KeptSpellings spellings;

	private final AuditRowRemoval auditRowRemoval;

	private final RevisionRemoval revisions;

	private final CountRemoval counts;

	EntryRemoval(EntryIndex index, TrackedModel model, AuditRows auditRows, PurgedCollections collections,
			KeptSpellings spellings, AuditRowRemoval auditRowRemoval, RevisionRemoval revisions, CountRemoval counts) {
		this.counts = counts;
		this.index = index;
		this.model = model;
		this.auditRows = auditRows;
		this.collections = collections;
		this.spellings = spellings;
		this.auditRowRemoval = auditRowRemoval;
		this.revisions = revisions;
	}

	static EntryRemoval of(TrackedFactory factory, Spellings spellings, TrackedPersistence persistence,
			EntryIndex index, AuditRows auditRows, CollectionReplay collections, CountRemoval counts) {
		EntityManager entityManager = persistence.entityManager();
		Configuration envers = factory.configuration();
		TrackedModel model = factory.model();
		return new EntryRemoval(index, model, auditRows,
				new PurgedCollections(entityManager, collections, model.formerNames()),
				new KeptSpellings(entityManager, spellings, model.formerNames()),
				new AuditRowRemoval(entityManager, envers),
				new RevisionRemoval(entityManager, envers.getRevisionFieldName(), index.revisionClass()), counts);
	}

	/**
	 * Is called before the first batch of a purge: the tables of the database may have
	 * changed since the last one.
	 */
	void begin() {
		this.revisions.begin();
	}

	/** The ids of those entries that are not younger than a change that stays. */
	Set<Long> notYoungerThanWhatStays(Collection<ChangeEntry> entries) {
		Set<Long> ids = entries.stream().map(ChangeEntry::id).collect(Collectors.toCollection(LinkedHashSet::new));
		changesByType(entries).forEach((type, changes) -> {
			Map<String, RetainedChanges> remaining = remaining(type, changes, ids);
			changes.stream().filter((change) -> {
				RetainedChanges stays = remaining.get(change.record().id());
				return stays != null && stays.first() < change.revision().number();
			}).map(ChangeEntry::id).toList().forEach(ids::remove);
		});
		return ids;
	}

	void remove(Collection<ChangeEntry> entries) {
		Set<Long> ids = entries.stream().map(ChangeEntry::id).collect(Collectors.toSet());
		Set<Long> touched = new TreeSet<>();
		entries.forEach((entry) -> touched.add(entry.revision().number()));
		CountRemoval.Removed counted = this.counts.of(ids);
		changesByType(entries).forEach((type, changes) -> touched.addAll(remove(type, changes, ids)));
		this.revisions.removeEntries(ids);
		this.revisions.removeUnreferenced(touched);
		this.counts.subtract(counted);
	}

	/** Removes audit rows, and returns the revisions that they were of. */
	private Set<Long> remove(String type, List<ChangeEntry> changes, Set<Long> ids) {
		Map<String, RetainedChanges> remaining = remaining(type, changes, ids);
		Map<String, RecordTrim> removals = new LinkedHashMap<>();
		for (ChangeEntry change : changes) {
			String record = change.record().id();
			RecordTrim before = removals.get(record);
			if (before == null || before.last() < change.revision().number()) {
				removals.put(record, new RecordTrim(record, change.revision().number(),
						change.action().equals(Action.DELETE), remaining.get(record)));
			}
		}
		Map<TrackedEntity, List<RecordTrim>> byEntity = byEntity(type, removals.values());
		this.collections.replace(type, byEntity, removals.keySet());
		Map<RecordRef, RecordRef> spelled = this.spellings.of(type, removals.keySet());
		Set<Long> revisions = new TreeSet<>();
		byEntity.forEach((entity, ofEntity) -> revisions.addAll(this.auditRowRemoval.remove(entity, ofEntity)));
		this.spellings.keep(type, spelled);
		return revisions;
	}

	/**
	 * Groups removals by the entity whose audit rows contain the record, without records
	 * that no entity maps any more.
	 */
	private Map<TrackedEntity, List<RecordTrim>> byEntity(String type, Collection<RecordTrim> removals) {
		Map<TrackedEntity, List<RecordTrim>> byEntity = new HashMap<>();
		List<RecordTrim> open = List.copyOf(removals);
		for (TrackedEntity entity : this.model.ofType(type)) {
			List<RecordTrim> possible = open.stream()
				.filter((removal) -> entity.key().isReadable(removal.recordId()))
				.toList();
			if (!possible.isEmpty()) {
				AuditRows.States states = this.auditRows.states(entity,
						possible.stream().map(RecordTrim::key).collect(Collectors.toSet()), Set.of());
				List<RecordTrim> found = possible.stream().filter((removal) -> states.contains(removal.key())).toList();
				byEntity.put(entity, found);
				open = open.stream().filter((removal) -> !found.contains(removal)).toList();
			}
		}
		return byEntity;
	}

	private Map<String, RetainedChanges> remaining(String type, List<ChangeEntry> changes, Set<Long> without) {
		return RetainedChanges.of(this.index, this.model.formerNames().namesOfType(type),
				changes.stream().map((change) -> change.record().id()).collect(Collectors.toSet()), without);
	}

	private Map<String, List<ChangeEntry>> changesByType(Collection<ChangeEntry> entries) {
		Map<String, List<ChangeEntry>> byType = new LinkedHashMap<>();
		entries.stream()
			.filter((entry) -> EntryRow.CHANGES.contains(entry.action().name()))
			.forEach((entry) -> byType
				.computeIfAbsent(this.model.formerNames().typeToday(entry.record().type()), (key) -> new ArrayList<>())
				.add(entry));
		return byType;
	}

}
