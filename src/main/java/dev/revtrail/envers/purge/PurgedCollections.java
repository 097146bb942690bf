package dev.revtrail.envers.purge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.envers.index.EntryData;
import dev.revtrail.envers.index.RowInsert;
import dev.revtrail.envers.log.PurgedCollectionsRow;
import dev.revtrail.envers.log.CollectionReplay;
import dev.revtrail.envers.log.HistoryStarts;
import dev.revtrail.envers.model.FormerNames;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Keeps the content of collections where histories begin after a purge, as the log had it
 * until then.
 */
final class PurgedCollections {

	private final EntityManager entityManager;

	private final CollectionReplay collections;

	private final FormerNames formerNames;

	private final RowInsert insert;

	PurgedCollections(EntityManager entityManager, CollectionReplay collections, FormerNames formerNames) {
		this.entityManager = entityManager;
		this.collections = collections;
		this.formerNames = formerNames;
		this.insert = new RowInsert(
				entityManager.getEntityManagerFactory()
					.unwrap(SessionFactoryImplementor.class)
					.getMappingMetamodel()
					.getEntityDescriptor(PurgedCollectionsRow.class),
				List.of("recordType", "recordId", "revision", "data"));
	}

	/**
	 * Replaces what is kept of records of a type, before their audit rows go.
	 * @param type the type's name of today
	 * @param removals what is to go, by entity
	 * @param recordIds the ids of all records concerned
	 */
	void replace(String type, Map<TrackedEntity, List<RecordTrim>> removals, Set<String> recordIds) {
		List<List<Object>> rows = new ArrayList<>();
		removals.forEach((entity, ofEntity) -> rows.addAll(rows(type, entity, ofEntity)));
		this.entityManager
			.createQuery("delete from RevtrailPurgedCollections b where b.recordType in :types and b.recordId in :ids")
			.setParameter("types", this.formerNames.namesOfType(type))
			.setParameter("ids", recordIds)
			.executeUpdate();
		this.insert.insert(this.entityManager.unwrap(SharedSessionContractImplementor.class), rows);
	}

	private List<List<Object>> rows(String type, TrackedEntity entity, Collection<RecordTrim> removals) {
		Map<RevisionKey, Map<String, Object>> contents = new LinkedHashMap<>();
		removals.stream()
			.filter(RecordTrim::keepsCollections)
			.forEach((removal) -> contents.put(removal.key(), new HashMap<>()));
		if (contents.isEmpty() || entity.collections().isEmpty()) {
			return List.of();
		}
		HistoryStarts starts = this.collections.starts(entity, contents.keySet());
		for (TrackedField.Elements field : entity.collections()) {
			CollectionReplay
				.around(field, contents.keySet(), this.collections.rows(entity, field, contents.keySet()), starts)
				.forEach((key, whole) -> {
					if (whole.after() != null) {
						Objects.requireNonNull(contents.get(key)).put(field.name(), whole.after());
					}
				});
		}
		List<List<Object>> rows = new ArrayList<>();
		contents.forEach((key, content) -> rows.add(List.of(type, key.recordId(), key.revision(),
				Objects.requireNonNull(new EntryData(true, Map.of(), Map.of(), Map.of(), content).json()))));
		return rows;
	}

}
