package dev.revtrail.envers.matrix.single;

import dev.revtrail.ChangeLogCase;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where Envers' rows of deletions hold no values.
 */
@TestPropertySource(properties = ChangeLogCase.NO_DATA_AT_DELETE)
class ShapeMatrixWithoutDataAtDeleteTests extends ShapeMatrixTests {

}
