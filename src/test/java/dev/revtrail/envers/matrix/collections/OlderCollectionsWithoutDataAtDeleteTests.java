package dev.revtrail.envers.matrix.collections;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where Envers' rows of deletions hold no values.
 */
@TestPropertySource(properties = CollectionMatrix.NO_DATA_AT_DELETE)
class OlderCollectionsWithoutDataAtDeleteTests extends OlderCollectionsTests {

}
