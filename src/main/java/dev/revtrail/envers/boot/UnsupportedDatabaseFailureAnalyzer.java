package dev.revtrail.envers.boot;

import dev.revtrail.envers.UnsupportedDatabaseException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class UnsupportedDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedDatabaseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedDatabaseException cause) {
		return new FailureAnalysis(cause.getMessage() + " It supports H2, MySQL, MariaDB and PostgreSQL.",
				"Use one of these. Where nothing has to be recorded, such as in tests on an embedded database, "
						+ "set revtrail.enabled=false: Envers then writes its own audit rows.",
				cause);
	}

}
