package dev.revtrail.envers.mislabelled;

import dev.revtrail.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

import static org.assertj.core.api.Assertions.assertThatException;

@Tag("h2")
class MaskedLabelTests {

	@Test
	void aMaskedLabelStopsTheStartUpAndTheMessageSaysWhatItTakes() {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Mislabelled.class).web(WebApplicationType.NONE)
				.initializers(new TestDatabase())
				.run("--spring.config.name=library", "--spring.jpa.hibernate.ddl-auto=create",
						"--spring.flyway.enabled=false", "--revtrail.schema.initialize=always")
				.close())
			.havingRootCause()
			.withMessageContaining("@Tracked(label = \"number\")")
			.withMessageEndingWith("It takes name.");
	}

}
