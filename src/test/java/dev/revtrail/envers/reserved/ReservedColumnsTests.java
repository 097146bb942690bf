package dev.revtrail.envers.reserved;

import dev.revtrail.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The start-up names the entities and attributes, not the audit entities, and all of
 * them.
 */
@Tag("h2")
class ReservedColumnsTests {

	@Test
	void allAttributesAreNamed() {
		assertThatException().isThrownBy(() -> start())
			.havingRootCause()
			.withMessage("""
					The attribute 'rev' of %s has the column rev, which every audit table has of its own.
					The attribute 'revtype' of %s has the column revtype, which every audit table has of its own.""",
					Reserved.Engine.class.getName(), Reserved.Turbine.class.getName());
	}

	@Test
	void theValidityStrategyHasOneMore() {
		assertThatException().isThrownBy(() -> start(
				"--spring.jpa.properties.org.hibernate.envers.audit_strategy=org.hibernate.envers.strategy.ValidityAuditStrategy"))
			.havingRootCause()
			.withMessageContaining("The attribute 'revend' of " + Reserved.Turbine.class.getName());
	}

	private static void start(String... arguments) {
		new SpringApplicationBuilder(Reserved.class).web(WebApplicationType.NONE)
			.initializers(new TestDatabase())
			.properties("spring.config.name=library", "spring.jpa.hibernate.ddl-auto=create",
					"spring.flyway.enabled=false", "revtrail.schema.initialize=always")
			.run(arguments)
			.close();
	}

}
