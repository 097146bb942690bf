package dev.revtrail.envers.boot;

import dev.revtrail.envers.SchemaVersionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains what to do where the library and its tables have different versions.
 */
final class SchemaVersionFailureAnalyzer extends AbstractFailureAnalyzer<SchemaVersionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SchemaVersionException cause) {
		String action = cause.migration().isEmpty()
				? "Use the version of Revtrail that the other nodes on this database use, or a later one."
				: "Add these statements to your migrations, or have them applied at start-up by "
						+ "revtrail.schema.initialize=always:\n\n" + String.join(";\n", cause.migration()) + ";";
		return new FailureAnalysis(cause.getMessage(), action, cause);
	}

}
