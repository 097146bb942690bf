package dev.revtrail.envers.matrix.single;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where Envers' rows of deletions hold no values.
 */
@TestPropertySource(properties = MatrixContract.NO_DATA_AT_DELETE)
class ColumnMatrixWithoutDataAtDeleteTests extends ColumnMatrixTests {

}
