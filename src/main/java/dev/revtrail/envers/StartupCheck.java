package dev.revtrail.envers;

import java.sql.Connection;
import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.RecordRef;
import dev.revtrail.context.ChangeContext.Origin;
import jakarta.persistence.EntityManager;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SessionImplementor;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes an entry at start-up and rolls it back, so that an application whose change log
 * cannot record does not start. Leaves nothing but a gap in the revision numbers.
 * <p>
 * Skips connections that are read-only. A database that does not answer or is locked
 * proves nothing and does not stop the start-up.
 */
final class StartupCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(StartupCheck.class);

	private static final Origin ORIGIN = new Origin(Actor.SYSTEM, "start-up check", null, null);

	private final EventRecorder events;

	private final EntityManager entityManager;

	private final TransactionTemplate transaction;

	StartupCheck(EventRecorder events, TrackedPersistence persistence) {
		this.events = events;
		this.entityManager = persistence.entityManager();
		this.transaction = persistence.newTransaction();
	}

	@Override
	public void afterSingletonsInstantiated() {
		try {
			this.transaction.executeWithoutResult((status) -> {
				if (!isReadOnly()) {
					this.events.write(ORIGIN, "Rolled back",
							List.of(EntryRow.ofEvent(Action.NOTE, RecordRef.none(RecordRef.APPLICATION), null, null)));
				}
				status.setRollbackOnly();
			});
		}
		catch (RuntimeException ex) {
			if (!WriteBehind.isPassing(ex)) {
				throw new UnwritableChangeLogException(ex);
			}
			logger.warn("Whether the change log can record is unknown: the database does not answer or is locked.", ex);
		}
	}

	private boolean isReadOnly() {
		return this.entityManager.unwrap(SessionImplementor.class).doReturningWork(Connection::isReadOnly);
	}

}
