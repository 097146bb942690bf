package dev.revtrail.envers.capture;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.CollectionContent;
import dev.revtrail.envers.model.CollectionAuditMapping;
import dev.revtrail.envers.model.SideSession;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.LockMode;
import org.hibernate.Locking;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of many records' collections with one statement, and locks their
 * rows: a read that locks is one of what they hold now, at every isolation level.
 */
final class StoredElements {

	private final TrackedField.Elements field;

	private final EntityPersister owner;

	/**
	 * Hibernate locks rows of embeddables only where it fetches them with their owners.
	 */
	private final boolean fetched;

	private final Map<EntityKey, CollectionContent> content = new HashMap<>();

	private StoredElements(TrackedField.Elements field) {
		this.field = field;
		this.owner = field.persister().getOwnerEntityPersister();
		this.fetched = field.persister().getElementType().isComponentType();
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
		StoredElements elements = new StoredElements(field);
		for (List<Object> batch : RecordRows.batches(ownerIds)) {
			SideSession.in(session, (side) -> {
				elements.query(side)
					.setParameterList("ids", batch)
					.setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
					.getResultList()
					.forEach((row) -> elements.add((SharedSessionContractImplementor) side, (Object[]) row));
				return null;
			});
		}
		return elements.content;
	}

	private SelectionQuery<Object> query(StatelessSession side) {
		CollectionPersister collection = this.field.persister();
		String element = collection.getElementType().isEntityType() ? "id(c)" : "c";
		SelectionQuery<Object> query = side.createSelectionQuery(
				"select " + (this.fetched ? "o" : "id(o)") + ", " + element + ", " + StoredPlace.position(collection)
						+ " from " + this.owner.getEntityName() + " o join " + (this.fetched ? "fetch " : "") + "o."
						+ StoredPlace.quotedAttribute(collection) + " c where id(o) in (:ids)",
				Object.class);
		return this.fetched
				? query.setEntityGraph(StoredInstance.nothing(side, this.owner), GraphSemantic.FETCH)
					.setLockScope(Locking.Scope.INCLUDE_FETCHES)
				: query.setLockScope(Locking.Scope.INCLUDE_COLLECTIONS);
	}

	private void add(SharedSessionContractImplementor session, @Nullable Object[] row) {
		CollectionAuditMapping history = this.field.history();
		Object id = (row[0] != null && this.fetched) ? this.owner.getIdentifier(row[0], session) : row[0];
		Object element = (row[1] != null) ? history.element().write(row[1], session) : null;
		if (id != null && element != null) {
			Object position = StoredPlace.position(this.field.persister(), row[2]);
			this.content.computeIfAbsent(new EntityKey(id, this.owner), (key) -> new CollectionContent(history.kind()))
				.put(history.place(position, element, session), element);
		}
	}

}
