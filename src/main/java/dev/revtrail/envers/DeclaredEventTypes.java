package dev.revtrail.envers;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.revtrail.EventType;
import dev.revtrail.EventTypes;

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
	 * @throws InvalidTrackingException when two have one name, or one has that of a
	 * change
	 */
	static DeclaredEventTypes of(List<EventType> declared) {
		TreeMap<String, EventType> byName = new TreeMap<>();
		EventType.STANDARD.forEach((type) -> byName.put(type.action().name(), type));
		SortedSet<String> own = new TreeSet<>(byName.keySet());
		own.addAll(EntryRow.CHANGES);
		for (EventType type : declared) {
			String name = type.action().name();
			if (own.contains(name)) {
				throw new InvalidTrackingException(
						"The event type " + name + " has the name of one of the library's own, which are "
								+ String.join(", ", own) + "; give it another name.");
			}
			if (byName.put(name, type) != null) {
				throw new InvalidTrackingException(
						"The event type " + name + " is declared twice; give one of the two another name.");
			}
		}
		return new DeclaredEventTypes(List.copyOf(byName.values()));
	}

}
