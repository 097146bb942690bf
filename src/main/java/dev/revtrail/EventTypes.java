package dev.revtrail;

import java.util.List;
import java.util.Optional;

/**
 * The kinds of events that may be recorded, known from start-up on: those of the library
 * and those that the host declares.
 */
public interface EventTypes {

	/**
	 * All types.
	 * @return the types, by name
	 */
	List<EventType> all();

	/**
	 * Finds the type of an action.
	 * @param action what happened
	 * @return the type, or nothing where there is none
	 */
	default Optional<EventType> find(Action action) {
		return all().stream().filter((type) -> type.action().equals(action)).findFirst();
	}

}
