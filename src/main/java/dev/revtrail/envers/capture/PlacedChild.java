package dev.revtrail.envers.capture;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.envers.model.IdShape;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A child in a parent's collection.
 *
 * @param instance the child
 * @param position its index or key; null for none
 */
record PlacedChild(Object instance, @Nullable Object position) {

	/**
	 * Returns the children in a collection, or in Hibernate's snapshot of it, by their
	 * keys.
	 * @param collection the collection
	 * @param entity the children's entity
	 * @param positioned whether they have indexes or keys
	 * @param closesGaps whether the indexes leave out nulls, as Hibernate writes those of
	 * inverse lists
	 * @param session the session
	 */
	static Map<EntityKey, PlacedChild> in(Object collection, EntityPersister entity, boolean positioned,
			boolean closesGaps, SharedSessionContractImplementor session) {
		Map<EntityKey, PlacedChild> children = new LinkedHashMap<>();
		if (collection instanceof Map<?, ?> map) {
			map.forEach((key, child) -> add(children, child, positioned ? key : null, entity, session));
		}
		else if (collection instanceof Collection<?> elements) {
			int index = 0;
			boolean ordered = positioned && elements instanceof List<?>;
			for (Object child : elements) {
				add(children, child, ordered ? Integer.valueOf(index) : null, entity, session);
				index += (child == null && closesGaps) ? 0 : 1;
			}
		}
		return children;
	}

	private static void add(Map<EntityKey, PlacedChild> children, @Nullable Object child, @Nullable Object position,
			EntityPersister entity, SharedSessionContractImplementor session) {
		Object id = IdShape.idOf(child, entity, session);
		if (child != null && id != null) {
			children.putIfAbsent(new EntityKey(id, entity), new PlacedChild(child, position));
		}
	}

}
