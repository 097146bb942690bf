package dev.revtrail.envers.capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.LazyAttributes;
import dev.revtrail.envers.model.SideSession;
import jakarta.persistence.EntityGraph;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * A record as the database has it, read with others of its kind.
 *
 * @param persister its entity
 * @param id its id
 * @param instance the record, which belongs to no session
 * @param state its state, with all of its lazy attributes
 */
public record StoredInstance(EntityPersister persister, Object id, Object instance, @Nullable Object[] state) {

	/**
	 * Reads records.
	 * @param session the session whose connection is used
	 * @param query the query for them, by {@code ids}
	 * @param entity their entity
	 * @param ids the ids to ask for
	 * @param lock how they are locked
	 * @param references whether what they refer to eagerly is read with them
	 * @return the records
	 */
	public static List<StoredInstance> read(SharedSessionContractImplementor session, String query,
			EntityPersister entity, List<Object> ids, LockMode lock, boolean references) {
		return SideSession.in(session, (side) -> {
			SelectionQuery<Object> selection = side.createSelectionQuery(query, Object.class)
				.setParameterList("ids", ids)
				.setHibernateLockMode(lock);
			if (!references) {
				selection.setEntityGraph(nothing(side, entity), GraphSemantic.FETCH);
			}
			List<StoredInstance> records = selection.getResultList()
				.stream()
				.map((instance) -> of((SharedSessionContractImplementor) side, instance))
				.toList();
			records.stream()
				.filter((record) -> LazyAttributes.isMissingIn(record.state()))
				.collect(Collectors.groupingBy(StoredInstance::persister))
				.forEach((persister, some) -> RecordRows.batches(some)
					.forEach((batch) -> fill(side, persister, batch, lock)));
			return records;
		});
	}

	/**
	 * Reads the lazy attributes of records of one class, which have no session to read
	 * them with.
	 */
	private static void fill(StatelessSession side, EntityPersister persister, List<StoredInstance> records,
			LockMode lock) {
		@Nullable Object[] first = records.get(0).state;
		int[] missing = IntStream.range(0, first.length)
			.filter((i) -> first[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY)
			.toArray();
		String attributes = IntStream.of(missing)
			.mapToObj((i) -> ", e.`" + persister.getPropertyNames()[i] + "`")
			.collect(Collectors.joining());
		Map<EntityKey, StoredInstance> byKey = new HashMap<>();
		records.forEach((record) -> byKey.put(new EntityKey(record.id, persister), record));
		side.createSelectionQuery(
				"select id(e)" + attributes + " from " + persister.getEntityName() + " e where id(e) in (:ids)",
				Object[].class)
			.setParameterList("ids", records.stream().map(StoredInstance::id).toList())
			.setHibernateLockMode(lock)
			.getResultList()
			.forEach((row) -> {
				StoredInstance record = Objects.requireNonNull(byKey.get(new EntityKey(row[0], persister)));
				for (int i = 0; i < missing.length; i++) {
					record.state[missing[i]] = row[i + 1];
					persister.setPropertyValue(record.instance, missing[i], row[i + 1]);
				}
			});
	}

	/** The state as one of an entity above its own has it. */
	@Nullable Object[] stateAs(EntityPersister entity) {
		return (entity == this.persister) ? this.state : entity.getValues(this.instance);
	}

	@SuppressWarnings("unchecked")
	static EntityGraph<Object> nothing(StatelessSession side, EntityPersister entity) {
		return (EntityGraph<Object>) side.createEntityGraph(entity.getMappedClass());
	}

	private static StoredInstance of(SharedSessionContractImplementor side, Object instance) {
		EntityPersister persister = side.getEntityPersister(null, instance);
		return new StoredInstance(persister, persister.getIdentifier(instance, side), instance,
				persister.getValues(instance));
	}

}
