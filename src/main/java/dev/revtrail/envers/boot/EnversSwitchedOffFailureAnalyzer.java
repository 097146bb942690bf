package dev.revtrail.envers.boot;

import dev.revtrail.envers.EnversSwitchedOffException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says how Envers and the change log are switched on and off together.
 */
final class EnversSwitchedOffFailureAnalyzer extends AbstractFailureAnalyzer<EnversSwitchedOffException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EnversSwitchedOffException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Remove the setting, or set revtrail.enabled=false too.", cause);
	}

}
