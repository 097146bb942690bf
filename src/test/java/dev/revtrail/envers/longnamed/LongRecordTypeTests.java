package dev.revtrail.envers.longnamed;

import dev.revtrail.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A record type that does not fit its column is refused at start-up, and not with each
 * commit.
 */
@Tag("h2")
class LongRecordTypeTests {

	@Test
	void aRecordTypeThatIsTooLongStopsTheStartUpAndTheMessageSaysWhatToDo() {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(LongNamed.class).web(WebApplicationType.NONE)
				.initializers(new TestDatabase())
				.run("--spring.config.name=library", "--spring.jpa.hibernate.ddl-auto=create",
						"--spring.flyway.enabled=false", "--revtrail.schema.initialize=always")
				.close())
			.havingRootCause()
			.withMessageContaining("PRE_AUTHORIZATION_REQUEST_FOR_A_SECONDARY_INSURANCE_COVERAGE_OF_A_PATIENTS")
			.withMessageContaining("At most 64 are accepted");
	}

}
