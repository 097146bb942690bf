package dev.revtrail.envers.matrix.edges;

import dev.revtrail.envers.baseline.BaselineCheck;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.test.context.TestPropertySource;

/**
 * The baseline of unusual mappings.
 */
@ExtendWith(BaselineCheck.class)
@TestPropertySource(properties = "revtrail.baseline.batch-size=7")
class EdgeBaselineTests extends EdgesTests {

}
