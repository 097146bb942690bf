package dev.revtrail.envers;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.context.ChangeContext.Origin;
import jakarta.persistence.EntityManager;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Records events as entries of the index, with revisions like those of changes.
 */
final class EnversEventLog implements EventLog {

	private static final Log logger = LogFactory.getLog(EnversEventLog.class);

	private final Capture capture;

	private final EntityManager entityManager;

	private final EventRows rows;

	private final EventRecorder recorder;

	private final WriteBehind writeBehind;

	private final Set<String> failClosed;

	EnversEventLog(Capture capture, TrackedPersistence persistence, EventRows rows, EventRecorder recorder,
			WriteBehind writeBehind, RevtrailProperties.Events events) {
		this.capture = capture;
		this.entityManager = persistence.entityManager();
		this.rows = rows;
		this.recorder = recorder;
		this.writeBehind = writeBehind;
		this.failClosed = events.failClosed();
	}

	@Override
	public void record(Event event) {
		// The transaction may be that of another entity manager factory
		boolean joins = TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.isCurrentTransactionReadOnly()
				&& this.entityManager.isJoinedToTransaction();
		if (!joins) {
			recordAlone(List.of(event));
			return;
		}
		this.rows.check(List.of(event));
		EntryRow row = this.rows.rows(actor(event, this.capture.context().current()), List.of(event)).get(0);
		this.capture.changes(this.entityManager.unwrap(SharedSessionContractImplementor.class)).event(row);
	}

	@Override
	public void recordAlone(List<Event> events) {
		this.rows.check(events);
		if (events.isEmpty()) {
			return;
		}
		Origin here = this.capture.context().current();
		try {
			write(here, events);
		}
		catch (RuntimeException ex) {
			if (events.stream().anyMatch((event) -> this.failClosed.contains(event.action().name()))) {
				throw ex;
			}
			logger.error("An event could not be recorded: " + events.get(0).action(), ex);
		}
	}

	@Override
	public void recordLater(Event event) {
		this.rows.check(List.of(event));
		Origin here = this.capture.context().current();
		this.writeBehind.later(() -> write(here, List.of(event)));
	}

	private void write(Origin here, List<Event> events) {
		Actor actor = actor(events.get(0), here);
		this.recorder.record(here.by(actor), null, this.rows.rows(actor, events));
	}

	private static Actor actor(Event event, Origin here) {
		return (event.actor() != null) ? event.actor()
				: Objects.requireNonNull(here.actor(), "Somebody is always at work.");
	}

}
