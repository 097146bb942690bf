package dev.revtrail.envers.baseline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.bulk.AuditRowInsert;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.capture.StoredInstance;
import dev.revtrail.envers.capture.StoredPlace;
import dev.revtrail.envers.model.ChildrenRole;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.EntityConfiguration;
import org.hibernate.envers.internal.entities.mapper.ExtendedPropertyMapper;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes audit rows of an entity's records as they are now: those that Envers would write
 * if the records were created, made by its own mappers of what the database holds. Takes
 * one statement for the records, one for each collection, and one for each hundred rows.
 */
final class BaselineRows {

	private final Capture capture;

	private final TrackedEntity entity;

	private final OlderRecords older;

	private final Configuration envers;

	private final EntityConfiguration configuration;

	BaselineRows(Capture capture, TrackedEntity entity, OlderRecords older) {
		this.capture = capture;
		this.entity = entity;
		this.older = older;
		this.envers = capture.envers().getConfig();
		this.configuration = capture.envers().getEntitiesConfigurations().get(entity.entityName());
	}

	/**
	 * Writes the rows of records that have none. What is read is looked for audit rows
	 * afterwards: a record that has changed meanwhile has one, and gets no other.
	 * @param session the session whose connection is used; each of its statements sees
	 * what is committed
	 * @param ids the records' ids
	 * @param revision the revision, below which nothing is in flight
	 * @return how many records got a row
	 */
	int write(SharedSessionContractImplementor session, List<Object> ids, RevtrailRevision revision) {
		List<StoredInstance> records = read(session, ids);
		ElementRows elements = new ElementRows(this.capture, this.entity, this.older, revision);
		elements.read(session, ids);
		Map<String, Map<String, @Nullable Object>> places = places(session, records);
		Set<String> open = this.older.withoutRows(session, ids)
			.stream()
			.map((id) -> this.older.scan().recordId(id, session))
			.collect(Collectors.toSet());
		Map<String, StoredInstance> written = new LinkedHashMap<>();
		records.forEach((record) -> written.put(this.older.scan().recordId(record.id(), session), record));
		written.keySet().retainAll(open);
		if (written.isEmpty()) {
			return 0;
		}
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		written.forEach((id, record) -> {
			Map<String, @Nullable Object> row = row(session, record, revision);
			row.putAll(places.getOrDefault(id, Map.of()));
			flags(row, elements.fieldsOf(id));
			rows.add(row);
		});
		new AuditRowInsert(this.entity.auditPersister()).insert(session, rows);
		elements.of(written.keySet()).forEach((audit, ofTable) -> new AuditRowInsert(audit).insert(session, ofTable));
		return written.size();
	}

	private List<StoredInstance> read(SharedSessionContractImplementor session, List<Object> ids) {
		return StoredInstance.read(session, this.older.scan().byIds(), this.entity.persister(), ids, LockMode.NONE,
				false);
	}

	private Map<String, @Nullable Object> row(SharedSessionContractImplementor session, StoredInstance record,
			RevtrailRevision revision) {
		Map<String, @Nullable Object> row = values(session, record.state());
		Map<String, Object> id = new HashMap<>();
		id.put(this.envers.getRevisionFieldName(), revision);
		this.configuration.getIdMapper().mapToMapFromId(session, id, record.id());
		row.put(this.envers.getOriginalIdPropertyName(), id);
		row.put(this.envers.getRevisionTypePropertyName(), RevisionType.ADD);
		return row;
	}

	/**
	 * Envers' mapper of collections would read them one by one. It takes composite ids of
	 * references from the fields of proxies, and leaves out what parents' collections
	 * write.
	 */
	private Map<String, @Nullable Object> values(SharedSessionContractImplementor session, @Nullable Object[] state) {
		EntityPersister persister = this.entity.persister();
		Type[] types = persister.getPropertyTypes();
		int[] singles = IntStream.range(0, types.length).filter((i) -> !types[i].isCollectionType()).toArray();
		String[] names = IntStream.of(singles).mapToObj((i) -> persister.getPropertyNames()[i]).toArray(String[]::new);
		@Nullable Object[] values = IntStream.of(singles).mapToObj((i) -> state[i]).toArray();
		Map<String, @Nullable Object> row = new HashMap<>();
		((ExtendedPropertyMapper) this.configuration.getPropertyMapper()).map(session, row, names, values, null);
		for (TrackedField.Single field : this.entity.singles()) {
			if (field.path().isNone()) {
				continue;
			}
			if (field instanceof TrackedField.Reference reference) {
				reference.audited().write(reference.idIn(state, session), row, session);
			}
			else if (this.entity.isOfParents(field.name())) {
				row.put(field.auditProperties().get(0), field.path().valueIn(state));
			}
		}
		return row;
	}

	/** What parents' collections write, and no attribute holds, by the records' ids. */
	private Map<String, Map<String, @Nullable Object>> places(SharedSessionContractImplementor session,
			List<StoredInstance> records) {
		Map<String, Map<String, @Nullable Object>> places = new HashMap<>();
		StoredPlace
			.readUnheld(session, this.entity, records.stream().map(StoredInstance::id).toList(),
					(role, field, place) -> put(session, role, field, place,
							places.computeIfAbsent(this.older.scan().recordId(place.child().getIdentifier(), session),
									(id) -> new HashMap<>())));
		return places;
	}

	private static void put(SharedSessionContractImplementor session, ChildrenRole role, TrackedField.Single field,
			StoredPlace place, Map<String, @Nullable Object> row) {
		if (field instanceof TrackedField.Reference reference && field.name().equals(role.reference())) {
			reference.audited().write(place.parent().getIdentifier(), row, session);
		}
		else {
			row.put(field.auditProperties().get(0), place.position());
		}
	}

	/** A collection is modified where it has elements. */
	private void flags(Map<String, @Nullable Object> row, Set<String> filled) {
		String suffix = this.envers.getModifiedFlagsSuffix();
		for (String property : this.entity.auditPersister().getPropertyNames()) {
			if (property.endsWith(suffix) && !row.containsKey(property)) {
				String flagged = property.substring(0, property.length() - suffix.length());
				row.put(property, filled.stream().map((name) -> name.replace('.', '_')).anyMatch(flagged::equals));
			}
		}
	}

}
