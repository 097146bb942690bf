package dev.revtrail.envers.baseline;

import java.util.function.Consumer;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.mapper.PersistentCollectionChangeData;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleComponentData;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleIdData;
import org.hibernate.envers.internal.tools.query.Parameters;
import org.hibernate.envers.internal.tools.query.QueryBuilder;
import org.hibernate.envers.strategy.AuditStrategy;

/**
 * Collects the rows of collections in place of writing them one by one.
 *
 * @param rows takes them
 */
record CollectedChanges(Consumer<PersistentCollectionChangeData> rows) implements AuditStrategy {

	@Override
	public void perform(SharedSessionContractImplementor session, String entityName, Configuration configuration,
			Object id, Object data, Object revision) {
		throw new UnsupportedOperationException("Only rows of collections are collected.");
	}

	@Override
	public void performCollectionChange(SharedSessionContractImplementor session, String entityName,
			String propertyName, Configuration configuration, PersistentCollectionChangeData change, Object revision) {
		this.rows.accept(change);
	}

	@Override
	public void addEntityAtRevisionRestriction(Configuration configuration, QueryBuilder rootQueryBuilder,
			Parameters parameters, String revisionProperty, String revisionEndProperty, boolean addAlias,
			MiddleIdData idData, String revisionPropertyPath, String originalIdPropertyName, String alias1,
			String alias2, boolean inclusive) {
		throw new UnsupportedOperationException("Nothing is read by it.");
	}

	@Override
	public void addAssociationAtRevisionRestriction(QueryBuilder rootQueryBuilder, Parameters parameters,
			String revisionProperty, String revisionEndProperty, boolean addAlias, MiddleIdData referencingIdData,
			String versionsMiddleEntityName, String eeOriginalIdPropertyPath, String revisionPropertyPath,
			String originalIdPropertyName, String alias1, boolean inclusive, MiddleComponentData... componentDatas) {
		throw new UnsupportedOperationException("Nothing is read by it.");
	}

}
