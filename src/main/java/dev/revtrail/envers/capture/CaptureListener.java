package dev.revtrail.envers.capture;

import java.util.List;
import java.util.Optional;

import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.model.ChildrenRole;
import dev.revtrail.envers.model.LazyAttributes;
import dev.revtrail.envers.model.StoredRecord;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.StatelessSession;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.PostCollectionRecreateEvent;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Watches what Hibernate flushes. Writes nothing: it keeps references to the states that
 * Hibernate holds anyway, for the step before the commit. It loads nothing but what
 * Envers loads too: a collection that is removed.
 */
final class CaptureListener implements PreInsertEventListener, PostInsertEventListener, PreUpdateEventListener,
		PostUpdateEventListener, PreDeleteEventListener, PostDeleteEventListener, PreCollectionUpdateEventListener,
		PreCollectionRemoveEventListener, PostCollectionRecreateEventListener, PreCollectionRecreateEventListener {

	private final Capture capture;

	private final EnversStates enversStates;

	private final OnDeleteCascades cascades;

	CaptureListener(Capture capture, EnversStates enversStates, OnDeleteCascades cascades) {
		this.capture = capture;
		this.enversStates = enversStates;
		this.cascades = cascades;
	}

	@Override
	public boolean onPreInsert(PreInsertEvent event) {
		if (event.getEntity() instanceof RevtrailRevision revision) {
			this.capture.attribute(revision);
			revision.record(this.capture.clock().instant());
			System.arraycopy(event.getPersister().getValues(revision), 0, event.getState(), 0, event.getState().length);
		}
		else if (this.capture.model().entity(event.getPersister().getEntityName()) != null) {
			changes(event.getSession());
		}
		return false;
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		TrackedEntity entity = tracked(event.getSession(), event.getPersister());
		if (entity != null) {
			changes(event.getSession()).written(entity, event.getId(), event.getEntity())
				.inserted(event.getEntity(), event.getState());
		}
	}

	@Override
	public boolean onPreUpdate(PreUpdateEvent event) {
		TrackedEntity entity = tracked(event.getSession(), event.getPersister());
		if (entity != null) {
			TransactionChanges changes = changes(event.getSession());
			Object[] oldState = event.getOldState();
			if (oldState != null) {
				StoredRecord.readReplacedReferences(oldState, event.getState(), entity, event.getId(),
						event.getSession());
			}
			else {
				Object[] snapshot = event.getPersister().getDatabaseSnapshot(event.getId(), event.getSession());
				if (snapshot != null) {
					changes.snapshot(entity, event.getId(), snapshot);
				}
			}
		}
		return false;
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		TrackedEntity entity = tracked(event.getSession(), event.getPersister());
		if (entity != null) {
			TransactionChanges changes = changes(event.getSession());
			@Nullable Object @Nullable [] oldState = (event.getOldState() != null) ? event.getOldState()
					: changes.takeSnapshot(entity, event.getId());
			@Nullable Object[] state = WrittenState.of(event.getState(), event.getPersister(), oldState);
			changes.written(entity, event.getId(), event.getEntity()).updated(event.getEntity(), oldState, state);
			if (oldState != null && WrittenState.isMistaken(state, event.getPersister(), oldState)) {
				this.enversStates.updated(event.getSession(), entity, event.getId(), state, oldState);
			}
		}
	}

	/**
	 * The rows of its collections have gone already, and the deletion may yet fail.
	 * Envers writes the state to its row, unread attributes included.
	 */
	@Override
	public boolean onPreDelete(PreDeleteEvent event) {
		this.cascades.beforeDeletion(event.getSession(), event.getPersister(), event.getId());
		taken(event);
		TrackedEntity entity = tracked(event.getSession(), event.getPersister());
		if (entity != null) {
			LazyAttributes.fill(event.getDeletedState(), event.getPersister(), event.getEntity());
		}
		return false;
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		TrackedEntity entity = tracked(event.getSession(), event.getPersister());
		if (entity != null) {
			changes(event.getSession()).written(entity, event.getId(), event.getEntity())
				.deleted(event.getEntity(), event.getDeletedState());
		}
	}

	/** A collection that a filter narrows is not known as a whole. */
	@Override
	public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
		PersistentCollection<?> collection = event.getCollection();
		boolean narrowed = field(event).filter((field) -> isNarrowed(event, field)).isPresent();
		taken(event, before(collection), after(collection));
		elements(event, narrowed ? null : before(collection), narrowed ? null : after(collection));
	}

	/** The children's rows are written next. */
	@Override
	public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
		taken(event, List.of(), after(event.getCollection()));
	}

	/**
	 * Envers reads an unread collection that goes, to record its elements; ours may be
	 * the first to be asked. With it go the elements that a filter hides.
	 */
	@Override
	public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
		TrackedField.Elements field = field(event).orElse(null);
		if (field != null || this.capture.model().childrenRole(event.getCollection().getRole()) != null) {
			event.getCollection().forceInitialization();
		}
		taken(event, before(event.getCollection()), List.of());
		if (field == null || !isNarrowed(event, field)) {
			elements(event, before(event.getCollection()), List.of());
		}
		else {
			removed(event, field);
		}
	}

	private void removed(PreCollectionRemoveEvent event, TrackedField.Elements field) {
		TrackedEntity entity = this.capture.model().entity(event.getAffectedOwnerEntityName());
		Object owner = event.getAffectedOwnerOrNull();
		Object id = event.getAffectedOwnerIdOrNull();
		if (entity != null && owner != null && id != null) {
			RemovedElements.keep(event.getSession(), List.of(changes(event.getSession()).written(entity, id, owner)),
					field);
		}
	}

	private static boolean isNarrowed(AbstractCollectionEvent event, TrackedField.Elements field) {
		return field.persister().isAffectedByEnabledFilters(event.getSession());
	}

	@Override
	public void onPostRecreateCollection(PostCollectionRecreateEvent event) {
		elements(event, List.of(), after(event.getCollection()));
	}

	private void taken(PreDeleteEvent event) {
		if (!this.capture.model().ownedOneToManyOf(event.getPersister()).isEmpty()) {
			this.capture.takenChildren(event.getSession()).beforeDeletion(event.getPersister(), event.getId());
		}
	}

	/** Children that join a collection may have another parent. */
	private void taken(AbstractCollectionEvent event, @Nullable Object before, @Nullable Object after) {
		Object parentId = event.getAffectedOwnerIdOrNull();
		if (parentId != null && before != null && after != null) {
			field(event).filter((field) -> field.persister().isOneToMany())
				.ifPresent(
						(field) -> this.capture.takenChildren(event.getSession()).note(field, parentId, before, after));
		}
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

	/**
	 * Returns nothing for a stateless session, which {@link StatelessCapture} watches.
	 */
	private @Nullable TrackedEntity tracked(SharedSessionContractImplementor session, EntityPersister persister) {
		return (session instanceof StatelessSession) ? null : this.capture.model().entity(persister.getEntityName());
	}

	private TransactionChanges changes(SharedSessionContractImplementor session) {
		return this.capture.changes(session);
	}

	private void elements(AbstractCollectionEvent event, @Nullable Object before, @Nullable Object after) {
		SharedSessionContractImplementor session = event.getSession();
		TrackedEntity entity = this.capture.model().entity(event.getAffectedOwnerEntityName());
		Object owner = event.getAffectedOwnerOrNull();
		Object ownerId = event.getAffectedOwnerIdOrNull();
		ChildrenRole role = this.capture.model().childrenRole(event.getCollection().getRole());
		if (session != null && role != null && ownerId != null && before != null && after != null) {
			new ChildrenPlaces(this.capture.transactions(), role, session).note(ownerId, before, after);
		}
		if (session != null && before != null && after != null) {
			new GoneChildren(this.capture.transactions(), session).note(event.getCollection().getRole(), before, after);
		}
		if (session != null && entity != null && owner != null && ownerId != null) {
			// Where the elements' own rows record it, the transaction is watched for them
			TransactionChanges changes = changes(session);
			LazyAttributes.read(entity.persister(), owner);
			field(event).ifPresent((elements) -> {
				RecordChange record = changes.written(entity, ownerId, owner);
				EntityEntry entry = session.getPersistenceContextInternal().getEntry(owner);
				record.hold((entry != null) ? entry.getLoadedState() : null);
				record.elements(elements.name(), elements.canonical(before, session),
						elements.canonical(after, session));
			});
		}
	}

	/**
	 * The collection as a tracked field; nothing where it is not, or in a stateless
	 * session.
	 */
	private Optional<TrackedField.Elements> field(AbstractCollectionEvent event) {
		TrackedEntity entity = this.capture.model().entity(event.getAffectedOwnerEntityName());
		String role = event.getCollection().getRole();
		return (entity == null || event.getSession() == null) ? Optional.empty()
				: entity.collections().stream().filter((elements) -> elements.role().equals(role)).findFirst();
	}

	private static @Nullable Object before(PersistentCollection<?> collection) {
		return collection.wasInitialized() ? collection.getStoredSnapshot() : null;
	}

	/** The collection itself: it is read at once, while the flush goes on. */
	private static @Nullable Object after(PersistentCollection<?> collection) {
		return collection.wasInitialized() ? collection : null;
	}

}
