package dev.revtrail.envers.capture;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.exception.AuditException;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;

/**
 * Fails a change whose entry could never be written, as its session has no transaction
 * that completes. Envers does so only once the row is written, and not at all in a
 * stateless session on a connection of the host's: such a session always says that it is
 * in a transaction.
 */
public final class TransactionGuard
		implements PreInsertEventListener, PreUpdateEventListener, PreDeleteEventListener, PreUpsertEventListener {

	private final Capture capture;

	private final OnDeleteCascades cascades;

	TransactionGuard(Capture capture, OnDeleteCascades cascades) {
		this.capture = capture;
		this.cascades = cascades;
	}

	/** Whether the session has a transaction that it completes itself. */
	public static boolean isInTransaction(SharedSessionContractImplementor session) {
		TransactionCoordinator coordinator = session.getTransactionCoordinator();
		// Joins one of JTA that began after the session was opened
		coordinator.pulse();
		return coordinator.isTransactionActive();
	}

	@Override
	public boolean onPreInsert(PreInsertEvent event) {
		return require(event, isTracked(event.getPersister()));
	}

	@Override
	public boolean onPreUpdate(PreUpdateEvent event) {
		return require(event, isTracked(event.getPersister()));
	}

	@Override
	public boolean onPreUpsert(PreUpsertEvent event) {
		return require(event, isTracked(event.getPersister()));
	}

	/** With a record that is not tracked, tracked ones may be deleted or change. */
	@Override
	public boolean onPreDelete(PreDeleteEvent event) {
		EntityPersister persister = event.getPersister();
		return require(event, isTracked(persister) || this.cascades.isConcerned(persister)
				|| !this.capture.model().ownedOneToManyOf(persister).isEmpty());
	}

	private boolean isTracked(EntityPersister persister) {
		return this.capture.model().entity(persister.getEntityName()) != null;
	}

	private static boolean require(AbstractPreDatabaseOperationEvent event, boolean recorded) {
		if (recorded && !isInTransaction(event.getSession())) {
			throw new AuditException("A record of " + event.getPersister().getEntityName()
					+ " cannot be changed outside of a transaction: its entry is written at the commit. A session that is "
					+ "opened on a connection needs a transaction that it has begun itself; one that is derived from "
					+ "another (Session.statelessWithOptions().connection()) is in that one's transaction.");
		}
		return false;
	}

}
