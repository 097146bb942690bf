package dev.revtrail.envers.matrix.cascades;

import dev.revtrail.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the database does by a foreign key without an entry is named at start-up.
 */
@ExtendWith(OutputCaptureExtension.class)
class OnDeleteWarningTests {

	@Test
	void rowsOfJoinTablesThatGoWithTheOtherSideAreNamed(CapturedOutput output) {
		new SpringApplicationBuilder(Wards.class).web(WebApplicationType.NONE)
			.initializers(new TestDatabase())
			.run("--spring.config.name=library", "--spring.jpa.hibernate.ddl-auto=create",
					"--spring.flyway.enabled=false", "--revtrail.schema.initialize=always")
			.close();

		assertThat(output.getAll().lines().filter((line) -> line.contains("by the foreign key of"))).singleElement()
			.asString()
			.contains("Wards$Ward.visitors", "the change log has no entry of that");
	}

}
