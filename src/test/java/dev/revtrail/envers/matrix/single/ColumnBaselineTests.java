package dev.revtrail.envers.matrix.single;

import dev.revtrail.envers.baseline.BaselineCheck;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

/**
 * The baseline of values in columns of every kind.
 */
@ExtendWith(BaselineCheck.class)
@TestPropertySource(properties = "revtrail.baseline.batch-size=7")
class ColumnBaselineTests extends ColumnMatrixTests {

	@Autowired
	ApplicationContext application;

	@Override
	void remove(Class<?> type, Object id) {
		BaselineCheck.rehearse(this.application);
		super.remove(type, id);
	}

}
