package dev.revtrail.envers.capture;

import dev.revtrail.Action;
import dev.revtrail.envers.model.TrackedEntity;
import org.hibernate.Hibernate;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Knows of changes that Hibernate refuses before it comes to a statement: an outdated
 * version that is merged, a value that must not be null.
 */
final class FailedOperations {

	private final Capture capture;

	private FailedOperations(Capture capture) {
		this.capture = capture;
	}

	/** Watches Hibernate's own listeners fail. */
	static void watch(EventListenerRegistry registry, Capture capture) {
		FailedOperations operations = new FailedOperations(capture);
		EventListeners.replace(registry, EventType.MERGE, MergeEventListener[]::new, operations::merge);
		EventListeners.replace(registry, EventType.PERSIST, PersistEventListener[]::new, operations::persist);
		EventListeners.replace(registry, EventType.PERSIST_ONFLUSH, PersistEventListener[]::new, operations::persist);
		EventListeners.replace(registry, EventType.FLUSH_ENTITY, FlushEntityEventListener[]::new,
				(listener) -> (event) -> operations.run(() -> listener.onFlushEntity(event), event.getSession(),
						event.getEntity(), Action.UPDATE));
	}

	private MergeEventListener merge(MergeEventListener listener) {
		return new MergeEventListener() {

			@Override
			public void onMerge(MergeEvent event) {
				run(() -> listener.onMerge(event), event.getSession(), event.getOriginal(), Action.UPDATE);
			}

			@Override
			public void onMerge(MergeEvent event, MergeContext copiedAlready) {
				run(() -> listener.onMerge(event, copiedAlready), event.getSession(), event.getOriginal(),
						Action.UPDATE);
			}

		};
	}

	private PersistEventListener persist(PersistEventListener listener) {
		return new PersistEventListener() {

			@Override
			public void onPersist(PersistEvent event) {
				run(() -> listener.onPersist(event), event.getSession(), event.getObject(), Action.CREATE);
			}

			@Override
			public void onPersist(PersistEvent event, PersistContext createdAlready) {
				run(() -> listener.onPersist(event, createdAlready), event.getSession(), event.getObject(),
						Action.CREATE);
			}

		};
	}

	private void run(Runnable operation, EventSource session, Object instance, Action action) {
		try {
			operation.run();
		}
		catch (RuntimeException ex) {
			try {
				failed(session, instance, action, ex);
			}
			catch (RuntimeException second) {
				ex.addSuppressed(second);
			}
			throw ex;
		}
	}

	private void failed(EventSource session, Object instance, Action action, RuntimeException failure) {
		EntityPersister persister = session.getFactory()
			.getMappingMetamodel()
			.findEntityDescriptor(Hibernate.getClassLazy(instance));
		TrackedEntity entity = (persister != null) ? this.capture.model().entity(persister.getEntityName()) : null;
		if (entity == null || !TransactionGuard.isInTransaction(session)) {
			return;
		}
		TransactionChanges changes = this.capture.changes(session);
		// What cascades from one record to others fails once
		if (changes.isFirst(failure)) {
			Object id = (action != Action.CREATE) ? persister.getIdentifier(instance, session) : null;
			if (id != null) {
				changes.tryChange(entity, id, action);
			}
			else {
				changes.tryCreation(entity);
			}
		}
	}

}
