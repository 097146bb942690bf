package dev.revtrail.envers.matrix.seats;

import dev.revtrail.envers.baseline.BaselineCheck;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.test.context.TestPropertySource;

/**
 * The baseline of records whose ids refer to others.
 */
@ExtendWith(BaselineCheck.class)
@TestPropertySource(properties = "revtrail.baseline.batch-size=7")
class IdWithReferenceBaselineTests extends IdWithReferenceTests {

}
