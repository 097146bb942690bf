package dev.revtrail.envers.boot;

import java.sql.SQLException;

import dev.revtrail.envers.UnwritableChangeLogException;
import dev.revtrail.envers.event.Outage;
import dev.revtrail.envers.event.RecordingCheck;
import dev.revtrail.envers.schema.AuditColumnsCheck;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Has an application not start whose change log cannot record. A database that accepts no
 * writes for now proves nothing and does not stop the start-up.
 */
final class StartupCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StartupCheck.class);

	private final RecordingCheck check;

	private final AuditColumnsCheck columns;

	StartupCheck(RecordingCheck check, AuditColumnsCheck columns) {
		this.check = check;
		this.columns = columns;
	}

	@Override
	public void afterSingletonsInstantiated() {
		checkRecording();
		checkColumns();
	}

	private void checkColumns() {
		try {
			this.columns.run();
		}
		catch (SQLException ex) {
			logger.warn("The columns of the audit tables could not be checked.", ex);
		}
	}

	private void checkRecording() {
		try {
			this.check.run();
		}
		catch (RuntimeException ex) {
			if (!Outage.isCauseOf(ex)) {
				throw new UnwritableChangeLogException(ex);
			}
			logger.warn("Whether the change log can record is unknown: the database accepts no writes for now.", ex);
		}
	}

}
