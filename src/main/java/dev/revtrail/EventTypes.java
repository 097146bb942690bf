package dev.revtrail;

import java.util.List;
import java.util.Optional;

/**
 * The kinds of events that may be recorded, known from start-up on: those of the library
 * and those that the host declares.
 */
public interface EventTypes {

	/**
	 * Returns all types.
	 * @return the types, by name
	 */
	List<EventType> all();

	/**
	 * Finds the type of an action.
	 * @param action the action
	 * @return the type, or empty if there is none
	 */
	default Optional<EventType> find(Action action) {
		return all().stream().filter((type) -> type.action().equals(action)).findFirst();
	}

}
