package dev.revtrail.envers.boot;

import dev.revtrail.envers.UnsuitableAuditTablesException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about columns of audit tables that do not take what is written to them.
 */
final class UnsuitableAuditTablesFailureAnalyzer extends AbstractFailureAnalyzer<UnsuitableAuditTablesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsuitableAuditTablesException cause) {
		String ddl = cause.ddl().isEmpty() ? ""
				: "Add these statements to your migrations; on large tables they can take long:\n\n"
						+ String.join(";\n", cause.ddl()) + ";\n\n";
		String unmapped = "Make columns that nothing is mapped to nullable or give them a default, and take them out of "
				+ "the primary key where they are part of it. Dropping them loses what they hold.";
		return new FailureAnalysis(String.valueOf(cause.getMessage()), ddl + (cause.hasUnmapped() ? unmapped + " " : "")
				+ "To start the application anyway, set " + "revtrail.startup-check=false.", cause);
	}

}
