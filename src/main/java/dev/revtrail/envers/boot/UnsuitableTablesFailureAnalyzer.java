package dev.revtrail.envers.boot;

import dev.revtrail.envers.UnsuitableTablesException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about tables of the library that are not as it needs them.
 */
final class UnsuitableTablesFailureAnalyzer extends AbstractFailureAnalyzer<UnsuitableTablesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsuitableTablesException cause) {
		String action = cause.ddl().isEmpty()
				? "Make the tables as the library's scripts do (dev/revtrail/schema), in a database that compares texts exactly."
				: "Add these statements to your migrations; on large tables they can take long:\n\n"
						+ String.join(";\n", cause.ddl()) + ";";
		return new FailureAnalysis(cause.getMessage(), action, cause);
	}

}
