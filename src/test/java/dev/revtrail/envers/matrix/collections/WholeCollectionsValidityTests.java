package dev.revtrail.envers.matrix.collections;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where Envers writes end revisions.
 */
@TestPropertySource(properties = CollectionMatrix.VALIDITY)
class WholeCollectionsValidityTests extends WholeCollectionsTests {

}
