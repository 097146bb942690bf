package dev.revtrail.envers;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Has an application not start whose change log cannot record. A database that does not
 * answer or is locked proves nothing and does not stop the start-up.
 */
final class StartupCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StartupCheck.class);

	private final RecordingCheck check;

	StartupCheck(RecordingCheck check) {
		this.check = check;
	}

	@Override
	public void afterSingletonsInstantiated() {
		try {
			this.check.run();
		}
		catch (RuntimeException ex) {
			if (!WriteBehind.isPassing(ex)) {
				throw new UnwritableChangeLogException(ex);
			}
			logger.warn("Whether the change log can record is unknown: the database does not answer or is locked.", ex);
		}
	}

}
