package dev.revtrail.envers.capture;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * The indexes and keys that children have in their parents' collections, as the database
 * holds them. Of a child that has no attribute for it no session knows it, and Envers
 * writes none unless the collection changes. Reads them with one statement for all
 * changed children of a collection.
 */
final class StoredPositions {

	/** By role and child; {@link Optional#empty()} for children in no such collection. */
	private final Map<String, Map<EntityKey, Optional<Object>>> byRole = new HashMap<>();

	/**
	 * Returns where a child is.
	 * @param session the current session
	 * @param role the collection's role
	 * @param child the child's key
	 * @param others the keys of the other children that have changed
	 * @return its index or key; null where it is in no such collection
	 */
	@Nullable Object of(SharedSessionContractImplementor session, String role, EntityKey child,
			Supplier<Collection<EntityKey>> others) {
		Map<EntityKey, Optional<Object>> positions = this.byRole.computeIfAbsent(role, (key) -> new HashMap<>());
		if (!positions.containsKey(child)) {
			Set<EntityKey> wanted = new HashSet<>(others.get());
			wanted.add(child);
			wanted.removeAll(positions.keySet());
			wanted.forEach((key) -> positions.put(key, Optional.empty()));
			read(session, role, wanted, positions);
		}
		return positions.getOrDefault(child, Optional.empty()).orElse(null);
	}

	private static void read(SharedSessionContractImplementor session, String role, Set<EntityKey> children,
			Map<EntityKey, Optional<Object>> positions) {
		CollectionPersister collection = session.getFactory().getMappingMetamodel().getCollectionDescriptor(role);
		StoredPlace.read(session, collection, children)
			.forEach((place) -> positions.put(place.child(), Optional.ofNullable(place.position())));
	}

}
