package dev.revtrail.envers.matrix.single;

import dev.revtrail.ChangeLogCase;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where Envers' rows of deletions hold no values.
 */
@TestPropertySource(properties = ChangeLogCase.NO_DATA_AT_DELETE)
class SingleValueMatrixBulkWithoutDataAtDeleteTests extends SingleValueMatrixTests {

	@Override
	void remove(Class<?> type, Object id) {
		inTransaction((em) -> this.log.bulk()
			.execute(em.createQuery("delete from Basics e where e.id = :id").setParameter("id", id)));
	}

}
