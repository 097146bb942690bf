package dev.revtrail.envers;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.MapType;
import org.jspecify.annotations.Nullable;

/**
 * The indexes and keys that children have in their parents' collections, as the database
 * holds them. Of a child that has no attribute for it no session knows it, and Envers
 * writes none unless the collection changes. Reads them with one statement for all
 * changed children of a collection.
 */
final class StoredPositions {

	private final Map<String, Map<Object, Object>> byRole = new HashMap<>();

	private final Map<String, Set<Object>> read = new HashMap<>();

	/**
	 * Returns where a child is.
	 * @param session the session at hand
	 * @param role the collection
	 * @param id the child's id
	 * @param others the ids of the other children that have changed
	 * @return its index or key; null where it is in no such collection
	 */
	@Nullable Object of(SharedSessionContractImplementor session, ChildrenRole role, Object id, Collection<Object> others) {
		Set<Object> known = this.read.computeIfAbsent(role.role(), (key) -> new HashSet<>());
		Map<Object, Object> positions = this.byRole.computeIfAbsent(role.role(), (key) -> new HashMap<>());
		if (!known.contains(id)) {
			Set<Object> wanted = new HashSet<>(others);
			wanted.add(id);
			wanted.removeAll(known);
			known.addAll(wanted);
			read(session, role, wanted, positions);
		}
		return positions.get(id);
	}

	private static void read(SharedSessionContractImplementor session, ChildrenRole role, Set<Object> ids,
			Map<Object, Object> positions) {
		String parent = role.parent().getEntityName();
		String collection = role.role().substring(role.role().lastIndexOf(parent + ".") + parent.length() + 1);
		boolean map = session.getFactory()
			.getMappingMetamodel()
			.getCollectionDescriptor(role.role())
			.getCollectionType() instanceof MapType;
		SideSession
			.in(session,
					(side) -> side
						.createSelectionQuery("select id(c), " + (map ? "key(c)" : "index(c)") + " from " + parent
								+ " p join p." + collection + " c where id(c) in (:ids)", Object[].class)
						.setParameterList("ids", ids)
						.getResultList())
			.forEach((row) -> positions.put(row[0], row[1]));
	}

}
