package dev.revtrail.envers;

import java.util.List;

/**
 * The database lacks tables or indexes of the audit trail, and nobody allowed to make
 * them. Stops the start-up.
 */
public final class MissingAuditTablesException extends RuntimeException {

	private final List<String> ddl;

	MissingAuditTablesException(List<String> ddl) {
		super("The database lacks tables or indexes of the audit trail. Their DDL:\n\n" + String.join(";\n", ddl)
				+ ";\n");
		this.ddl = List.copyOf(ddl);
	}

	List<String> ddl() {
		return this.ddl;
	}

}
