package dev.revtrail.envers.event;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.revtrail.EventType;
import dev.revtrail.EventTypes;
import dev.revtrail.envers.InvalidTrackingException;
import dev.revtrail.envers.model.TrackingProblems;
import dev.revtrail.envers.index.EntryRow;

/**
 * The library's event types and those that a host declares.
 *
 * @param all the types, by name
 */
record DeclaredEventTypes(List<EventType> all) implements EventTypes {

	/**
	 * Takes the library's types and a host's.
	 * @param declared the host's
	 * @return all of them
	 * @throws InvalidTrackingException if two have one name, or one has the name of one
	 * of the library's
	 */
	static DeclaredEventTypes of(List<EventType> declared) {
		TreeMap<String, EventType> byName = new TreeMap<>();
		EventType.STANDARD.forEach((type) -> byName.put(type.action().name(), type));
		SortedSet<String> own = new TreeSet<>(byName.keySet());
		own.addAll(EntryRow.CHANGES);
		TrackingProblems problems = new TrackingProblems();
		for (EventType type : declared) {
			String name = type.action().name();
			if (own.contains(name)) {
				problems.add("The event type " + name + " has the name of one of the library's own.",
						"Give the event type another name than the library's own: " + String.join(", ", own) + ".");
			}
			else if (byName.put(name, type) != null) {
				problems.add("The event type " + name + " is declared twice.",
						"Give one of the two event types " + name + " another name.");
			}
		}
		problems.requireNone();
		return new DeclaredEventTypes(List.copyOf(byName.values()));
	}

}
