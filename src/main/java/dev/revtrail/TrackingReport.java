package dev.revtrail;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the change log records of an application, and what it does not.
 *
 * @param versions the versions of the library, its tables, Hibernate, Spring Boot and the
 * database, by name
 * @param recordTypes the tracked types, by name
 * @param untrackedEntities the names of entities of the same persistence unit that are
 * not tracked at all
 * @param missingIndexes the statements that add indexes which the history of records
 * needs
 * @param bulkStatements the bulk statements since the start that changed tracked records
 * without an entry
 */
public record TrackingReport(Map<String, String> versions, List<Type> recordTypes, Set<String> untrackedEntities,
		List<String> missingIndexes, List<BulkStatement> bulkStatements) {

	/**
	 * A tracked type.
	 *
	 * @param name the name, such as {@code BILLING_ITEM}
	 * @param entities the names of its entity classes
	 * @param fields the fields whose changes are recorded
	 * @param masked those of them whose values are masked
	 * @param notAudited why other attributes are not recorded, by entity and attribute,
	 * such as {@code Item.version}
	 * @param hasOrganization whether its records have a way to an organization. Those of
	 * a type without one are seen by callers for everything only
	 * @param hasPatient whether its records have a way to a patient
	 */
	public record Type(String name, Set<String> entities, Set<String> fields, Set<String> masked,
			Map<String, String> notAudited, boolean hasOrganization, boolean hasPatient) {

	}

	/**
	 * Bulk statements of one place.
	 *
	 * @param verb what they do: insert, update or delete
	 * @param table the table
	 * @param entity the entity whose records they change
	 * @param place the class, method and line of the application; "an unknown place"
	 * where it is not on the stack
	 * @param count how many there were
	 */
	public record BulkStatement(String verb, String table, String entity, String place, long count) {

	}

}
