package dev.revtrail.envers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A record as the database has it, read by a session that no filter and no cache narrows.
 *
 * @param state the record's state, with all of its lazy attributes
 * @param elements the canonical content of its collections, by field
 */
record StoredRecord(@Nullable Object[] state, Map<String, Object> elements) {

	/**
	 * Reads a record on the connection of a session.
	 * @param session the session, which is neither flushed nor filled
	 * @param entity the record's entity
	 * @param id the record's id
	 * @param collections the collections to read
	 * @return the record; null where the database has none
	 */
	static @Nullable StoredRecord read(SharedSessionContractImplementor session, TrackedEntity entity, Object id,
			List<TrackedField.Elements> collections) {
		return SideSession.reading(session, (side) -> {
			Object found = side.find(entity.persister().getMappedClass(), id, CacheMode.IGNORE);
			return (found != null) ? of((SharedSessionContractImplementor) side, entity, found, collections) : null;
		});
	}

	private static StoredRecord of(SharedSessionContractImplementor side, TrackedEntity entity, Object found,
			List<TrackedField.Elements> collections) {
		EntityPersister persister = entity.persister();
		@Nullable Object[] state = persister.getValues(found);
		LazyAttributes.fill(state, persister, found);
		Map<String, Object> elements = new HashMap<>();
		for (TrackedField.Elements field : collections) {
			Object collection = field.path().valueIn(state);
			if (collection != null) {
				Hibernate.initialize(collection);
				elements.put(field.name(), field.history().content(collection, side).value());
			}
		}
		return new StoredRecord(state, elements);
	}

}
