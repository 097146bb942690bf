package dev.revtrail.envers.matrix.collections;

import dev.revtrail.envers.baseline.BaselineCheck;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

/**
 * The baseline of lists.
 */
@ExtendWith(BaselineCheck.class)
@TestPropertySource(properties = "revtrail.baseline.batch-size=7")
class ListBaselineTests extends ListMatrixTests {

	@Autowired
	ApplicationContext application;

	@Override
	void delete(Class<?> type, Object id) {
		BaselineCheck.rehearse(this.application);
		super.delete(type, id);
	}

}
