package dev.revtrail.envers;

import java.util.List;

/**
 * Thrown at start-up if the database lacks tables or indexes of the audit trail and the
 * library may not create them.
 */
public final class MissingAuditTablesException extends RuntimeException {

	private final List<String> ddl;

	private final boolean inherited;

	public MissingAuditTablesException(List<String> ddl, boolean inherited) {
		super("The database lacks tables or indexes of the audit trail. Their DDL:\n\n" + String.join(";\n", ddl)
				+ ";\n");
		this.ddl = List.copyOf(ddl);
		this.inherited = inherited;
	}

	public List<String> ddl() {
		return this.ddl;
	}

	/** Whether attributes of plain mapped superclasses are among what lacks a column. */
	public boolean isAboutInherited() {
		return this.inherited;
	}

}
