package dev.revtrail.envers.matrix.collections;

import dev.revtrail.ChangeLogCase;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where Envers writes end revisions.
 */
@TestPropertySource(properties = ChangeLogCase.VALIDITY)
class MapMatrixValidityTests extends MapMatrixTests {

}
