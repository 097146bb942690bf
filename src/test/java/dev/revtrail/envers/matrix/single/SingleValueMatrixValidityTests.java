package dev.revtrail.envers.matrix.single;

import dev.revtrail.ChangeLogCase;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where Envers writes end revisions.
 */
@TestPropertySource(properties = ChangeLogCase.VALIDITY)
class SingleValueMatrixValidityTests extends SingleValueMatrixTests {

}
