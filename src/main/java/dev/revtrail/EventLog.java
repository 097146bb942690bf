package dev.revtrail;

import java.util.List;

/**
 * Records events: what happened and is no change of a row. Each becomes an entry of the
 * change log, in the organization of its record where its actor sees that, else in the
 * organization of its actor.
 * <p>
 * All methods throw an {@link IllegalArgumentException} for an event whose action no
 * {@link EventType} declares, or that carries a value which its type does not.
 */
public interface EventLog {

	/**
	 * Records an event within the current transaction: it is kept when that commits and
	 * only then, and shares its revision. Without a transaction it stands alone.
	 * @param event the event
	 */
	void record(Event event);

	/**
	 * Records events in a transaction of their own, regardless of the outcome of the
	 * current one. The events are committed when this method returns, or, within a
	 * transaction, after that transaction has ended, unless
	 * {@code revtrail.events.data-source} is set.
	 * @param events the events; where there are several, of one revision
	 * @throws RuntimeException when they cannot be written within
	 * {@code revtrail.events.timeout} and their kind fails closed
	 * ({@code revtrail.events.fail-closed}); within a transaction, its commit throws it.
	 * Events of other kinds are written in the background once the database takes them,
	 * or logged as errors where it never will
	 */
	void recordAlone(List<Event> events);

	/**
	 * Hands an event over to be recorded soon, on another thread and in a transaction of
	 * its own, attributed to who is at work now. What was handed over is written before
	 * the application ends; a crash may lose it.
	 * @param event the event
	 */
	default void recordLater(Event event) {
		recordLater(List.of(event));
	}

	/**
	 * The same for several events, which are written in one transaction and, unless there
	 * are none, have one revision. Of more than 100 failed attempts to change records,
	 * those beyond 100 are summarized: one entry for each action, record type and
	 * organization, with the number of records.
	 * @param events the events
	 */
	void recordLater(List<Event> events);

}
