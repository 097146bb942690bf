package dev.revtrail;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Packages depend only on allowed packages; the rules do not depend on the database.
 */
@Tag("h2")
@Tag("unit")
class ArchitectureTests {

	private static final JavaClasses PROJECT = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.revtrail", "dev.clinic");

	private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages("fixture");

	@ParameterizedTest
	@EnumSource
	void theProjectKeepsTo(ArchitectureRule rule) {
		rule.under("dev").check(PROJECT);
	}

	@ParameterizedTest
	@EnumSource
	void aFixtureCanBreak(ArchitectureRule rule) {
		EvaluationResult result = rule.under("fixture.dev").evaluate(FIXTURES);
		assertThat(result.getFailureReport().getDetails()).anyMatch((detail) -> detail.contains(rule.breaker()));
	}

}
