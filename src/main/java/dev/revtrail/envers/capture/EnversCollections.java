package dev.revtrail.envers.capture;

import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.event.spi.EnversListener;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;

/**
 * Keeps the collections of stateless sessions from Envers: their events have no session,
 * which Envers takes for granted, so that it would fail the host's change.
 */
final class EnversCollections {

	private EnversCollections() {
	}

	static void leaveStatelessSessionsAlone(SessionFactoryImplementor sessionFactory) {
		EventListenerRegistry registry = sessionFactory.getEventListenerRegistry();
		replace(registry, EventType.PRE_COLLECTION_UPDATE, PreCollectionUpdateEventListener[]::new,
				(listener) -> (event) -> {
					if (event.getSession() != null) {
						listener.onPreUpdateCollection(event);
					}
				});
		replace(registry, EventType.PRE_COLLECTION_REMOVE, PreCollectionRemoveEventListener[]::new,
				(listener) -> (event) -> {
					if (event.getSession() != null) {
						listener.onPreRemoveCollection(event);
					}
				});
		replace(registry, EventType.POST_COLLECTION_RECREATE, PostCollectionRecreateEventListener[]::new,
				(listener) -> (event) -> {
					if (event.getSession() != null) {
						listener.onPostRecreateCollection(event);
					}
				});
	}

	private static <T> void replace(EventListenerRegistry registry, EventType<T> type, IntFunction<T[]> array,
			UnaryOperator<T> guard) {
		EventListeners.replace(registry, type, array,
				(listener) -> (listener instanceof EnversListener) ? guard.apply(listener) : listener);
	}

}
