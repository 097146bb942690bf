package dev.revtrail.envers;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about columns that nothing fills anymore.
 */
final class RequiredAuditColumnsFailureAnalyzer extends AbstractFailureAnalyzer<RequiredAuditColumnsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RequiredAuditColumnsException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Make the columns nullable or give them a default, and take them out of the primary key where they "
						+ "are part of it. Dropping them loses what they hold. To start the application "
						+ "anyway, set revtrail.startup-check=false.",
				cause);
	}

}
