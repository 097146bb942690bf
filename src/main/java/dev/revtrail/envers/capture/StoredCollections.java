package dev.revtrail.envers.capture;

import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;

import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import jakarta.persistence.EntityGraph;
import org.hibernate.Session;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Reads collections of many records as Hibernate holds them, with one statement, and
 * locks nothing.
 */
public final class StoredCollections {

	private StoredCollections() {
	}

	/**
	 * Reads one collection of records.
	 * @param side the session to read with, which keeps what it reads
	 * @param entity the records' entity
	 * @param field the collection
	 * @param ids the records' ids
	 * @param reader takes each record's id with its collection
	 */
	public static void read(Session side, TrackedEntity entity, TrackedField.Elements field, List<Object> ids,
			BiConsumer<Object, PersistentCollection<?>> reader) {
		EntityPersister owner = entity.persister();
		List<Object> owners = side
			.createSelectionQuery("select o from " + owner.getEntityName() + " o left join fetch o."
					+ StoredPlace.quotedAttribute(field.persister()) + " where id(o) in (:ids)", Object.class)
			.setParameterList("ids", ids)
			.setEntityGraph(nothing(side, owner), GraphSemantic.FETCH)
			.getResultList();
		for (Object found : new HashSet<>(owners)) {
			if (field.path().valueIn(owner.getValues(found)) instanceof PersistentCollection<?> collection) {
				reader.accept(owner.getIdentifier(found, (SharedSessionContractImplementor) side), collection);
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static EntityGraph<Object> nothing(Session side, EntityPersister entity) {
		return (EntityGraph<Object>) side.createEntityGraph(entity.getMappedClass());
	}

}
