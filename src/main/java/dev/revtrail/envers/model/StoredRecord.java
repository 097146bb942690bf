package dev.revtrail.envers.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A record as the database has it, read by a session that no filter and no cache narrows.
 *
 * @param state the record's state, with all of its lazy attributes
 * @param elements the canonical content of its collections, by field
 */
public record StoredRecord(@Nullable Object[] state, Map<String, Object> elements) {

	/**
	 * Reads a record on the connection of a session.
	 * @param session the session, which is neither flushed nor filled
	 * @param entity the record's entity
	 * @param id the record's id
	 * @param collections the collections to read
	 * @return the record; null where the database has none
	 */
	public static @Nullable StoredRecord read(SharedSessionContractImplementor session, TrackedEntity entity, Object id,
			List<TrackedField.Elements> collections) {
		return SideSession.reading(session, (side) -> {
			Object found = side.find(entity.persister().getMappedClass(), id, CacheMode.IGNORE);
			return (found != null) ? of((SharedSessionContractImplementor) side, entity, found, collections) : null;
		});
	}

	/**
	 * Reads references that are replaced unread into the state before: Envers compares
	 * the ids of both.
	 * @param before the state before, which is changed
	 * @param state the state that is to be written
	 * @param entity the record's entity
	 * @param id the record's id
	 * @param session the session that is about to write
	 */
	public static void readReplacedReferences(@Nullable Object[] before, @Nullable Object[] state, TrackedEntity entity,
			Object id, SharedSessionContractImplementor session) {
		if (!entity.persister().getBytecodeEnhancementMetadata().isEnhancedForLazyLoading()) {
			return;
		}
		Type[] types = entity.persister().getPropertyTypes();
		int[] replaced = IntStream.range(0, before.length)
			.filter((i) -> before[i] == LazyPropertyInitializer.UNFETCHED_PROPERTY && state[i] != before[i])
			.filter((i) -> types[i].isEntityType())
			.toArray();
		StoredRecord stored = (replaced.length > 0) ? read(session, entity, id, List.of()) : null;
		if (stored != null) {
			for (int i : replaced) {
				before[i] = stored.state()[i];
			}
		}
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
