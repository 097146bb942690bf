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

	/** Called before a record is deleted, and the others of its flush with it. */
	void beforeDeletion(EntityPersister persister, Object id) {
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

	/** Finds out where children are that the transaction has not moved yet. */
	private void find(TrackedField.Elements field, Collection<Object> ids) {
		List<Object> unknown = ids.stream().filter((id) -> !isKnown(field, id)).toList();
		if (unknown.isEmpty()) {
			return;
		}
		unknown.forEach((id) -> whereabouts(field, id));
		Map<Object, Object> leaving = leaving(field);
		List<Object> stored = new ArrayList<>();
		for (Object id : unknown) {
			Object parentId = leaving.get(id);
			if (parentId != null) {
				whereabouts(field, id).joined(parentId, null);
			}
			else if (!isNew(field, id)) {
				stored.add(id);
			}
		}
		BulkRows.batches(stored).forEach((batch) -> readStored(field, batch));
	}

	private boolean isNew(TrackedField.Elements field, Object id) {
		RecordState record = this.changes.find(field.persister().getElementPersister().getRootEntityName(), id);
		return record != null && record.kind() == RevisionType.ADD;
	}

	/**
	 * The parents of children that leave them in this flush, which Hibernate reports.
	 */
	private Map<Object, Object> leaving(TrackedField.Elements field) {
		Map<Object, Object> leaving = new HashMap<>();
		PersistenceContext context = this.session.getPersistenceContextInternal();
		context.forEachCollectionEntry((collection, entry) -> {
			CollectionPersister persister = entry.getLoadedPersister();
			EntityEntry owner = (collection.getOwner() != null) ? context.getEntry(collection.getOwner()) : null;
			if (persister != null && persister.getRole().equals(field.role()) && owner != null
					&& collection.wasInitialized() && collection.getStoredSnapshot() != null) {
				Set<Object> left = new HashSet<>(children(field, collection.getStoredSnapshot()).keySet());
				if (entry.getCurrentPersister() != null) {
					left.removeAll(children(field, collection).keySet());
				}
				left.forEach((id) -> leaving.put(id, owner.getId()));
			}
		}, false);
		return leaving;
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
