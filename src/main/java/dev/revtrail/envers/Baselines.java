package dev.revtrail.envers;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Keeps what collections held where histories begin after a purge, as the log told it
 * until then.
 */
final class Baselines {

	private static final int ROWS_PER_STATEMENT = 100;

	private final EntityManager entityManager;

	private final CollectionStates collections;

	private final FormerNames formerNames;

	private final String insert;

	Baselines(EntityManager entityManager, CollectionStates collections, FormerNames formerNames) {
		this.entityManager = entityManager;
		this.collections = collections;
		this.formerNames = formerNames;
		SessionFactoryImplementor sessionFactory = entityManager.getEntityManagerFactory()
			.unwrap(SessionFactoryImplementor.class);
		EntityPersister persister = sessionFactory.getMappingMetamodel().getEntityDescriptor(BaselineRow.class);
		this.insert = "insert into " + SqlNames.table(persister) + " (" + SqlNames.column(persister, "recordType")
				+ ", " + SqlNames.column(persister, "recordId") + ", " + SqlNames.column(persister, "revision") + ", "
				+ SqlNames.column(persister, "data") + ") values ";
	}

	/**
	 * Replaces the baselines of records of a type, before their audit rows go.
	 * @param type the type's name of today
	 * @param removals what is to go, by entity
	 * @param recordIds the ids of all records concerned
	 */
	void replace(String type, Map<TrackedEntity, List<Removal>> removals, Set<String> recordIds) {
		List<BaselineRow> rows = new ArrayList<>();
		removals.forEach((entity, ofEntity) -> rows.addAll(rows(type, entity, ofEntity)));
		this.entityManager
			.createQuery("delete from RevtrailBaseline b where b.recordType in :types and b.recordId in :ids")
			.setParameter("types", this.formerNames.namesOfType(type))
			.setParameter("ids", recordIds)
			.executeUpdate();
		insert(rows);
	}

	private List<BaselineRow> rows(String type, TrackedEntity entity, Collection<Removal> removals) {
		Map<RevisionKey, Map<String, Object>> contents = new LinkedHashMap<>();
		removals.stream()
			.filter(Removal::needsBaseline)
			.forEach((removal) -> contents.put(removal.key(), new HashMap<>()));
		if (contents.isEmpty() || entity.collections().isEmpty()) {
			return List.of();
		}
		RecordStarts starts = this.collections.starts(entity, contents.keySet());
		for (TrackedField.Elements field : entity.collections()) {
			CollectionStates
				.around(field, contents.keySet(), this.collections.rows(entity, field, contents.keySet()), starts)
				.forEach((key, whole) -> {
					if (whole.after() != null) {
						Objects.requireNonNull(contents.get(key)).put(field.name(), whole.after());
					}
				});
		}
		return contents.entrySet().stream().map((content) -> {
			BaselineRow row = new BaselineRow();
			row.recordType = type;
			row.recordId = content.getKey().recordId();
			row.revision = content.getKey().revision();
			row.data = Objects
				.requireNonNull(new EntryData(true, Map.of(), Map.of(), Map.of(), content.getValue()).json());
			return row;
		}).collect(Collectors.toList());
	}

	private void insert(List<BaselineRow> rows) {
		SharedSessionContractImplementor session = this.entityManager.unwrap(SharedSessionContractImplementor.class);
		session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			for (int from = 0; from < rows.size(); from += ROWS_PER_STATEMENT) {
				List<BaselineRow> some = rows.subList(from, Math.min(from + ROWS_PER_STATEMENT, rows.size()));
				try (PreparedStatement statement = connection.prepareStatement(
						this.insert + String.join(", ", Collections.nCopies(some.size(), "(?, ?, ?, ?)")))) {
					int parameter = 1;
					for (BaselineRow row : some) {
						statement.setString(parameter++, row.recordType);
						statement.setString(parameter++, row.recordId);
						statement.setLong(parameter++, row.revision);
						statement.setString(parameter++, row.data);
					}
					statement.executeUpdate();
				}
			}
			return null;
		});
	}

}
