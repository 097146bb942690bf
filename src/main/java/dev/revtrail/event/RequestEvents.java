package dev.revtrail.event;

import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.CompletedWork;
import dev.revtrail.context.AttemptedChange;
import dev.revtrail.context.WorkListener;

/**
 * Records failed attempts to change tracked records, each with its actor and HTTP status,
 * never with values; and denied access. Skips attempts by unknown callers, since anyone
 * could fill the log with them.
 */
class RequestEvents implements WorkListener {

	private final EventProperties properties;

	private final EventLog events;

	private final RequestTargets targets;

	private final ChangeContext context;

	RequestEvents(EventProperties properties, EventLog events, RequestTargets targets, ChangeContext context) {
		this.properties = properties;
		this.events = events;
		this.targets = targets;
		this.context = context;
	}

	@Override
	public void ended(CompletedWork work) {
		Actor actor = work.origin().actor();
		if (actor == null || actor.type() == Actor.Type.ANONYMOUS) {
			return;
		}
		List<AttemptedChange> attempts = attempts(work);
		if (!attempts.isEmpty() && this.properties.failedAttempts()) {
			record(work,
					attempts.stream()
						.map((attempt) -> Event.of(attempt.action().failed(), attempt.record()).failed())
						.toList());
		}
		else if (attempts.isEmpty() && isDenied(work) && this.properties.deniedAccess()) {
			record(work, List.of(Event.of(Action.ACCESS_DENIED, RecordRef.none(RecordRef.APPLICATION)).failed()));
		}
	}

	/**
	 * Returns the attempts that were rolled back, or, without a transaction, the attempt
	 * that the request stands for.
	 */
	private List<AttemptedChange> attempts(CompletedWork work) {
		Revision.Request request = work.origin().request();
		if (!work.attempts().isEmpty() || work.late() || !work.revisions().isEmpty() || request == null
				|| work.status() == null || work.status() < 400) {
			return work.attempts();
		}
		return this.targets.changeBy(request.method(), request.path()).stream().toList();
	}

	private static boolean isDenied(CompletedWork work) {
		return !work.late() && work.status() != null && work.status() == 403;
	}

	private void record(CompletedWork work, List<Event> events) {
		this.context.run(work.origin(), () -> this.events.recordLater(events));
	}

}
