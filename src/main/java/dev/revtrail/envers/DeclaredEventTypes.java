package dev.revtrail.envers;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
		Set<String> reserved = EntryRow.CHANGES;
		Stream.concat(EventType.STANDARD.stream(), declared.stream()).forEach((type) -> {
			if (reserved.contains(type.action().name()) || byName.put(type.action().name(), type) != null) {
				throw new InvalidTrackingException(
						"The event type " + type.action() + " is declared twice, or is one of the library's own: "
								+ reserved.stream().sorted().collect(Collectors.joining(", ")) + ", "
								+ EventType.STANDARD.stream()
									.map(EventType::action)
									.sorted(Comparator.comparing(Object::toString))
									.map(Object::toString)
									.collect(Collectors.joining(", "))
								+ ". Give it another name.");
			}
		});
		return new DeclaredEventTypes(List.copyOf(byName.values()));
	}

}
