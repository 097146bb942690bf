package dev.revtrail.envers;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at start-up if the database lacks tables or indexes of the audit trail and the
 * library may not create them.
 */
public final class MissingAuditTablesException extends RuntimeException {

	private final List<String> ddl;

	private final boolean inherited;

	private final transient @Nullable Path migration;

	public MissingAuditTablesException(List<String> ddl, boolean inherited, @Nullable Path migration) {
		super("The database lacks tables or indexes of the audit trail."
				+ ((migration == null) ? " Their DDL:\n\n" + String.join(";\n", ddl) + ";\n"
						: " Their DDL has been written to " + migration + "."));
		this.ddl = List.copyOf(ddl);
		this.inherited = inherited;
		this.migration = migration;
	}

	public List<String> ddl() {
		return this.ddl;
	}

	/** The migration that the DDL has been written to; null where it has not. */
	public @Nullable Path migration() {
		return this.migration;
	}

	/** Whether attributes of plain mapped superclasses are among what lacks a column. */
	public boolean isAboutInherited() {
		return this.inherited;
	}

}
