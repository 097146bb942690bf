package dev.revtrail.envers;

import java.util.List;

import jakarta.persistence.EntityGraph;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
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
record StoredInstance(EntityPersister persister, Object id, Object instance, @Nullable Object[] state) {

	/**
	 * Reads records, with what they refer to eagerly only where their methods need it.
	 * @param model the tracked entities
	 * @param session the session whose connection is used
	 * @param query the query for them, by {@code ids}
	 * @param entity their entity
	 * @param ids the ids to ask for
	 * @param lock how they are locked
	 * @return the records
	 */
	static List<StoredInstance> read(TrackedModel model, SharedSessionContractImplementor session, String query,
			EntityPersister entity, List<Object> ids, LockMode lock) {
		return SideSession.in(session, (side) -> {
			SelectionQuery<Object> selection = side.createSelectionQuery(query, Object.class)
				.setParameterList("ids", ids)
				.setHibernateLockMode(lock);
			if (!model.asksRecords(entity)) {
				selection.setEntityGraph(nothing(side, entity), GraphSemantic.FETCH);
			}
			return selection.getResultList()
				.stream()
				.map((instance) -> of((SharedSessionContractImplementor) side, instance))
				.toList();
		});
	}

	@SuppressWarnings("unchecked")
	static EntityGraph<Object> nothing(StatelessSession side, EntityPersister entity) {
		return (EntityGraph<Object>) side.createEntityGraph(entity.getMappedClass());
	}

	private static StoredInstance of(SharedSessionContractImplementor side, Object instance) {
		EntityPersister persister = side.getEntityPersister(null, instance);
		@Nullable Object[] state = persister.getValues(instance);
		LazyAttributes.fill(state, persister, instance);
		return new StoredInstance(persister, persister.getIdentifier(instance, side), instance, state);
	}

}
