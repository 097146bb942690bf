package dev.revtrail.context;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Notifies all listeners of ended work. A listener that fails stops neither the others
 * nor the work.
 */
class WorkListeners implements WorkListener {

	private static final Log logger = LogFactory.getLog(WorkListeners.class);

	private final ObjectProvider<WorkListener> listeners;

	/**
	 * Creates the notifier.
	 * @param listeners the listeners, resolved on first use, since they may depend on
	 * beans that depend on this one
	 */
	WorkListeners(ObjectProvider<WorkListener> listeners) {
		this.listeners = listeners;
	}

	@Override
	public void ended(CompletedWork work) {
		for (WorkListener listener : this.listeners) {
			try {
				listener.ended(work);
			}
			catch (RuntimeException ex) {
				logger.error("How work ended could not be kept: " + work.origin().requestId(), ex);
			}
		}
	}

}
