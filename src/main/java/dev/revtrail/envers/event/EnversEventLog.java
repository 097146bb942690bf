package dev.revtrail.envers.event;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.context.Origin;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.TrackedPersistence;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Records events as entries of the index, with revisions like those of changes.
 */
final class EnversEventLog implements EventLog {

	private final Capture capture;

	private final EntityManager entityManager;

	private final EventRows rows;

	private final EventRecorder recorder;

	private final Set<String> failClosed;

	EnversEventLog(Capture capture, TrackedPersistence persistence, EventRows rows, EventRecorder recorder,
			Set<String> failClosed) {
		this.capture = capture;
		this.entityManager = persistence.entityManager();
		this.rows = rows;
		this.recorder = recorder;
		this.failClosed = failClosed;
	}

	@Override
	public void record(Event event) {
		if (!this.recorder.canJoin()) {
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
		boolean failClosed = events.stream().anyMatch((event) -> this.failClosed.contains(event.action().name()));
		this.recorder.record(entries(events, failClosed));
	}

	@Override
	public void recordLater(List<Event> events) {
		this.rows.check(events);
		if (!events.isEmpty()) {
			this.recorder.recordLater(entries(events, false));
		}
	}

	private StandaloneEntries entries(List<Event> events, boolean failClosed) {
		Origin here = this.capture.context().current();
		Actor actor = actor(events.get(0), here);
		return new StandaloneEntries(here.by(actor), null, failClosed, () -> this.rows.rows(actor, events));
	}

	private static Actor actor(Event event, Origin here) {
		return (event.actor() != null) ? event.actor()
				: Objects.requireNonNull(here.actor(), "Somebody is always at work.");
	}

}
