package dev.revtrail;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The record types that the host application tracks. They do not change after start-up.
 */
public interface RecordTypes {

	/**
	 * Returns all tracked types.
	 * @return the types, by name
	 */
	List<RecordType> all();

	/**
	 * Finds a type by its name.
	 * @param name upper-snake, lower-snake or upper-camel form, in any case; a former
	 * name of a type finds the current type
	 * @return the type, or empty if no such type is tracked
	 */
	default Optional<RecordType> find(String name) {
		return all().stream().filter((type) -> type.isNamed(name)).findFirst();
	}

	/**
	 * Finds the type of an entity's records.
	 * @param entity the entity's class
	 * @return the type, or empty if it is not tracked
	 */
	default Optional<RecordType> find(Class<?> entity) {
		return Optional.empty();
	}

	/**
	 * Returns the names of the fields of a type, as entries have them.
	 * @param recordType the type's name
	 * @return the names, such as {@code address.city}; empty if they are not known
	 */
	default Set<String> fields(String recordType) {
		return Set.of();
	}

	/**
	 * Returns the names of the {@link Masked} fields of a type.
	 * @param recordType the type's name
	 * @return the names; empty if they are not known
	 */
	default Set<String> maskedFields(String recordType) {
		return Set.of();
	}

	/**
	 * Returns the names of the fields of a type that hold bytes, whose values are Base64
	 * texts.
	 * @param recordType the type's name
	 * @return the names; empty if they are not known
	 */
	default Set<String> binaryFields(String recordType) {
		return Set.of();
	}

	/**
	 * Returns the names of the fields of a type that hold constants: of enums, and truth
	 * values.
	 * @param recordType the type's name
	 * @return the names; empty if they are not known
	 */
	default Set<String> constantFields(String recordType) {
		return Set.of();
	}

	/**
	 * Returns the types of the patients that records belong to.
	 * @return the types' names; empty if no record belongs to a patient
	 */
	default Set<String> patientTypes() {
		return Set.of();
	}

	/**
	 * Creates a reference to a record.
	 * @param record a tracked entity's object, or a proxy of one, which is not
	 * initialized; one with an id
	 * @return the reference, or empty if the object is not a tracked record
	 */
	default Optional<RecordRef> of(Object record) {
		return Optional.empty();
	}

}
