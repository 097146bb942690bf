package dev.revtrail.envers.matrix.seats;

import org.springframework.test.context.TestPropertySource;

/**
 * The same with the strategy that notes until when an audit row holds.
 */
@TestPropertySource(properties = "spring.jpa.properties.org.hibernate.envers.audit_strategy"
		+ "=org.hibernate.envers.strategy.internal.ValidityAuditStrategy")
class IdWithReferenceValidityTests extends IdWithReferenceTests {

}
