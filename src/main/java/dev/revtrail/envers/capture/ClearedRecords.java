package dev.revtrail.envers.capture;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.envers.index.RecordRows;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Records that Envers writes rows of although the session no longer holds them, as it has
 * been cleared: the parents that children's references join or leave, and the children
 * that parents' collections move. Reads them as the database has them, with one statement
 * for all of an entity.
 */
final class ClearedRecords {

	private final Map<EntityKey, StoredInstance> stored = new HashMap<>();

	/** The entities whose records have been read. */
	private final Set<String> entities = new HashSet<>();

	private int flushes;

	/**
	 * Drops what was read before the last flush.
	 * @param flushes the count of what has been flushed
	 * @return this
	 */
	ClearedRecords asOf(int flushes) {
		if (this.flushes != flushes) {
			drop();
			this.flushes = flushes;
		}
		return this;
	}

	/**
	 * Returns what the database has of a record.
	 * @param session the current session
	 * @param entity the record's entity
	 * @param id the record's id
	 * @param others the keys of the other records of the entity that may be wanted
	 * @return its state; null where the database has none
	 */
	@Nullable Object @Nullable [] state(SharedSessionContractImplementor session, TrackedEntity entity, Object id,
			Supplier<Collection<EntityKey>> others) {
		EntityKey key = new EntityKey(id, entity.persister());
		if (!this.stored.containsKey(key) && this.entities.add(entity.entityName())) {
			Set<EntityKey> wanted = new LinkedHashSet<>(others.get());
			wanted.add(key);
			wanted.removeAll(this.stored.keySet());
			RecordRows.batches(wanted.stream().map(EntityKey::getIdentifier).toList())
				.forEach((ids) -> read(session, entity, ids)
					.forEach((found) -> this.stored.put(new EntityKey(found.id(), found.persister()), found)));
		}
		if (!this.stored.containsKey(key)) {
			// Its id may be spelled otherwise in the database
			read(session, entity, List.of(id)).forEach((found) -> this.stored.put(key, found));
		}
		StoredInstance found = this.stored.get(key);
		return (found != null) ? found.stateAs(entity.persister()) : null;
	}

	private static List<StoredInstance> read(SharedSessionContractImplementor session, TrackedEntity entity,
			List<Object> ids) {
		return StoredInstance.read(session, "select e from " + entity.entityName() + " e where id(e) in (:ids)",
				entity.persister(), ids, LockMode.NONE, false);
	}

	/** Drops what has been read. */
	void drop() {
		this.stored.clear();
		this.entities.clear();
	}

	/** What a session knows that the database holds of a record; null for nothing. */
	static @Nullable Object @Nullable [] held(PersistenceContext context, EntityKey key) {
		Object instance = context.getEntity(key);
		EntityEntry entry = (instance != null) ? context.getEntry(instance) : null;
		return (entry != null) ? entry.getLoadedState() : null;
	}

	/**
	 * The records of an entity, or of one above or below it, that references of changed
	 * records have come to lead to or no longer lead to.
	 * @param records the changed records
	 * @param entity the entity
	 * @param session the current session
	 * @return the keys of the records
	 */
	static Set<EntityKey> referred(Collection<RecordChange> records, TrackedEntity entity,
			SharedSessionContractImplementor session) {
		Map<TrackedEntity, List<TrackedField.Reference>> references = new HashMap<>();
		Set<Object> ids = new LinkedHashSet<>();
		for (RecordChange record : records) {
			if (record.isWritten()) {
				references.computeIfAbsent(record.entity(), (referring) -> references(referring, entity.persister()))
					.forEach((reference) -> add(reference, record, session, ids));
			}
		}
		return ids.stream()
			.map((id) -> new EntityKey(id, entity.persister()))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static List<TrackedField.Reference> references(TrackedEntity referring, EntityPersister target) {
		return referring.singles()
			.stream()
			.filter(TrackedField.Reference.class::isInstance)
			.map(TrackedField.Reference.class::cast)
			.filter((reference) -> isRelated(reference.target().getMappedClass(), target.getMappedClass()))
			.toList();
	}

	private static boolean isRelated(Class<?> one, Class<?> other) {
		return one.isAssignableFrom(other) || other.isAssignableFrom(one);
	}

	private static void add(TrackedField.Reference reference, RecordChange record,
			SharedSessionContractImplementor session, Set<Object> ids) {
		Object before = reference.idIn(record.loaded(), session);
		Object after = reference.idIn(record.current(), session);
		if (!Objects.equals(before, after)) {
			Stream.of(before, after, reference.idIn(record.deletedState(), session))
				.filter(Objects::nonNull)
				.forEach(ids::add);
		}
	}

}
