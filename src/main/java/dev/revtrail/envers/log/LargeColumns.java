package dev.revtrail.envers.log;

import dev.revtrail.diff.LargeValues;
import dev.revtrail.envers.model.Databases;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.SelectionQuery;
import org.hibernate.type.descriptor.jdbc.JdbcType;

/**
 * Reads rows whose values may be large one by one, so that no more than one of them is in
 * memory at a time.
 */
final class LargeColumns {

	private final int fetchSize;

	LargeColumns(SessionFactoryImplementor sessionFactory) {
		this.fetchSize = Databases.of(sessionFactory.getJdbcServices().getDialect()).fetchSizeOfSingleRows();
	}

	/**
	 * Returns whether a property's column has room for values that are too large to be
	 * shown in full.
	 */
	boolean isLarge(EntityPersister persister, String property) {
		if (!(persister.findAttributeMapping(property) instanceof BasicValuedModelPart column)) {
			return false;
		}
		JdbcType type = column.getJdbcMapping().getJdbcType();
		Long length = column.getLength();
		return type.isLob() || type.isJson() || ((type.isString() || type.isBinary())
				&& (length == null || length > LargeValues.LIMIT || length <= 0));
	}

	/** Has the driver hand out the rows of a query as they are read. */
	void readOneByOne(SelectionQuery<?> query) {
		query.setFetchSize(this.fetchSize);
	}

}
