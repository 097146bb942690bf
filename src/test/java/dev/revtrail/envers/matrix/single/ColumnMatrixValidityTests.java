package dev.revtrail.envers.matrix.single;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where Envers writes end revisions.
 */
@TestPropertySource(properties = MatrixContract.VALIDITY)
class ColumnMatrixValidityTests extends ColumnMatrixTests {

}
