package dev.revtrail.envers.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.envers.capture.Whereabouts.Child;
import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.envers.RevisionType;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parents that lose children without a change of their own collections. Where
 * only parents write an association, a child has one foreign key for it: a child that
 * another parent takes, or that is deleted, is lost by the parent that has it. Hibernate
 * reports the change of the other parent, or of the child.
 */
public final class TakenChildren {

	private final OpenTransactions transactions;

	private final SharedSessionContractImplementor session;

	private final TransactionChanges changes;

	TakenChildren(OpenTransactions transactions, SharedSessionContractImplementor session) {
		this.transactions = transactions;
		this.session = session;
		this.changes = transactions.changes(session);
	}

	/**
	 * Notes that a parent's collection is about to change.
	 * @param field the collection
	 * @param parentId the parent's id
	 * @param before the collection, or its snapshot, before
	 * @param after the same after
	 */
	void note(TrackedField.Elements field, Object parentId, Object before, Object after) {
		EntityKey parent = new EntityKey(parentId, field.persister().getOwnerEntityPersister());
		Map<EntityKey, PlacedChild> old = children(field, before);
		Map<EntityKey, PlacedChild> now = children(field, after);
		Set<EntityKey> joined = new LinkedHashSet<>(now.keySet());
		joined.removeAll(old.keySet());
		find(field, joined);
		now.forEach((key, child) -> {
			PlacedChild was = old.get(key);
			if (was == null || (isKnown(field, key) && !Objects.equals(was.position(), child.position()))) {
				// With another position a child has its foreign key written again
				whereabouts(field, key).joined(parent, child.position());
			}
			else if (isKnown(field, key)) {
				whereabouts(field, key).stayed(parent, child.position());
			}
		});
		old.keySet()
			.stream()
			.filter((key) -> !now.containsKey(key))
			.forEach((key) -> whereabouts(field, key).left(parent));
	}

	/** Called before a parent is written with a collection, by a stateless session. */
	void beforeWrite(TrackedField.Elements field, Object collection) {
		find(field, children(field, collection).keySet());
	}

	/** Called before a record is deleted, and the others of its flush with it. */
	void beforeDeletion(EntityPersister persister, Object id) {
		EntityKey child = new EntityKey(id, persister);
		if (this.transactions.model().ownedOneToManyOf(persister).stream().allMatch((field) -> isGone(field, child))) {
			return;
		}
		Map<EntityPersister, Set<Object>> deleted = new LinkedHashMap<>();
		deleted.computeIfAbsent(persister, (key) -> new LinkedHashSet<>()).add(id);
		for (var entry : this.session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
			if (entry.getValue().getStatus() == Status.DELETED) {
				deleted.computeIfAbsent(entry.getValue().getPersister(), (key) -> new LinkedHashSet<>())
					.add(entry.getValue().getId());
			}
		}
		deleted.forEach(this::beforeDeletions);
	}

	/** Called before records of an entity are deleted at once. */
	public void beforeDeletions(EntityPersister persister, Collection<Object> ids) {
		for (TrackedField.Elements field : this.transactions.model().ownedOneToManyOf(persister)) {
			List<EntityKey> keys = ids.stream().map((id) -> new EntityKey(id, persister)).toList();
			find(field, keys);
			keys.forEach((key) -> whereabouts(field, key).deleted());
		}
	}

	private Map<EntityKey, PlacedChild> children(TrackedField.Elements field, Object collection) {
		return PlacedChild.in(collection, field.persister().getElementPersister(), field.history().key() != null, false,
				this.session);
	}

	private boolean isKnown(TrackedField.Elements field, EntityKey child) {
		return this.changes.whereabouts().containsKey(new Child(field.role(), child));
	}

	private Whereabouts whereabouts(TrackedField.Elements field, EntityKey child) {
		return this.changes.whereabouts().computeIfAbsent(new Child(field.role(), child), (key) -> new Whereabouts());
	}

	/** Whether no parent has a child any more. */
	private boolean isGone(TrackedField.Elements field, EntityKey child) {
		Whereabouts whereabouts = this.changes.whereabouts().get(new Child(field.role(), child));
		return whereabouts != null && whereabouts.isNowhere();
	}

	/**
	 * Finds out where children are that the transaction has not moved yet: those of one
	 * change, and with them those of all other changes that are about to be flushed.
	 */
	private void find(TrackedField.Elements field, Collection<EntityKey> children) {
		Set<EntityKey> unknown = new LinkedHashSet<>();
		children.forEach((child) -> addUnknown(field, child, unknown));
		if (unknown.isEmpty()) {
			return;
		}
		Map<EntityKey, EntityKey> leaving = new HashMap<>();
		PersistenceContext context = this.session.getPersistenceContextInternal();
		if (context.isFlushing()) {
			context.forEachCollectionEntry((collection, entry) -> pending(field, collection, entry, leaving, unknown),
					false);
		}
		List<EntityKey> stored = new ArrayList<>();
		for (EntityKey child : unknown) {
			EntityKey parent = leaving.get(child);
			if (parent != null) {
				whereabouts(field, child).began(parent, null);
			}
			else {
				whereabouts(field, child);
				stored.add(child);
			}
		}
		if (!stored.isEmpty()) {
			readStored(field, stored);
		}
	}

	/** Adds a child unless it is known, or new and so without another parent. */
	private void addUnknown(TrackedField.Elements field, EntityKey child, Set<EntityKey> unknown) {
		if (!isKnown(field, child)) {
			RecordChange record = this.changes.find(child);
			if (record == null || record.kind() != RevisionType.ADD) {
				unknown.add(child);
			}
		}
	}

	/** Notes who leaves a collection in this flush, and who joins it. */
	private void pending(TrackedField.Elements field, PersistentCollection<?> collection, CollectionEntry entry,
			Map<EntityKey, EntityKey> leaving, Set<EntityKey> unknown) {
		if (!collection.wasInitialized()
				|| !(isOf(field, entry.getLoadedPersister()) || isOf(field, entry.getCurrentPersister()))) {
			return;
		}
		PersistenceContext context = this.session.getPersistenceContextInternal();
		Map<EntityKey, PlacedChild> old = (entry.getLoadedPersister() != null && collection.getStoredSnapshot() != null)
				? children(field, collection.getStoredSnapshot()) : Map.of();
		Map<EntityKey, PlacedChild> now = (entry.getCurrentPersister() != null) ? children(field, collection)
				: Map.of();
		EntityEntry owner = (collection.getOwner() != null) ? context.getEntry(collection.getOwner()) : null;
		if (owner != null) {
			old.keySet()
				.stream()
				.filter((key) -> !now.containsKey(key))
				.forEach((key) -> leaving.put(key, owner.getEntityKey()));
		}
		now.forEach((key, child) -> {
			EntityEntry state = context.getEntry(child.instance());
			// Locks that wait for a row that is yet to be inserted could block others
			if (!old.containsKey(key) && (state == null || state.isExistsInDatabase())) {
				addUnknown(field, key, unknown);
			}
		});
	}

	private static boolean isOf(TrackedField.Elements field, @Nullable CollectionPersister persister) {
		return persister != null && persister.getRole().equals(field.role());
	}

	/**
	 * The children's rows are locked, as others may be about to move them too; those of
	 * their parents are not, as no change of a child writes them.
	 */
	private void readStored(TrackedField.Elements field, List<EntityKey> children) {
		new RecordRows(this.session).lock(field.persister().getElementPersister(),
				children.stream().map(EntityKey::getIdentifier).toList());
		StoredPlace.read(this.session, field.persister(), children)
			.forEach((place) -> whereabouts(field, place.child()).began(place.parent(), place.position()));
	}

	/** Gives Envers what parents have lost, before it builds its rows. */
	void complete() {
		Map<String, Map<EntityKey, Map<EntityKey, @Nullable Object>>> lost = new LinkedHashMap<>();
		Map<String, Map<EntityKey, Map<EntityKey, @Nullable Object>>> back = new LinkedHashMap<>();
		this.changes.whereabouts().forEach((child, whereabouts) -> {
			whereabouts.lostBy().forEach((parent, position) -> put(lost, child, parent, position));
			EntityKey home = whereabouts.home();
			if (home != null) {
				put(back, child, home, whereabouts.firstPosition());
			}
		});
		for (TrackedField.Elements field : this.transactions.model().ownedOneToMany()) {
			LostChildren children = new LostChildren(this.transactions, this.session, field);
			if (lost.containsKey(field.role())) {
				children.complete(Objects.requireNonNull(lost.get(field.role())));
			}
			if (back.containsKey(field.role())) {
				children.restore(Objects.requireNonNull(back.get(field.role())));
			}
		}
	}

	private static void put(Map<String, Map<EntityKey, Map<EntityKey, @Nullable Object>>> children, Child child,
			EntityKey parent, @Nullable Object position) {
		children.computeIfAbsent(child.role(), (role) -> new LinkedHashMap<>())
			.computeIfAbsent(parent, (key) -> new LinkedHashMap<>())
			.put(child.key(), position);
	}

}
