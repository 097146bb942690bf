package dev.revtrail.envers.stateless;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where Envers writes end revisions.
 */
@TestPropertySource(properties = "spring.jpa.properties.org.hibernate.envers.audit_strategy="
		+ "org.hibernate.envers.strategy.internal.ValidityAuditStrategy")
class StatelessSessionValidityTests extends StatelessSessionTests {

}
