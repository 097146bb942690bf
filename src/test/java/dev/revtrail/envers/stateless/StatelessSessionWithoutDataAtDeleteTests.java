package dev.revtrail.envers.stateless;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where the rows of deletions hold no values.
 */
@TestPropertySource(properties = "spring.jpa.properties.org.hibernate.envers.store_data_at_delete=false")
class StatelessSessionWithoutDataAtDeleteTests extends StatelessSessionTests {

}
