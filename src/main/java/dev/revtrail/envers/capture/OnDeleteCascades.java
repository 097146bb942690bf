package dev.revtrail.envers.capture;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.OnDeleteRule;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Records what the database does by its foreign keys when records are deleted. The
 * records concerned are read before, in one statement for each foreign key, and so are
 * the elements of collections.
 */
public final class OnDeleteCascades {

	private final Capture capture;

	private final EnversStates enversStates;

	private final List<OnDeleteRule> rules;

	public OnDeleteCascades(Capture capture, EnversStates enversStates, List<OnDeleteRule> rules) {
		this.capture = capture;
		this.enversStates = enversStates;
		this.rules = rules;
	}

	/** Called before a record is deleted, and the others of its flush with it. */
	void beforeDeletion(SharedSessionContractImplementor session, EntityPersister persister, Object id) {
		if (!isConcerned(persister)) {
			return;
		}
		TransactionChanges changes = this.capture.changes(session);
		if (changes.isCascaded(persister, id)) {
			return;
		}
		Map<EntityPersister, Set<Object>> deleted = new LinkedHashMap<>();
		deleted.computeIfAbsent(persister, (key) -> new LinkedHashSet<>()).add(id);
		PersistenceContext context = session.getPersistenceContextInternal();
		for (var entry : context.reentrantSafeEntityEntries()) {
			if (entry.getValue().getStatus() == Status.DELETED && isConcerned(entry.getValue().getPersister())) {
				deleted.computeIfAbsent(entry.getValue().getPersister(), (key) -> new LinkedHashSet<>())
					.add(entry.getValue().getId());
			}
		}
		deleted.forEach((entity, ids) -> cascade(session, changes, entity, ids));
	}

	/** Called before records of an entity are deleted at once. */
	public void beforeDeletions(SharedSessionContractImplementor session, EntityPersister persister,
			Collection<Object> ids) {
		if (isConcerned(persister)) {
			cascade(session, this.capture.changes(session), persister, ids);
		}
	}

	/** Whether the database changes tracked records when such a record is deleted. */
	boolean isConcerned(EntityPersister persister) {
		return !rules(persister).isEmpty() || !collections(persister).isEmpty();
	}

	/** The collections that the database empties. */
	private List<TrackedField.Elements> collections(EntityPersister persister) {
		TrackedEntity entity = this.capture.model().entity(persister.getEntityName());
		return (entity == null) ? List.of()
				: entity.collections()
					.stream()
					.filter((field) -> field.persister().isCascadeDeleteEnabled() && !field.persister().isOneToMany())
					.toList();
	}

	private List<OnDeleteRule> rules(EntityPersister persister) {
		return this.rules.stream().filter((rule) -> isOf(persister, rule.parent())).toList();
	}

	private static boolean isOf(EntityPersister persister, String entityName) {
		return persister(persister.getFactory(), entityName).getMappedClass()
			.isAssignableFrom(persister.getMappedClass());
	}

	private static EntityPersister persister(SessionFactoryImplementor factory, String entityName) {
		return factory.getMappingMetamodel().getEntityDescriptor(entityName);
	}

	private void cascade(SharedSessionContractImplementor session, TransactionChanges changes,
			EntityPersister persister, Collection<Object> ids) {
		List<Object> open = ids.stream().filter((id) -> changes.cascade(persister, id)).toList();
		if (open.isEmpty()) {
			return;
		}
		TrackedEntity tracked = this.capture.model().entity(persister.getEntityName());
		if (tracked != null) {
			List<RecordChange> owners = open.stream().map((id) -> changes.record(tracked, id, null)).toList();
			collections(persister).forEach((field) -> RemovedElements.keep(session, owners, field));
		}
		for (OnDeleteRule rule : rules(persister)) {
			Map<EntityPersister, Set<Object>> deleted = new LinkedHashMap<>();
			for (List<Object> batch : RecordRows.batches(open)) {
				for (StoredInstance child : children(session, rule, batch)) {
					if (rule.cascade()) {
						deleted.computeIfAbsent(child.persister(), (key) -> new LinkedHashSet<>()).add(child.id());
						deleted(session, changes, child);
					}
					else {
						released(session, changes, child, String.valueOf(rule.reference()));
					}
				}
			}
			deleted.forEach((entity, children) -> {
				this.capture.takenChildren(session).beforeDeletions(entity, children);
				cascade(session, changes, entity, children);
			});
		}
	}

	/** Hibernate has no lock for children that are found by their parents' collection. */
	private List<StoredInstance> children(SharedSessionContractImplementor session, OnDeleteRule rule,
			List<Object> ids) {
		EntityPersister child = persister(session.getFactory(), rule.child());
		boolean references = this.capture.model().asksRecords(child);
		if (rule.reference() == null) {
			return StoredInstance.read(session, rule.query(), child, ids, LockMode.NONE, references);
		}
		RecordRows rows = new RecordRows(session);
		if (!rows.isUnlockableUnion(child)) {
			return StoredInstance.read(session, rule.query(), child, ids, LockMode.PESSIMISTIC_WRITE, references);
		}
		List<StoredInstance> unlocked = StoredInstance.read(session, rule.query(), child, ids, LockMode.NONE, false);
		rows.lock(child, unlocked.stream().map(StoredInstance::id).toList());
		return StoredInstance.read(session, rule.query(), child, ids, LockMode.NONE, references);
	}

	private void deleted(SharedSessionContractImplementor session, TransactionChanges changes, StoredInstance child) {
		TrackedEntity entity = this.capture.model().entity(child.persister().getEntityName());
		if (entity != null) {
			changes.written(entity, child.id(), child.instance()).deleted(child.instance(), child.state());
			this.enversStates.deleted(session, entity, child.id(), child.state());
		}
	}

	private void released(SharedSessionContractImplementor session, TransactionChanges changes, StoredInstance child,
			String reference) {
		TrackedEntity entity = this.capture.model().entity(child.persister().getEntityName());
		TrackedField.Single field = (entity != null)
				? entity.singles().stream().filter((single) -> single.name().equals(reference)).findFirst().orElse(null)
				: null;
		if (entity != null && field != null) {
			@Nullable Object[] state = child.state().clone();
			state[field.path().attribute()] = null;
			changes.written(entity, child.id(), child.instance()).updated(child.instance(), child.state(), state);
			this.enversStates.updated(session, entity, child.id(), state, child.state());
		}
	}

}
