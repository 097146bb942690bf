package dev.revtrail.envers.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.envers.capture.Placement.Place;
import dev.revtrail.envers.model.ChildrenRole;
import dev.revtrail.envers.model.IdShape;
import dev.revtrail.envers.model.RecordKey;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.work.CollectionChangeWorkUnit;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * Notes which children a change of a parent's collection places elsewhere.
 */
final class ChildrenPlaces {

	private final OpenTransactions transactions;

	private final ChildrenRole role;

	private final SharedSessionContractImplementor session;

	ChildrenPlaces(OpenTransactions transactions, ChildrenRole role, SharedSessionContractImplementor session) {
		this.transactions = transactions;
		this.role = role;
		this.session = session;
	}

	/**
	 * Notes a change of a collection.
	 * @param parentId the parent's id
	 * @param before the collection, or its snapshot, before
	 * @param after the same after
	 */
	void note(Object parentId, Object before, Object after) {
		Map<EntityKey, PlacedChild> old = children(before);
		Map<EntityKey, PlacedChild> now = children(after);
		Set<EntityKey> keys = new LinkedHashSet<>(old.keySet());
		keys.addAll(now.keySet());
		for (EntityKey key : keys) {
			PlacedChild was = old.get(key);
			PlacedChild is = now.get(key);
			if (was == null || is == null || !Objects.equals(was.position(), is.position())) {
				Placement placement = this.transactions.changes(this.session)
					.placement(this.role, key, () -> first(key));
				if (is == null) {
					placement.left(place(parentId, Objects.requireNonNull(was)));
				}
				else if (was == null) {
					placement.joined(place(parentId, is));
				}
				else {
					placement.moved(place(parentId, was), place(parentId, is));
				}
				audit(key.getIdentifier(), Objects.requireNonNull((is != null) ? is : was).instance());
			}
		}
	}

	/**
	 * Notes where the database has put children that joined collections which the session
	 * has not read, as Hibernate does not say. Takes one statement for each such
	 * association.
	 * @param transactions the open transactions
	 * @param session the session
	 * @param changes what the transaction has changed
	 */
	static void complete(OpenTransactions transactions, SharedSessionContractImplementor session,
			TransactionChanges changes) {
		Map<ChildrenRole, List<EntityKey>> joined = new LinkedHashMap<>();
		for (RecordChange record : changes.written()) {
			for (ChildrenRole role : record.entity().parents()) {
				if (role.position() != null
						&& new ChildrenPlaces(transactions, role, session).isUnplaced(record, changes)) {
					joined.computeIfAbsent(role, (key) -> new ArrayList<>()).add(record.key());
				}
			}
		}
		joined.forEach((role, children) -> new ChildrenPlaces(transactions, role, session).complete(changes, children));
	}

	/** Whether a child has another parent whose collection has not placed it. */
	private boolean isUnplaced(RecordChange record, TransactionChanges changes) {
		Object parentId = parentId(record, record.current());
		Placement placement = changes.findPlacement(this.role, record.key());
		return parentId != null && (placement == null || placement.to() == null)
				&& !parentId.equals(parentId(record, record.loaded()));
	}

	private @Nullable Object parentId(RecordChange record, @Nullable Object @Nullable [] state) {
		int reference = Arrays.asList(record.entity().persister().getPropertyNames()).indexOf(this.role.mappedBy());
		return (state != null && reference >= 0) ? IdShape.idOf(state[reference], this.role.parent(), this.session)
				: null;
	}

	private void complete(TransactionChanges changes, List<EntityKey> children) {
		for (StoredPlace place : StoredPlace.read(this.session, collection(), children)) {
			Object parentId = place.parent().getIdentifier();
			changes.placement(this.role, place.child(), () -> first(place.child()))
				.joined(new Place(parentId, text(parentId), place.position()));
		}
	}

	private CollectionPersister collection() {
		return this.session.getFactory().getMappingMetamodel().getCollectionDescriptor(this.role.role());
	}

	private Place place(Object parentId, PlacedChild child) {
		return new Place(parentId, text(parentId), child.position());
	}

	private String text(Object parentId) {
		RecordKey key = Objects.requireNonNull(this.transactions.model().entity(this.role.parent().getEntityName()))
			.key();
		return String.valueOf(key.text(key.values(parentId, this.session)));
	}

	/** Shows by what the session loaded of a child where it was. */
	private Placement first(EntityKey key) {
		Object instance = this.session.getPersistenceContextInternal().getEntity(key);
		EntityEntry entry = (instance != null) ? this.session.getPersistenceContextInternal().getEntry(instance) : null;
		RecordChange changed = this.transactions.changes(this.session).find(key);
		@Nullable Object @Nullable [] state = (changed != null && changed.loaded() != null) ? changed.loaded()
				: (entry != null) ? entry.getLoadedState() : null;
		if (changed != null && changed.loaded() == null && changed.current() != null && !changed.isLoadedUnknown()) {
			return new Placement(this.role, true, null);
		}
		int reference = (entry != null)
				? Arrays.asList(entry.getPersister().getPropertyNames()).indexOf(this.role.mappedBy()) : -1;
		if (state == null || reference < 0 || state[reference] == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
			return new Placement(this.role, false, null);
		}
		@Nullable Object parent = state[reference];
		Object parentId = IdShape.idOf(parent, this.role.parent(), this.session);
		return new Placement(this.role, true, (parentId != null) ? new Place(parentId, text(parentId), null) : null);
	}

	/** Where a change of a collection is none of the child's to Envers, it is to us. */
	private void audit(Object id, Object instance) {
		EnversService envers = this.transactions.envers();
		if (!envers.getConfig().isGenerateRevisionsForCollections()) {
			String entityName = this.session.bestGuessEntityName(instance);
			envers.getAuditProcessManager()
				.get(this.session)
				.addWorkUnit(new CollectionChangeWorkUnit(this.session, entityName,
						(this.role.reference() != null) ? this.role.reference() : this.role.position(), envers, id,
						instance));
		}
	}

	private Map<EntityKey, PlacedChild> children(Object collection) {
		boolean closesGaps = collection instanceof PersistentCollection && collection().isInverse();
		return PlacedChild.in(collection, this.role.child(), this.role.position() != null, closesGaps, this.session);
	}

}
