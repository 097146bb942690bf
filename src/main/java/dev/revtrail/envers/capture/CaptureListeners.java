package dev.revtrail.envers.capture;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEventListener;

/**
 * Registers what capture listens to. Envers' listeners are there by then, whichever
 * integrator comes first.
 */
public final class CaptureListeners {

	private final Capture capture;

	private final EnversStates enversStates;

	private final OnDeleteCascades cascades;

	private final SessionFactoryImplementor sessionFactory;

	private final EventListenerRegistry listeners;

	public CaptureListeners(Capture capture, EnversStates enversStates, OnDeleteCascades cascades) {
		this.capture = capture;
		this.enversStates = enversStates;
		this.cascades = cascades;
		this.sessionFactory = capture.factory().sessionFactory();
		this.listeners = this.sessionFactory.getEventListenerRegistry();
	}

	public void register() {
		this.listeners.prependListeners(EventType.PERSIST, new RevisionPersistListener(this.capture));
		this.listeners.appendListeners(EventType.CLEAR, (event) -> this.capture.cleared(event.getSession()));
		register(new CaptureListener(this.capture, this.enversStates, this.cascades));
		registerStateless(new StatelessCapture(this.capture, this.enversStates));
		this.listeners.prependListeners(EventType.POST_UPDATE, this.enversStates);
		this.listeners.prependListeners(EventType.POST_DELETE, this.enversStates);
		AttemptListener attempts = new AttemptListener(this.capture);
		prependBeforeWrites(attempts);
		this.listeners.prependListeners(EventType.POST_UPDATE, attempts);
		this.listeners.prependListeners(EventType.POST_DELETE, attempts);
		this.listeners.prependListeners(EventType.POST_UPSERT, attempts);
		prependBeforeWrites(new TransactionGuard(this.capture, this.cascades));
		FailedOperations.watch(this.listeners, this.capture);
		EnversCollections.leaveStatelessSessionsAlone(this.sessionFactory);
	}

	private void register(CaptureListener listener) {
		// Before Envers', so that the transaction is known before Envers' step is in it
		this.listeners.prependListeners(EventType.PRE_INSERT, listener);
		this.listeners.prependListeners(EventType.PRE_UPDATE, listener);
		this.listeners.prependListeners(EventType.PRE_DELETE, listener);
		this.listeners.prependListeners(EventType.PRE_COLLECTION_UPDATE, listener);
		this.listeners.prependListeners(EventType.PRE_COLLECTION_REMOVE, listener);
		this.listeners.prependListeners(EventType.PRE_COLLECTION_RECREATE, listener);
		this.listeners.prependListeners(EventType.POST_COLLECTION_RECREATE, listener);
		this.listeners.appendListeners(EventType.POST_INSERT, listener);
		this.listeners.appendListeners(EventType.POST_UPDATE, listener);
		this.listeners.appendListeners(EventType.POST_DELETE, listener);
	}

	/**
	 * Has a listener come first before all writes of rows, also of stateless sessions.
	 */
	private <T extends PreInsertEventListener & PreUpdateEventListener & PreDeleteEventListener & PreUpsertEventListener> void prependBeforeWrites(
			T listener) {
		this.listeners.prependListeners(EventType.PRE_INSERT, listener);
		this.listeners.prependListeners(EventType.PRE_UPDATE, listener);
		this.listeners.prependListeners(EventType.PRE_DELETE, listener);
		this.listeners.prependListeners(EventType.PRE_UPSERT, listener);
	}

	private void registerStateless(StatelessCapture listener) {
		prependBeforeWrites(listener);
		this.listeners.appendListeners(EventType.POST_INSERT, listener);
		this.listeners.appendListeners(EventType.POST_UPDATE, listener);
		this.listeners.appendListeners(EventType.POST_DELETE, listener);
		this.listeners.appendListeners(EventType.POST_UPSERT, listener);
		// Before Hibernate's, which run callbacks
		StatelessCollections collections = new StatelessCollections(this.capture);
		this.listeners.prependListeners(EventType.POST_INSERT, collections);
		this.listeners.prependListeners(EventType.POST_UPDATE, collections);
		this.listeners.prependListeners(EventType.POST_UPSERT, collections);
	}

}
