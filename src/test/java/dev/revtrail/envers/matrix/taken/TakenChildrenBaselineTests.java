package dev.revtrail.envers.matrix.taken;

import dev.revtrail.envers.baseline.BaselineCheck;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.test.context.TestPropertySource;

/**
 * The baseline of children that change their parents.
 */
@ExtendWith(BaselineCheck.class)
@TestPropertySource(properties = "revtrail.baseline.batch-size=7")
class TakenChildrenBaselineTests extends TakenChildrenTests {

}
