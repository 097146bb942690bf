package dev.revtrail.envers.capture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import dev.revtrail.envers.model.StoredRecord;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Watches stateless sessions, which know nothing of a record but what they write: what it
 * was is read before each change.
 */
final class StatelessCapture
		implements PreInsertEventListener, PostInsertEventListener, PreUpdateEventListener, PostUpdateEventListener,
		PreDeleteEventListener, PostDeleteEventListener, PreUpsertEventListener, PostUpsertEventListener {

	private final Capture capture;

	private final EnversStates enversStates;

	StatelessCapture(Capture capture, EnversStates enversStates) {
		this.capture = capture;
		this.enversStates = enversStates;
	}

	@Override
	public boolean onPreInsert(PreInsertEvent event) {
		tracked(event.getSession(), event.getPersister())
			.ifPresent((entity) -> beforeWrite(event.getSession(), entity, event.getEntity()));
		return false;
	}

	@Override
	public void onPostInsert(PostInsertEvent event) {
		tracked(event.getSession(), event.getPersister()).ifPresent((entity) -> {
			SharedSessionContractImplementor session = event.getSession();
			@Nullable Object[] state = event.getState();
			if (event.getPersister().hasInsertGeneratedProperties()) {
				state = made(session, entity, event.getId(), state);
				this.enversStates.inserted(session, entity, event.getId(), state);
			}
			inserted(session, entity, event.getId(), event.getEntity(), state);
		});
	}

	private void inserted(SharedSessionContractImplementor session, TrackedEntity entity, Object id, Object instance,
			@Nullable Object[] state) {
		RecordChange record = this.capture.changes(session).written(entity, id, instance);
		record.inserted(instance, state);
		collections(session, record, instance, null);
	}

	/** A stateless session does not read what the database makes. */
	private static @Nullable Object[] made(SharedSessionContractImplementor session, TrackedEntity entity, Object id,
			@Nullable Object[] state) {
		session.getJdbcCoordinator().executeBatch();
		StoredRecord stored = StoredRecord.read(session, entity, id, List.of());
		return (stored != null) ? stored.state() : state;
	}

	@Override
	public boolean onPreUpdate(PreUpdateEvent event) {
		return beforeWrite(event);
	}

	@Override
	public boolean onPreUpsert(PreUpsertEvent event) {
		return beforeWrite(event);
	}

	@Override
	public boolean onPreDelete(PreDeleteEvent event) {
		return read(event);
	}

	private boolean beforeWrite(AbstractPreDatabaseOperationEvent event) {
		tracked(event.getSession(), event.getPersister())
			.ifPresent((entity) -> beforeWrite(event.getSession(), entity, event.getEntity()));
		return read(event);
	}

	/** The children of its collections may have other parents. */
	private void beforeWrite(SharedSessionContractImplementor session, TrackedEntity entity, Object instance) {
		taken(entity, instance,
				(field, collection) -> this.capture.takenChildren(session).beforeWrite(field, collection));
	}

	private static void taken(TrackedEntity entity, Object instance, BiConsumer<TrackedField.Elements, Object> work) {
		List<TrackedField.Elements> fields = StatelessCollections.owned(entity)
			.stream()
			.filter((field) -> field.persister().isOneToMany())
			.toList();
		if (!fields.isEmpty()) {
			@Nullable Object[] state = entity.persister().getValues(instance);
			for (TrackedField.Elements field : fields) {
				Object collection = field.path().valueIn(state);
				if (collection != null && Hibernate.isInitialized(collection)) {
					work.accept(field, collection);
				}
			}
		}
	}

	private boolean read(AbstractPreDatabaseOperationEvent event) {
		tracked(event.getSession(), event.getPersister()).ifPresent((entity) -> this.capture.changes(event.getSession())
			.stored(entity, event.getId(),
					StoredRecord.read(event.getSession(), entity, event.getId(), StatelessCollections.owned(entity))));
		return false;
	}

	@Override
	public void onPostUpdate(PostUpdateEvent event) {
		tracked(event.getSession(), event.getPersister()).ifPresent((entity) -> {
			StoredRecord stored = this.capture.changes(event.getSession()).takeStored(entity, event.getId());
			updated(event.getSession(), entity, event.getId(), event.getEntity(), event.getState(), stored);
		});
	}

	private void updated(SharedSessionContractImplementor session, TrackedEntity entity, Object id, Object instance,
			@Nullable Object[] held, @Nullable StoredRecord stored) {
		TransactionChanges changes = this.capture.changes(session);
		RecordChange record = changes.written(entity, id, instance);
		if (stored == null) {
			record.updated(instance, null, held);
			return;
		}
		boolean isMade = entity.persister().hasUpdateGeneratedProperties();
		@Nullable Object[] state = isMade ? made(session, entity, id, held) : held;
		@Nullable Object[] written = WrittenState.of(state, entity.persister(), stored.state());
		record.updated(instance, stored.state(), written);
		// Envers takes what the object holds for written
		this.enversStates.updated(session, entity, id, written, stored.state());
		if (collections(session, record, instance, stored)) {
			changes.flushes().needsRow(record);
		}
	}

	@Override
	public void onPostDelete(PostDeleteEvent event) {
		tracked(event.getSession(), event.getPersister()).ifPresent((entity) -> {
			TransactionChanges changes = this.capture.changes(event.getSession());
			StoredRecord stored = changes.takeStored(entity, event.getId());
			RecordChange record = changes.written(entity, event.getId(), event.getEntity());
			record.deleted(event.getEntity(),
					(stored != null) ? stored.state() : event.getPersister().getValues(event.getEntity()));
			if (stored != null) {
				StatelessCollections.owned(entity)
					.forEach((field) -> record.elements(field.name(), stored.elements().get(field.name()),
							field.nothing()));
				record.keepElementsAfter();
			}
		});
	}

	/** Envers knows nothing of upserts. */
	@Override
	public void onPostUpsert(PostUpsertEvent event) {
		tracked(event.getSession(), event.getPersister()).ifPresent((entity) -> {
			SharedSessionContractImplementor session = event.getSession();
			StoredRecord stored = this.capture.changes(session).takeStored(entity, event.getId());
			if (stored != null) {
				updated(session, entity, event.getId(), event.getEntity(), event.getState(), stored);
			}
			else {
				@Nullable Object[] state = event.getPersister().hasInsertGeneratedProperties()
						? made(session, entity, event.getId(), event.getState()) : event.getState();
				this.enversStates.inserted(session, entity, event.getId(), state);
				inserted(session, entity, event.getId(), event.getEntity(), state);
			}
		});
	}

	@Override
	public boolean requiresPostCommitHandling(EntityPersister persister) {
		return false;
	}

	/**
	 * Compares what a stateless session has written of collections with what there was.
	 * Envers writes no rows of it.
	 */
	private boolean collections(SharedSessionContractImplementor session, RecordChange record, Object instance,
			@Nullable StoredRecord stored) {
		taken(record.entity(), instance, (field, collection) -> {
			Object before = (stored != null) ? field.path().valueIn(stored.state()) : null;
			this.capture.takenChildren(session)
				.note(field, record.id(), (before != null) ? before : List.of(), collection);
		});
		Map<String, Object> written = this.capture.changes(session).takeWrittenElements(record.entity(), record.id());
		boolean changed = false;
		for (TrackedField.Elements field : StatelessCollections.owned(record.entity())) {
			Object now = written.get(field.name());
			if (now != null) {
				Object old = (stored != null) ? stored.elements().get(field.name()) : null;
				old = (old != null) ? old : field.nothing();
				record.elements(field.name(), old, now);
				changed |= !old.equals(now);
			}
		}
		if (changed) {
			record.keepElementsAfter();
		}
		return changed;
	}

	private Optional<TrackedEntity> tracked(SharedSessionContractImplementor session, EntityPersister persister) {
		return (session instanceof StatelessSession)
				? Optional.ofNullable(this.capture.model().entity(persister.getEntityName())) : Optional.empty();
	}

}
