package dev.revtrail.envers.capture;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.envers.index.RecordRows;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.hibernate.envers.internal.synchronization.work.AbstractAuditWorkUnit;
import org.hibernate.envers.internal.synchronization.work.AddWorkUnit;
import org.hibernate.envers.internal.synchronization.work.AuditWorkUnit;
import org.hibernate.envers.internal.synchronization.work.CollectionChangeWorkUnit;
import org.hibernate.envers.internal.synchronization.work.DelWorkUnit;
import org.hibernate.envers.internal.synchronization.work.FakeBidirectionalRelationWorkUnit;
import org.hibernate.envers.internal.synchronization.work.ModWorkUnit;
import org.hibernate.envers.internal.synchronization.work.WorkUnitMergeVisitor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Finds the children that parents' collections have moved although other transactions
 * have deleted them. Hibernate does not notice that what it wrote of them hit no row; a
 * change of the child itself would have failed.
 */
final class GoneChildren {

	private final OpenTransactions transactions;

	private final SharedSessionContractImplementor session;

	GoneChildren(OpenTransactions transactions, SharedSessionContractImplementor session) {
		this.transactions = transactions;
		this.session = session;
	}

	/**
	 * Notes a change of a collection, where Envers writes rows of the children that it
	 * moves.
	 * @param role the collection's role
	 * @param before the collection, or its snapshot, before
	 * @param after the same after
	 */
	void note(String role, Object before, Object after) {
		CollectionPersister collection = this.session.getFactory().getMappingMetamodel().getCollectionDescriptor(role);
		if (!isAudited(collection)) {
			return;
		}
		Map<EntityKey, PlacedChild> old = children(collection, before);
		Map<EntityKey, PlacedChild> now = children(collection, after);
		old.forEach((key, was) -> {
			PlacedChild is = now.get(key);
			if (is == null || !Objects.equals(was.position(), is.position())) {
				moved(key, was);
			}
		});
		now.forEach((key, is) -> {
			if (!old.containsKey(key)) {
				moved(key, is);
			}
		});
	}

	/** Whether Envers, or else the library, has rows of the children written. */
	private boolean isAudited(CollectionPersister collection) {
		return this.transactions.model().childrenRole(collection.getRole()) != null
				|| (collection.isOneToMany() && collection.isInverse() && collection.hasIndex()
						&& this.transactions.envers().getConfig().isGenerateRevisionsForCollections()
						&& this.transactions.model().entity(collection.getElementPersister().getEntityName()) != null);
	}

	private Map<EntityKey, PlacedChild> children(CollectionPersister collection, Object content) {
		return PlacedChild.in(content, collection.getElementPersister(), collection.hasIndex(), false, this.session);
	}

	private void moved(EntityKey key, PlacedChild child) {
		this.transactions.changes(this.session).moved(key, this.session.bestGuessEntityName(child.instance()));
	}

	/** Has Envers write no rows of those that are gone, before it builds its rows. */
	void complete() {
		Map<EntityKey, Set<String>> moved = this.transactions.changes(this.session).onlyMoved();
		Map<String, List<EntityKey>> byEntity = moved.keySet()
			.stream()
			.collect(Collectors.groupingBy(EntityKey::getEntityName));
		byEntity.forEach((entityName, keys) -> {
			EntityPersister child = this.session.getFactory().getMappingMetamodel().getEntityDescriptor(entityName);
			gone(child, keys)
				.forEach((key) -> moved.getOrDefault(key, Set.of()).forEach((name) -> drop(key, child, name)));
		});
	}

	private List<EntityKey> gone(EntityPersister child, List<EntityKey> keys) {
		Set<EntityKey> stored = stored(child, keys);
		if (stored.size() == keys.size()) {
			return List.of();
		}
		// A record that is there may have its id spelled otherwise in the database
		return keys.stream().filter((key) -> !stored.contains(key) && stored(child, List.of(key)).isEmpty()).toList();
	}

	private Set<EntityKey> stored(EntityPersister child, List<EntityKey> keys) {
		Set<EntityKey> stored = new HashSet<>();
		new RecordRows(this.session).lock(child, keys.stream().map(EntityKey::getIdentifier).toList())
			.forEach((id) -> stored.add(new EntityKey(id, child)));
		return stored;
	}

	private void drop(EntityKey key, EntityPersister child, String entityName) {
		EnversService envers = this.transactions.envers();
		AuditProcess process = envers.getAuditProcessManager().get(this.session);
		// A unit that there is for certain, for the next to be merged with
		process.addWorkUnit(new CollectionChangeWorkUnit(this.session, entityName, child.getPropertyNames()[0], envers,
				key.getIdentifier(), key));
		process.addWorkUnit(new Nothing(this.session, entityName, envers, key.getIdentifier()));
	}

	/**
	 * A unit of which nothing remains, nor of the one before it.
	 */
	private static final class Nothing extends AbstractAuditWorkUnit {

		Nothing(SharedSessionContractImplementor session, String entityName, EnversService envers, Object id) {
			super(session, entityName, envers, id, RevisionType.MOD);
		}

		@Override
		public boolean containsWork() {
			return true;
		}

		@Override
		public Map<String, Object> generateData(Object revision) {
			return Map.of();
		}

		@Override
		public @Nullable AuditWorkUnit dispatch(WorkUnitMergeVisitor first) {
			return null;
		}

		@Override
		public AuditWorkUnit merge(AddWorkUnit second) {
			return second;
		}

		@Override
		public AuditWorkUnit merge(ModWorkUnit second) {
			return second;
		}

		@Override
		public AuditWorkUnit merge(DelWorkUnit second) {
			return second;
		}

		@Override
		public AuditWorkUnit merge(CollectionChangeWorkUnit second) {
			return second;
		}

		@Override
		public AuditWorkUnit merge(FakeBidirectionalRelationWorkUnit second) {
			return second;
		}

	}

}
