package dev.revtrail.web.request;

import java.time.Clock;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.Caller;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;

/**
 * Records callers whose requests are refused because there were too many, once in an
 * hour.
 */
public final class ThrottledCallers implements Consumer<Caller> {

	private final EventLog events;

	private final HourlyKeys seen;

	/**
	 * Creates a recorder.
	 * @param events where callers are recorded
	 * @param clock says which hour it is
	 */
	public ThrottledCallers(EventLog events, Clock clock) {
		this.events = events;
		this.seen = new HourlyKeys(clock);
	}

	@Override
	public void accept(Caller caller) {
		if (this.seen.add(CallerKey.of(caller))) {
			this.events.recordLater(
					Event.of(Action.THROTTLED, RecordRef.none(RecordRef.APPLICATION)).failed().by(caller.actor()));
		}
	}

}
