package dev.revtrail.envers.boot;

import dev.revtrail.envers.UnwritableChangeLogException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about a change log that cannot record.
 */
final class UnwritableChangeLogFailureAnalyzer extends AbstractFailureAnalyzer<UnwritableChangeLogException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnwritableChangeLogException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Compare your tables revtrail_* with the script for your database in the library's jar "
						+ "(dev/revtrail/schema), and check that the application may insert into them. Where it "
						+ "shall start without recording, or its tables are made later, set "
						+ "revtrail.startup-check=false.",
				cause);
	}

}
