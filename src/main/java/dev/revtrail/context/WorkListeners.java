package dev.revtrail.context;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Tells all listeners of ended work. One that fails keeps it neither from the others nor
 * from ending.
 */
class WorkListeners implements WorkListener {

	private static final Log logger = LogFactory.getLog(WorkListeners.class);

	private final ObjectProvider<WorkListener> listeners;

	/**
	 * Creates a teller.
	 * @param listeners who is told; asked for late, as they may need what needs this
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
