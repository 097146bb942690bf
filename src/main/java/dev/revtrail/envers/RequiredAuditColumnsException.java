package dev.revtrail.envers;

import java.util.Collection;

/**
 * Audit tables have columns that cannot be empty and that nothing fills anymore. Stops
 * the start-up.
 */
public final class RequiredAuditColumnsException extends RuntimeException {

	RequiredAuditColumnsException(Collection<String> columns) {
		super("No change of some tracked entities can be written: nothing is mapped to these columns of their audit "
				+ "tables anymore, but they can be neither null nor left out: " + String.join(", ", columns) + ".");
	}

}
