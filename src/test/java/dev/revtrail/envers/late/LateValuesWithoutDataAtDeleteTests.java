package dev.revtrail.envers.late;

import dev.revtrail.ChangeLogCase;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where the rows of deletions hold no values.
 */
@TestPropertySource(properties = ChangeLogCase.NO_DATA_AT_DELETE)
class LateValuesWithoutDataAtDeleteTests extends LateValuesTests {

}
