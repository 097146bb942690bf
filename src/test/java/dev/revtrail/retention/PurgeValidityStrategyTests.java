package dev.revtrail.retention;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where Envers' rows end with the revision of the next one.
 */
@TestPropertySource(
		properties = { "test.database.of=purge-validity", "spring.jpa.properties.org.hibernate.envers.audit_strategy="
				+ "org.hibernate.envers.strategy.internal.ValidityAuditStrategy" })
class PurgeValidityStrategyTests extends PurgeTests {

}
