package dev.revtrail.envers.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/**
 * Replaces listeners of Hibernate's events.
 */
final class EventListeners {

	private EventListeners() {
	}

	/** Replaces each listener of a kind of event, in its place. */
	static <T> void replace(EventListenerRegistry registry, EventType<T> type, IntFunction<T[]> array,
			UnaryOperator<T> replacement) {
		List<T> listeners = new ArrayList<>();
		registry.getEventListenerGroup(type)
			.listeners()
			.forEach((listener) -> listeners.add(replacement.apply(listener)));
		registry.setListeners(type, listeners.toArray(array.apply(0)));
	}

}
