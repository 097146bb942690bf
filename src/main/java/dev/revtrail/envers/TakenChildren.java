package dev.revtrail.envers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.envers.Whereabouts.Child;
import org.hibernate.LockMode;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
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
final class TakenChildren {

	private final Capture capture;

	private final SharedSessionContractImplementor session;

	private final TransactionChanges changes;

	TakenChildren(Capture capture, SharedSessionContractImplementor session) {
		this.capture = capture;
		this.session = session;
		this.changes = capture.changes(session);
	}

	/**
	 * Notes that a parent's collection is about to change.
	 * @param field the collection
	 * @param parentId the parent's id
	 * @param before the collection, or its snapshot, before
	 * @param after the same after
	 */
	void note(TrackedField.Elements field, Object parentId, Object before, Object after) {
		Map<Object, PlacedChild> old = children(field, before);
		Map<Object, PlacedChild> now = children(field, after);
		Set<Object> joined = new LinkedHashSet<>(now.keySet());
		joined.removeAll(old.keySet());
		find(field, joined);
		now.forEach((id, child) -> {
			PlacedChild was = old.get(id);
			if (was == null || (isKnown(field, id) && !Objects.equals(was.position(), child.position()))) {
				// With another position a child has its foreign key written again
				whereabouts(field, id).joined(parentId, child.position());
			}
			else if (isKnown(field, id)) {
				whereabouts(field, id).stayed(parentId, child.position());
			}
		});
		old.keySet()
			.stream()
			.filter((id) -> !now.containsKey(id))
			.forEach((id) -> whereabouts(field, id).left(parentId));
	}

	/** Called before a parent is written with a collection, by a stateless session. */
	void beforeWrite(TrackedField.Elements field, Object collection) {
		find(field, children(field, collection).keySet());
	}

	/** Called before a record is deleted, and the others of its flush with it. */
	void beforeDeletion(EntityPersister persister, Object id) {
		if (this.capture.model().ownedOneToManyOf(persister).stream().allMatch((field) -> isGone(field, id))) {
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
	void beforeDeletions(EntityPersister persister, Collection<Object> ids) {
		for (TrackedField.Elements field : this.capture.model().ownedOneToManyOf(persister)) {
			find(field, ids);
			ids.forEach((id) -> whereabouts(field, id).deleted());
		}
	}

	private Map<Object, PlacedChild> children(TrackedField.Elements field, Object collection) {
		return PlacedChild.in(collection, field.persister().getElementPersister(), field.history().key() != null,
				this.session);
	}

	private boolean isKnown(TrackedField.Elements field, Object id) {
		return this.changes.whereabouts().containsKey(new Child(field.role(), id));
	}

	private Whereabouts whereabouts(TrackedField.Elements field, Object id) {
		return this.changes.whereabouts().computeIfAbsent(new Child(field.role(), id), (key) -> new Whereabouts());
	}

	/** Whether no parent has a child any more. */
	private boolean isGone(TrackedField.Elements field, Object id) {
		Whereabouts whereabouts = this.changes.whereabouts().get(new Child(field.role(), id));
		return whereabouts != null && whereabouts.isNowhere();
	}

	/**
	 * Finds out where children are that the transaction has not moved yet: those of one
	 * change, and with them those of all other changes that are about to be flushed.
	 */
	private void find(TrackedField.Elements field, Collection<Object> ids) {
		Set<Object> unknown = new LinkedHashSet<>();
		ids.forEach((id) -> addUnknown(field, id, unknown));
		if (unknown.isEmpty()) {
			return;
		}
		Map<Object, Object> leaving = new HashMap<>();
		PersistenceContext context = this.session.getPersistenceContextInternal();
		if (context.isFlushing()) {
			context.forEachCollectionEntry((collection, entry) -> pending(field, collection, entry, leaving, unknown),
					false);
		}
		List<Object> stored = new ArrayList<>();
		for (Object id : unknown) {
			Object parentId = leaving.get(id);
			if (parentId != null) {
				whereabouts(field, id).joined(parentId, null);
			}
			else {
				whereabouts(field, id);
				stored.add(id);
			}
		}
		if (!stored.isEmpty()) {
			readStored(field, stored);
		}
	}

	/** Adds a child unless it is known, or new and so without another parent. */
	private void addUnknown(TrackedField.Elements field, Object id, Set<Object> unknown) {
		if (!isKnown(field, id)) {
			RecordState record = this.changes.find(field.persister().getElementPersister().getRootEntityName(), id);
			if (record == null || record.kind() != RevisionType.ADD) {
				unknown.add(id);
			}
		}
	}

	/** Notes who leaves a collection in this flush, and who joins it. */
	private void pending(TrackedField.Elements field, PersistentCollection<?> collection, CollectionEntry entry,
			Map<Object, Object> leaving, Set<Object> unknown) {
		if (!collection.wasInitialized()
				|| !(isOf(field, entry.getLoadedPersister()) || isOf(field, entry.getCurrentPersister()))) {
			return;
		}
		PersistenceContext context = this.session.getPersistenceContextInternal();
		Map<Object, PlacedChild> old = (entry.getLoadedPersister() != null && collection.getStoredSnapshot() != null)
				? children(field, collection.getStoredSnapshot()) : Map.of();
		Map<Object, PlacedChild> now = (entry.getCurrentPersister() != null) ? children(field, collection) : Map.of();
		EntityEntry owner = (collection.getOwner() != null) ? context.getEntry(collection.getOwner()) : null;
		if (owner != null) {
			old.keySet().stream().filter((id) -> !now.containsKey(id)).forEach((id) -> leaving.put(id, owner.getId()));
		}
		now.forEach((id, child) -> {
			EntityEntry state = context.getEntry(child.instance());
			// Locks that wait for a row that is yet to be inserted could block others
			if (!old.containsKey(id) && (state == null || state.isExistsInDatabase())) {
				addUnknown(field, id, unknown);
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
	private void readStored(TrackedField.Elements field, List<Object> ids) {
		String lock = "select id(c) from " + field.persister().getElementPersister().getEntityName()
				+ " c where id(c) in (:ids)";
		BulkRows.batches(ids)
			.forEach((batch) -> SideSession.in(this.session,
					(side) -> side.createSelectionQuery(lock, Object.class)
						.setParameterList("ids", batch)
						.setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
						.getResultList()));
		StoredPlace.read(this.session, field.persister(), ids)
			.forEach((place) -> whereabouts(field, place.childId()).joined(place.parentId(), place.position()));
	}

	/** Gives Envers what parents have lost, before it builds its rows. */
	void complete() {
		Map<String, Map<Object, Map<Object, @Nullable Object>>> lost = new LinkedHashMap<>();
		this.changes.whereabouts()
			.forEach((child, whereabouts) -> whereabouts.lostBy()
				.forEach((parentId, position) -> lost.computeIfAbsent(child.role(), (role) -> new LinkedHashMap<>())
					.computeIfAbsent(parentId, (id) -> new LinkedHashMap<>())
					.put(child.id(), position)));
		for (TrackedField.Elements field : this.capture.model().ownedOneToMany()) {
			if (lost.containsKey(field.role())) {
				new LostChildren(this.capture, this.session, field)
					.complete(Objects.requireNonNull(lost.get(field.role())));
			}
		}
	}

}
