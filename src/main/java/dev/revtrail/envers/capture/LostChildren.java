package dev.revtrail.envers.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.CollectionAuditMapping;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.internal.entities.mapper.PersistentCollectionChangeData;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.hibernate.envers.internal.synchronization.work.CollectionChangeWorkUnit;
import org.hibernate.envers.internal.synchronization.work.PersistentCollectionChangeWorkUnit;
import org.hibernate.envers.internal.synchronization.work.PersistentCollectionChangeWorkUnit.PersistentCollectionChangeWorkUnitId;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Has parents' collections change by the children that they have lost: for Envers' rows,
 * and for entries of the parents.
 *
 * @see TakenChildren
 */
final class LostChildren {

	private final OpenTransactions transactions;

	private final SharedSessionContractImplementor session;

	private final TrackedField.Elements field;

	private final EntityPersister parent;

	LostChildren(OpenTransactions transactions, SharedSessionContractImplementor session, TrackedField.Elements field) {
		this.transactions = transactions;
		this.session = session;
		this.field = field;
		this.parent = field.persister().getOwnerEntityPersister();
	}

	/**
	 * Has the collections change.
	 * @param lost the positions of children, by their parents
	 */
	void complete(Map<EntityKey, Map<EntityKey, @Nullable Object>> lost) {
		parents(lost.keySet()).forEach((key, parent) -> {
			TrackedEntity entity = this.transactions.model().entity(parent.persister().getEntityName());
			Map<EntityKey, @Nullable Object> children = lost.get(key);
			if (entity != null && children != null) {
				RecordChange record = this.transactions.changes(this.session)
					.record(entity, parent.id(), parent.instance());
				record.hold(parent.state());
				record.lose(this.field, elements(children));
				audit(parent, children);
			}
		});
	}

	/**
	 * Has records know that they had children from the start, which they have got back.
	 * @param back the positions that the children had, by their parents
	 */
	void restore(Map<EntityKey, Map<EntityKey, @Nullable Object>> back) {
		back.forEach((key, children) -> {
			RecordChange record = this.transactions.changes(this.session).find(key);
			if (record != null) {
				record.regain(this.field, elements(children));
			}
		});
	}

	private Map<Object, Object> elements(Map<EntityKey, @Nullable Object> children) {
		CollectionAuditMapping history = this.field.history();
		Map<Object, Object> elements = new LinkedHashMap<>();
		children.forEach((child, position) -> {
			Object element = Objects.requireNonNull(history.element().write(child.getIdentifier(), this.session));
			elements.put(history.place(position, element, this.session), element);
		});
		return elements;
	}

	/** The parents that are not deleted themselves. */
	private Map<EntityKey, StoredInstance> parents(Collection<EntityKey> keys) {
		TransactionChanges changes = this.transactions.changes(this.session);
		List<Object> left = keys.stream().filter((key) -> {
			RecordChange record = changes.find(key);
			return record == null || record.kind() != RevisionType.DEL;
		}).map(EntityKey::getIdentifier).toList();
		Map<EntityKey, StoredInstance> parents = new LinkedHashMap<>();
		boolean references = this.transactions.model().asksRecords(this.parent);
		RecordRows.batches(left)
			.forEach((batch) -> StoredInstance
				.read(this.session, "select p from " + this.parent.getEntityName() + " p where id(p) in (:ids)",
						this.parent, batch, LockMode.NONE, references)
				.forEach((parent) -> parents.put(new EntityKey(parent.id(), this.parent), parent)));
		return parents;
	}

	private void audit(StoredInstance parent, Map<EntityKey, @Nullable Object> children) {
		EnversService envers = this.transactions.envers();
		AuditProcess process = envers.getAuditProcessManager().get(this.session);
		String entityName = parent.persister().getEntityName();
		String property = StoredPlace.attribute(this.field.persister());
		List<PersistentCollectionChangeData> rows = new ArrayList<>();
		children.forEach((child, position) -> rows.add(row(parent.id(), child.getIdentifier(), position)));
		process.addWorkUnit(new PersistentCollectionChangeWorkUnit(this.session, entityName, envers,
				new PersistentCollectionChangeWorkUnitId(parent.id(), this.field.role()), rows, property));
		process.addWorkUnit(new CollectionChangeWorkUnit(this.session, entityName, property, envers, parent.id(),
				parent.instance()));
	}

	private PersistentCollectionChangeData row(Object parentId, Object childId, @Nullable Object position) {
		CollectionAuditMapping history = this.field.history();
		Configuration configuration = this.transactions.envers().getConfig();
		Map<String, @Nullable Object> id = new HashMap<>();
		history.owner().write(parentId, id, this.session);
		history.element().put(childId, id, this.session);
		if (history.key() != null) {
			history.key().put(position, id, this.session);
		}
		Map<String, @Nullable Object> row = new HashMap<>();
		row.put(configuration.getOriginalIdPropertyName(), id);
		(history.revisionType().contains(".") ? id : row).put(configuration.getRevisionTypePropertyName(),
				RevisionType.DEL);
		return new PersistentCollectionChangeData(history.auditEntity(), row, null);
	}

}
