package dev.revtrail.envers.matrix;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.revtrail.LibraryTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No case of the matrix escapes the check of its kept values.
 */
@Tag("h2")
class MatrixCaseTests {

	@Test
	void everyTestWithADatabaseIsAMatrixCase() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(LibraryTest.class)
			.should()
			.beAssignableTo(MatrixCase.class)
			.check(new ClassFileImporter().importPackages(MatrixCase.class.getPackageName()));
	}

}
