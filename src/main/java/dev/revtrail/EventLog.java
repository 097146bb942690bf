package dev.revtrail;

import java.util.List;

/**
 * Records events that are not changes of rows. Each becomes an entry of the change log,
 * in the organization of its record if its actor may see that record, else in the
 * organization of its actor.
 * <p>
 * All methods throw an {@link IllegalArgumentException} for an event whose action no
 * {@link EventType} declares, or that carries a value which its type does not declare.
 */
public interface EventLog {

	/**
	 * Records an event within the current transaction: the event is kept only if the
	 * transaction commits, and shares its revision. Without a transaction, it is recorded
	 * in one of its own.
	 * @param event the event
	 */
	void record(Event event);

	/**
	 * Records events in a transaction of their own, regardless of the outcome of the
	 * current one. The events are committed when this method returns, or, within a
	 * transaction, after that transaction has ended, unless
	 * {@code revtrail.events.data-source} is set.
	 * @param events the events, which share one revision
	 * @throws RuntimeException if they cannot be written within
	 * {@code revtrail.events.timeout} and their kind fails closed
	 * ({@code revtrail.events.on-failure}); within a transaction, its commit throws it.
	 * Events of other kinds are written in the background once the database accepts them,
	 * or logged as errors if it never does
	 */
	void recordAlone(List<Event> events);

	/**
	 * Queues an event to be recorded on another thread, in a transaction of its own,
	 * attributed to the current actor. Queued events are written before the application
	 * ends; a crash may lose them.
	 * @param event the event
	 */
	default void recordLater(Event event) {
		recordLater(List.of(event));
	}

	/**
	 * Queues several events, which are written in one transaction and share one revision.
	 * Of more than 100 failed attempts to change records, those beyond 100 are
	 * summarized: one entry for each action, record type and organization, with the
	 * number of records.
	 * @param events the events
	 */
	void recordLater(List<Event> events);

}
