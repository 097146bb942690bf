package dev.revtrail.envers.event;

import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.RecordRef;
import dev.revtrail.context.Origin;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.TrackedPersistence;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionImplementor;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes an entry and rolls it back. Leaves nothing but a gap in the revision numbers.
 * Does nothing on connections that are read-only.
 */
public final class RecordingCheck {

	private final Origin origin;

	private final EventRecorder events;

	private final EntityManager entityManager;

	private final TransactionTemplate transaction;

	/**
	 * Creates a check.
	 * @param source who checks
	 * @param events writes the entry
	 * @param persistence the tracked factory's
	 */
	public RecordingCheck(String source, EventRecorder events, TrackedPersistence persistence) {
		this.origin = new Origin(Actor.SYSTEM, source, null, null);
		this.events = events;
		this.entityManager = persistence.entityManager();
		this.transaction = persistence.newTransaction();
	}

	/**
	 * Checks.
	 * @throws RuntimeException when the entry cannot be written
	 */
	public void run() {
		OptionalLong written = Objects.requireNonNull(this.transaction.execute((status) -> {
			status.setRollbackOnly();
			return isReadOnly() ? OptionalLong.empty() : OptionalLong.of(this.events.write(this.origin, "Rolled back",
					List.of(EntryRow.ofEvent(Action.NOTE, RecordRef.none(RecordRef.APPLICATION), null, null))));
		}));
		written.ifPresent(this.events::rolledBack);
	}

	private boolean isReadOnly() {
		return this.entityManager.unwrap(SessionImplementor.class).doReturningWork(Connection::isReadOnly);
	}

}
