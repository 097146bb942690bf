package dev.revtrail.envers.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.ChildrenRole;
import dev.revtrail.envers.model.SideSession;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.LockMode;
import org.hibernate.dialect.RowLockStrategy;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.MapType;
import org.jspecify.annotations.Nullable;

/**
 * Where a child is among the children of its parent, as the database has it.
 *
 * @param child the child's key
 * @param parent its parent's key
 * @param position its index, counted from zero, or its key; null for none
 */
public record StoredPlace(EntityKey child, EntityKey parent, @Nullable Object position) {

	/**
	 * Reads the places in one collection of children whose rows the transaction has
	 * locked or written. A read that locks them again is one of where they are now, at
	 * every isolation level. Parents are not locked, as they are not written with their
	 * children: where the database or their ids do not allow for that, nothing is.
	 * @param session the session whose connection is used
	 * @param collection the collection
	 * @param children the children's keys
	 * @return the places of those that have a parent
	 */
	static List<StoredPlace> read(SharedSessionContractImplementor session, CollectionPersister collection,
			Collection<EntityKey> children) {
		boolean locks = session.getDialect()
			.getLockingSupport()
			.getMetadata()
			.getWriteRowLockStrategy() != RowLockStrategy.NONE
				&& collection.getOwnerEntityPersister().getIdentifierType() instanceof BasicType;
		return read(session, collection, children, locks);
	}

	/**
	 * Reads what parents' collections write of children, and no attribute holds, without
	 * locking anything.
	 * @param session the session whose connection is used
	 * @param entity the children's entity
	 * @param ids the children's ids
	 * @param reader takes the places of those that have a parent, with each field that
	 * shows them
	 */
	public static void readUnheld(SharedSessionContractImplementor session, TrackedEntity entity,
			Collection<Object> ids, UnheldReader reader) {
		List<EntityKey> children = ids.stream().map((id) -> new EntityKey(id, entity.persister())).toList();
		for (ChildrenRole role : entity.parents()) {
			List<TrackedField.Single> unheld = entity.singles()
				.stream()
				.filter((field) -> role.writes(field.name()) && field.path().isNone())
				.toList();
			if (!unheld.isEmpty()) {
				read(session, session.getFactory().getMappingMetamodel().getCollectionDescriptor(role.role()), children,
						false)
					.forEach((place) -> unheld.forEach((field) -> reader.read(role, field, place)));
			}
		}
	}

	private static List<StoredPlace> read(SharedSessionContractImplementor session, CollectionPersister collection,
			Collection<EntityKey> children, boolean locks) {
		String query = query(collection, locks);
		List<StoredPlace> places = new ArrayList<>();
		RecordRows.batches(children.stream().map(EntityKey::getIdentifier).toList())
			.forEach((batch) -> SideSession
				.in(session,
						(side) -> side.createSelectionQuery(query, Object[].class)
							.setParameterList("ids", batch)
							.setHibernateLockMode(locks ? LockMode.PESSIMISTIC_WRITE : LockMode.NONE)
							.getResultList())
				.forEach((row) -> places.add(new StoredPlace(new EntityKey(row[0], collection.getElementPersister()),
						new EntityKey(row[1], collection.getOwnerEntityPersister()), position(collection, row[2])))));
		return places;
	}

	/** Hibernate locks what paths are selected of, and leaves out other expressions. */
	private static String query(CollectionPersister collection, boolean locks) {
		return "select id(c), " + (locks ? "coalesce(id(p), id(p))" : "id(p)") + ", " + position(collection) + " from "
				+ collection.getOwnerEntityPersister().getEntityName() + " p join p." + quotedAttribute(collection)
				+ " c where id(c) in (:ids)";
	}

	/** What a query selects of an element {@code c} for its position. */
	static String position(CollectionPersister collection) {
		return !collection.hasIndex() ? "null"
				: (collection.getCollectionType() instanceof MapType) ? "key(c)" : "index(c)";
	}

	/** The position that a query has selected; an index is counted from zero. */
	static @Nullable Object position(CollectionPersister collection, @Nullable Object selected) {
		return (selected instanceof Integer index && !(collection.getCollectionType() instanceof MapType))
				? Integer.valueOf(index - collection.getAttributeMapping().getIndexMetadata().getListIndexBase())
				: selected;
	}

	/**
	 * The path of a collection in a query, as attributes may have names of its language.
	 */
	public static String quotedAttribute(CollectionPersister collection) {
		return "`" + attribute(collection).replace(".", "`.`") + "`";
	}

	/**
	 * The path of a collection in the class that declares it, which may be above the
	 * parent's.
	 */
	public static String attribute(CollectionPersister collection) {
		return collection.getRole().substring(collection.getOwnerEntityPersister().getEntityName().length() + 1);
	}

	/**
	 * Reads the places of children in fields that show them.
	 */
	@FunctionalInterface
	public interface UnheldReader {

		void read(ChildrenRole role, TrackedField.Single field, StoredPlace place);

	}

}
