package dev.revtrail.envers.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.capture.StoredCollections;
import dev.revtrail.envers.capture.StoredPlace;
import dev.revtrail.envers.capture.TrackedAuditStrategy;
import dev.revtrail.envers.model.SideSession;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.mapper.PersistentCollectionChangeData;
import org.hibernate.envers.internal.entities.mapper.PropertyMapper;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * The audit rows of the elements in the collections of records, as Envers would write
 * them if the collections were new. Takes one statement for each collection.
 */
final class ElementRows {

	private final Capture capture;

	private final TrackedEntity entity;

	private final OlderRecords older;

	private final RevtrailRevision revision;

	private final List<Row> rows = new ArrayList<>();

	/** By record, the collections that have elements. */
	private final Map<String, Set<String>> fields = new HashMap<>();

	ElementRows(Capture capture, TrackedEntity entity, OlderRecords older, RevtrailRevision revision) {
		this.capture = capture;
		this.entity = entity;
		this.older = older;
		this.revision = revision;
	}

	/**
	 * Reads the collections of records.
	 * @param session the session whose connection is used
	 * @param ids the records' ids
	 */
	void read(SharedSessionContractImplementor session, List<Object> ids) {
		if (this.entity.collections().isEmpty()) {
			return;
		}
		SideSession.reading(session, (side) -> {
			this.entity.collections()
				.forEach((field) -> StoredCollections.read(side, this.entity, field, ids,
						(id, collection) -> read((SharedSessionContractImplementor) side, field, id, collection)));
			return null;
		});
	}

	private void read(SharedSessionContractImplementor side, TrackedField.Elements field, Object id,
			PersistentCollection<?> collection) {
		PropertyMapper mapper = this.capture.envers()
			.getEntitiesConfigurations()
			.get(this.entity.entityName())
			.getPropertyMapper();
		String property = StoredPlace.attribute(field.persister());
		String record = this.older.scan().recordId(id, side);
		List<PersistentCollectionChangeData> changes = mapper.mapCollectionChanges(side, property, collection, null,
				id);
		if (changes == null || changes.isEmpty()) {
			return;
		}
		Configuration configuration = this.capture.envers().getConfig();
		TrackedAuditStrategy strategy = new TrackedAuditStrategy(
				new CollectedChanges((change) -> this.rows.add(new Row(record, change))), () -> this.capture);
		for (PersistentCollectionChangeData change : changes) {
			ofRow(change).put(configuration.getRevisionFieldName(), this.revision);
			strategy.performCollectionChange(side, this.entity.entityName(), property, configuration, change,
					this.revision);
		}
		this.fields.computeIfAbsent(record, (key) -> new HashSet<>()).add(field.name());
	}

	/** The id of a row, which Envers has in a map of its own. */
	@SuppressWarnings("unchecked")
	private Map<String, @Nullable Object> ofRow(PersistentCollectionChangeData change) {
		return (Map<String, @Nullable Object>) Objects
			.requireNonNull(change.getData().get(this.capture.envers().getConfig().getOriginalIdPropertyName()));
	}

	/** The collections of a record that have elements. */
	Set<String> fieldsOf(String record) {
		return this.fields.getOrDefault(record, Set.of());
	}

	/** The rows of some records, by audit table. */
	Map<EntityPersister, List<Map<String, @Nullable Object>>> of(Set<String> records) {
		Map<EntityPersister, List<Map<String, @Nullable Object>>> byTable = new LinkedHashMap<>();
		for (Row row : this.rows) {
			if (records.contains(row.owner())) {
				EntityPersister audit = this.capture.factory()
					.sessionFactory()
					.getMappingMetamodel()
					.getEntityDescriptor(row.change().getEntityName());
				byTable.computeIfAbsent(audit, (key) -> new ArrayList<>()).add(row.change().getData());
			}
		}
		return byTable;
	}

	/**
	 * The row of an element.
	 *
	 * @param owner the id of the record
	 * @param change the row
	 */
	private record Row(String owner, PersistentCollectionChangeData change) {

	}

}
