package dev.revtrail.envers;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
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
 * Sets right what Envers reads wrong, before its strategy writes a row. Envers takes what
 * it writes from objects, by their fields, and the fields of a proxy are empty: of a
 * reference to a record with a composite id it writes nothing, and of a child that a
 * parent's collection refers to by a proxy only the parent. The session knows both.
 */
final class TrackedAuditStrategy implements AuditStrategy {

	private final AuditStrategy envers;

	private final Capture capture;

	TrackedAuditStrategy(AuditStrategy envers, Capture capture) {
		this.envers = envers;
		this.capture = capture;
	}

	@Override
	@SuppressWarnings("unchecked")
	public void perform(SharedSessionContractImplementor session, String entityName, Configuration configuration,
			Object id, Object data, Object revision) {
		TrackedEntity entity = this.capture.model().entity(entityName);
		if (entity != null) {
			Map<String, @Nullable Object> row = (Map<String, @Nullable Object>) data;
			boolean deletion = row.get(configuration.getRevisionTypePropertyName()) == RevisionType.DEL;
			if (!deletion || configuration.isStoreDataAtDelete()) {
				setRight(session, entity, id, row, deletion);
			}
		}
		this.envers.perform(session, entityName, configuration, id, data, revision);
	}

	private void setRight(SharedSessionContractImplementor session, TrackedEntity entity, Object id,
			Map<String, @Nullable Object> row, boolean deletion) {
		TransactionChanges changes = this.capture.changes(session);
		RecordState record = changes.find(entity.persister().getRootEntityName(), id);
		@Nullable Object @Nullable [] state;
		if (deletion) {
			state = (record != null && record.instance() != null) ? entity.persister().getValues(record.instance())
					: null;
		}
		else if (record != null && record.current() != null) {
			state = record.current();
		}
		else {
			state = ofCollectionChange(session, changes.sessionOr(session), entity, id, row);
		}
		if (state != null) {
			references(session, entity, state, row);
		}
		if (!deletion) {
			changes.placements(entity, id).forEach((placement) -> place(session, entity, placement, row));
		}
	}

	/**
	 * Of what parents' collections write Envers keeps a place that the child has left.
	 */
	private static void place(SharedSessionContractImplementor session, TrackedEntity entity, Placement placement,
			Map<String, @Nullable Object> row) {
		Placement.Place to = placement.to();
		for (TrackedField.Single field : entity.singles()) {
			if (placement.role().writes(field.name())) {
				if (field instanceof TrackedField.Reference reference) {
					reference.audited().write((to != null) ? to.parentId() : null, row, session);
				}
				else {
					row.put(field.auditProperties().get(0), (to != null) ? to.position() : null);
				}
			}
		}
	}

	/**
	 * The row of a record that only collections changed, its own or a parent's: Envers
	 * takes it from the object that the collection holds or belongs to.
	 */
	private @Nullable Object @Nullable [] ofCollectionChange(SharedSessionContractImplementor session,
			SharedSessionContractImplementor own, TrackedEntity entity, Object id, Map<String, @Nullable Object> row) {
		// Envers takes another session where the host's own is closed or flushed by hand
		PersistenceContext context = own.getPersistenceContextInternal();
		EntityKey key = own.generateEntityKey(id, entity.persister());
		boolean mayBeProxy = context.getProxy(key) != null;
		Object instance = mayBeProxy ? own.internalLoad(entity.entityName(), id, true, true) : context.getEntity(key);
		Object loaded = (instance != null) ? context.unproxyAndReassociate(instance) : null;
		EntityEntry entry = (loaded != null) ? context.getEntry(loaded) : null;
		@Nullable Object @Nullable [] state = (entry != null) ? entry.getLoadedState() : null;
		if (mayBeProxy && state != null) {
			Map<String, @Nullable Object> read = new HashMap<>();
			this.capture.envers()
				.getEntitiesConfigurations()
				.get(entity.entityName())
				.getPropertyMapper()
				.map(session, read, entity.persister().getPropertyNames(), state, state);
			entity.singles()
				.stream()
				.filter((field) -> entity.isOfParents(field.name()))
				.forEach((field) -> read.keySet().removeAll(field.auditProperties()));
			String flag = this.capture.envers().getConfig().getModifiedFlagsSuffix();
			read.keySet().removeIf((property) -> property.endsWith(flag) && row.containsKey(property));
			row.putAll(read);
		}
		return state;
	}

	private static void references(SharedSessionContractImplementor session, TrackedEntity entity,
			@Nullable Object[] state, Map<String, @Nullable Object> row) {
		for (TrackedField.Single field : entity.singles()) {
			if (field instanceof TrackedField.Reference reference && reference.audited().isStructured()
					&& !entity.isOfParents(field.name())
					&& HibernateProxy.extractLazyInitializer(reference.path().valueIn(state)) != null) {
				reference.audited().write(reference.idIn(state, session), row, session);
			}
		}
	}

	@Override
	@SuppressWarnings("unchecked")
	public void performCollectionChange(SharedSessionContractImplementor session, String entityName,
			String propertyName, Configuration configuration, PersistentCollectionChangeData change, Object revision) {
		TrackedEntity entity = this.capture.model().entity(entityName);
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
			reference.audited().write(TrackedField.idOf(value, reference.target(), session), row, session);
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
