package dev.revtrail.envers;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of many records' collections with one statement.
 */
final class StoredElements {

	private StoredElements() {
	}

	/**
	 * Reads the elements of one collection of some records.
	 * @param session the session whose connection is used
	 * @param field the collection
	 * @param ownerIds the records' ids
	 * @return the content of the collections that are not empty, by their owners
	 */
	static Map<EntityKey, CollectionContent> read(SharedSessionContractImplementor session, TrackedField.Elements field,
			Collection<Object> ownerIds) {
		Map<EntityKey, CollectionContent> content = new HashMap<>();
		for (var batch : BulkRows.batches(ownerIds)) {
			SideSession.in(session, (side) -> {
				side.createSelectionQuery(query(field.persister()), Object[].class)
					.setParameterList("ids", batch)
					.getResultList()
					.forEach((row) -> add(side, field, row, content));
				return null;
			});
		}
		return content;
	}

	private static String query(CollectionPersister collection) {
		String element = collection.getElementType().isEntityType() ? "id(c)" : "c";
		return "select id(o), " + element + ", " + StoredPlace.position(collection) + " from "
				+ collection.getOwnerEntityPersister().getEntityName() + " o join o."
				+ StoredPlace.quotedAttribute(collection) + " c where id(o) in (:ids)";
	}

	private static void add(StatelessSession side, TrackedField.Elements field, @Nullable Object[] row,
			Map<EntityKey, CollectionContent> content) {
		CollectionHistory history = field.history();
		SharedSessionContractImplementor session = (SharedSessionContractImplementor) side;
		Object element = (row[1] != null) ? history.element().write(row[1], session) : null;
		if (row[0] != null && element != null) {
			Object position = StoredPlace.position(field.persister(), row[2]);
			content
				.computeIfAbsent(new EntityKey(row[0], field.persister().getOwnerEntityPersister()),
						(key) -> new CollectionContent(history.kind()))
				.put(history.place(position, element, session), element);
		}
	}

}
