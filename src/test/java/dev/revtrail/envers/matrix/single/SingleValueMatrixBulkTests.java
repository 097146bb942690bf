package dev.revtrail.envers.matrix.single;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The same where records are deleted by bulk statements.
 */
class SingleValueMatrixBulkTests extends SingleValueMatrixTests {

	@Autowired
	JdbcTemplate jdbc;

	@Override
	void remove(Class<?> type, Object id) {
		BulkRemoval removal = new BulkRemoval(this.log.bulk(), this.jdbc);
		inTransaction((em) -> removal.remove(em, type, id));
		inTransaction((em) -> removal.compare(em, type, id));
	}

}
