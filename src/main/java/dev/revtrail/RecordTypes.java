package dev.revtrail;

import java.util.List;
import java.util.Optional;

/**
 * The record types that the host application tracks, known from start-up on.
 */
public interface RecordTypes {

	/**
	 * All tracked types.
	 * @return the types, by name
	 */
	List<RecordType> all();

	/**
	 * Finds a type by its name.
	 * @param name upper-snake, lower-snake or upper-camel form, in any case; a former
	 * name of a type means the type that has it today
	 * @return the type, or nothing when no such type is tracked
	 */
	default Optional<RecordType> find(String name) {
		return all().stream().filter((type) -> type.isNamed(name)).findFirst();
	}

}
