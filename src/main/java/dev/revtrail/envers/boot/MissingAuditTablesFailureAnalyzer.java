package dev.revtrail.envers.boot;

import dev.revtrail.envers.MissingAuditTablesException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about missing audit tables.
 */
final class MissingAuditTablesFailureAnalyzer extends AbstractFailureAnalyzer<MissingAuditTablesException> {

	static final String INHERITED = " Some of it is for attributes that entities inherit from mapped superclasses "
			+ "without @Audited. Set revtrail.audit-inherited=false to leave them unaudited, as Envers does.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingAuditTablesException cause) {
		return new FailureAnalysis("The database lacks tables or indexes of the audit trail."
				+ ((cause.migration() == null) ? " Their DDL:\n\n" + String.join(";\n", cause.ddl()) + ";" : ""),
				action(cause) + (cause.isAboutInherited() ? INHERITED : ""), cause);
	}

	private static String action(MissingAuditTablesException cause) {
		return (cause.migration() != null) ? "The DDL is the migration "
				+ cause.migration().toAbsolutePath().normalize()
				+ " now. Read it, have your other migrations include it where they list files, and start again. "
				+ "If they are in another folder, move it there, or set revtrail.schema.export-directory."
				: "Add the DDL to your migrations (revtrail.schema.export=flyway, liquibase or sql writes the next one), "
						+ "or have it made at start-up: set revtrail.schema.initialize=always for the tables "
						+ "revtrail_*, and revtrail.schema.audit-tables=create for all of it.";
	}

}
