package dev.revtrail.envers.boot;

import org.hibernate.envers.boot.EnversMappingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Envers takes one revision entity and no more; a host that has one already meets the
 * library's.
 */
final class SecondRevisionEntityFailureAnalyzer extends AbstractFailureAnalyzer<EnversMappingException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, EnversMappingException cause) {
		String message = cause.getMessage();
		if (message == null || !message.contains("@RevisionEntity")) {
			return null;
		}
		return new FailureAnalysis(
				"The application has a revision entity in addition to that of the change log: " + message + ".",
				RevisionEntityFailureAnalyzer.ACTION, cause);
	}

}
