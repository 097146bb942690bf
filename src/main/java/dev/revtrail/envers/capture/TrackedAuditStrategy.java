package dev.revtrail.envers.capture;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import dev.revtrail.envers.model.ElementShape;
import dev.revtrail.envers.model.IdShape;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.mapper.PersistentCollectionChangeData;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleComponentData;
import org.hibernate.envers.internal.entities.mapper.relation.MiddleIdData;
import org.hibernate.envers.internal.tools.query.Parameters;
import org.hibernate.envers.internal.tools.query.QueryBuilder;
import org.hibernate.envers.strategy.AuditStrategy;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/**
 * Sets right what Envers reads wrong, before its strategy writes a row.
 *
 * @see RowCorrection
 */
public final class TrackedAuditStrategy implements AuditStrategy {

	private final AuditStrategy envers;

	private final Supplier<Capture> capture;

	public TrackedAuditStrategy(AuditStrategy envers, Supplier<Capture> capture) {
		this.envers = envers;
		this.capture = capture;
	}

	@Override
	@SuppressWarnings("unchecked")
	public void perform(SharedSessionContractImplementor session, String entityName, Configuration configuration,
			Object id, Object data, Object revision) {
		TrackedEntity entity = this.capture.get().model().entity(entityName);
		if (entity != null) {
			new RowCorrection(this.capture.get().transactions(), session, entity).correct(id,
					(Map<String, @Nullable Object>) data);
		}
		this.envers.perform(session, entityName, configuration, id, data, revision);
	}

	@Override
	@SuppressWarnings("unchecked")
	public void performCollectionChange(SharedSessionContractImplementor session, String entityName,
			String propertyName, Configuration configuration, PersistentCollectionChangeData change, Object revision) {
		TrackedEntity entity = this.capture.get().model().entity(entityName);
		if (entity != null) {
			Map<String, @Nullable Object> id = (Map<String, @Nullable Object>) Objects
				.requireNonNull(change.getData().get(configuration.getOriginalIdPropertyName()));
			entity.collections()
				.stream()
				.map(TrackedField.Elements::history)
				.filter((history) -> history.auditEntity().equals(change.getEntityName()))
				.forEach((history) -> {
					history.owner().restoreReferences(id, session);
					references(session, history.element(), change.getChangedElement(), id);
					references(session, history.key(), change.getChangedElementIndex(), id);
				});
		}
		this.envers.performCollectionChange(session, entityName, propertyName, configuration, change, revision);
	}

	private static void references(SharedSessionContractImplementor session, @Nullable ElementShape shape,
			@Nullable Object value, Map<String, @Nullable Object> row) {
		if (shape instanceof ElementShape.Reference reference && reference.audited().isStructured()
				&& HibernateProxy.extractLazyInitializer(value) != null) {
			reference.audited().write(IdShape.idOf(value, reference.target(), session), row, session);
		}
	}

	@Override
	public void addEntityAtRevisionRestriction(Configuration configuration, QueryBuilder rootQueryBuilder,
			Parameters parameters, String revisionProperty, String revisionEndProperty, boolean addAlias,
			MiddleIdData idData, String revisionPropertyPath, String originalIdPropertyName, String alias1,
			String alias2, boolean inclusive) {
		this.envers.addEntityAtRevisionRestriction(configuration, rootQueryBuilder, parameters, revisionProperty,
				revisionEndProperty, addAlias, idData, revisionPropertyPath, originalIdPropertyName, alias1, alias2,
				inclusive);
	}

	@Override
	public void addAssociationAtRevisionRestriction(QueryBuilder rootQueryBuilder, Parameters parameters,
			String revisionProperty, String revisionEndProperty, boolean addAlias, MiddleIdData referencingIdData,
			String versionsMiddleEntityName, String eeOriginalIdPropertyPath, String revisionPropertyPath,
			String originalIdPropertyName, String alias1, boolean inclusive, MiddleComponentData... componentDatas) {
		this.envers.addAssociationAtRevisionRestriction(rootQueryBuilder, parameters, revisionProperty,
				revisionEndProperty, addAlias, referencingIdData, versionsMiddleEntityName, eeOriginalIdPropertyPath,
				revisionPropertyPath, originalIdPropertyName, alias1, inclusive, componentDatas);
	}

}
