package dev.revtrail.envers;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what {@code @Tracked} takes.
 */
final class InvalidTrackingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTrackingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTrackingException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"A path of @Tracked is a chain of persistent attributes, each a reference to one record but for "
						+ "the last, such as \"group.patient\", or one method of the entity, such as \"asPatient()\". "
						+ "A property for a record type ends in its name, such as BILLING_ITEM.",
				cause);
	}

}
