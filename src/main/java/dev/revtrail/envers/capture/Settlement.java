package dev.revtrail.envers.capture;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.jpa.event.spi.CallbackRegistry;
import org.hibernate.jpa.event.spi.CallbackType;

/**
 * Has a session flush what callbacks have set during its last flush, before Envers builds
 * its rows. Envers flushes at the end of its step, so nothing is written that would not
 * be written anyway.
 */
final class Settlement {

	private static final Log LOG = LogFactory.getLog(Settlement.class);

	private static final int MAX_FLUSHES = 4;

	/** The entities that callbacks change at each flush. */
	private final Set<String> unsettled = ConcurrentHashMap.newKeySet();

	/** Flushes until callbacks change nothing more, where there are callbacks. */
	void settle(SharedSessionContractImplementor session, TransactionChanges changes) {
		if (!(session instanceof SessionImplementor) || session.isClosed()
				|| session.getHibernateFlushMode() == FlushMode.MANUAL || !session.isTransactionInProgress()
				|| !(changes.flushes().followsCallbacks() || hasCallbacks(session, changes))
				|| !changes.hasChanges(session)) {
			return;
		}
		for (int flush = 0; flush < MAX_FLUSHES; flush++) {
			int count = changes.flushes().count();
			session.flush();
			if (changes.flushes().count() == count) {
				return;
			}
		}
		changes.flushes()
			.last()
			.filter((entity) -> this.unsettled.add(entity.entityName()))
			.ifPresent((entity) -> LOG
				.warn("A callback changes records of " + entity.entityName() + " whenever they are flushed. After "
						+ MAX_FLUSHES + " flushes before a commit, the change log waits no longer."));
	}

	private static boolean hasCallbacks(SharedSessionContractImplementor session, TransactionChanges changes) {
		CallbackRegistry callbacks = session.getFactory().getEventEngine().getCallbackRegistry();
		return changes.classes()
			.stream()
			.anyMatch((type) -> callbacks.hasRegisteredCallbacks(type, CallbackType.POST_PERSIST)
					|| callbacks.hasRegisteredCallbacks(type, CallbackType.POST_UPDATE));
	}

}
