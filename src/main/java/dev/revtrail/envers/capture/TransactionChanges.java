package dev.revtrail.envers.capture;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.revtrail.Action;
import dev.revtrail.RecordRef;
import dev.revtrail.context.AttemptedChange;
import dev.revtrail.envers.AuditedChange;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.model.ChildrenRole;
import dev.revtrail.envers.model.StoredRecord;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedModel;
import org.hibernate.HibernateException;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.RevisionType;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The records that one transaction has changed so far.
 */
public final class TransactionChanges {

	private final SharedSessionContractImplementor session;

	private final Map<EntityKey, RecordChange> records = new LinkedHashMap<>();

	private final Map<EntityKey, @Nullable Object[]> snapshots = new LinkedHashMap<>();

	private final Map<EntityKey, StoredRecord> stored = new LinkedHashMap<>();

	private final Map<EntityKey, Map<String, Object>> writtenElements = new HashMap<>();

	private final Map<EntityKey, RecordChange> inBulk = new LinkedHashMap<>();

	private final Map<EntityKey, RecordChange> deletedInBulk = new LinkedHashMap<>();

	private final List<EntryRow> events = new ArrayList<>();

	/** Where parents' collections have put children, by the collections' roles. */
	private final Map<EntityKey, Map<String, Placement>> placements = new HashMap<>();

	private final Map<EntityKey, Set<String>> moved = new LinkedHashMap<>();

	/** The records that were written since the session was cleared last. */
	private final List<RecordChange> unreleased = new ArrayList<>();

	private final StoredPositions positions = new StoredPositions();

	private final ClearedRecords cleared = new ClearedRecords();

	private final Map<Whereabouts.Child, Whereabouts> whereabouts = new LinkedHashMap<>();

	private final Set<EntityKey> cascaded = new HashSet<>();

	private final Map<EntityKey, Action> tried = new LinkedHashMap<>();

	private final Set<TrackedEntity> triedCreations = new LinkedHashSet<>();

	private final Flushes flushes = new Flushes();

	private @Nullable RuntimeException failure;

	private int entries;

	private long nanos;

	private @Nullable Long number;

	private boolean undone;

	public TransactionChanges(SharedSessionContractImplementor session) {
		this.session = session;
	}

	/** Returns the transaction's session; another where that is closed. */
	SharedSessionContractImplementor sessionOr(SharedSessionContractImplementor other) {
		return this.session.isClosed() ? other : this.session;
	}

	/** Whether a connection is the one of the transaction. */
	boolean isOn(Connection connection) {
		LogicalConnectionImplementor own = this.session.getJdbcCoordinator().getLogicalConnection();
		return own.isPhysicallyConnected() && own.getPhysicalConnection() == connection;
	}

	/** Some of it has been rolled back to a savepoint. */
	void undone() {
		this.undone = true;
	}

	/** Fails where the database has undone some of it. */
	void requireWhole() {
		if (this.undone) {
			throw new HibernateException("The transaction was rolled back to a savepoint after it had changed tracked "
					+ "records, so that what it did cannot be distinguished from what the database undid. Let work that may "
					+ "be undone alone run in a transaction of its own (REQUIRES_NEW).");
		}
	}

	public RecordChange record(TrackedEntity entity, Object id, @Nullable Object instance) {
		return this.records.computeIfAbsent(key(entity, id), (key) -> new RecordChange(entity, id, instance));
	}

	/** A record that Hibernate has just written. */
	RecordChange written(TrackedEntity entity, Object id, @Nullable Object instance) {
		RecordChange record = record(entity, id, instance);
		this.unreleased.add(record);
		return this.flushes.wrote(record);
	}

	/**
	 * Releases the objects of records, which the session no longer holds.
	 * @param asked whether an entity's objects are asked for their owners at the commit
	 */
	void release(Predicate<EntityPersister> asked) {
		Map<EntityPersister, Boolean> known = new HashMap<>();
		for (RecordChange record : this.unreleased) {
			if (!known.computeIfAbsent(record.entity().persister(), asked::test)) {
				record.release();
			}
		}
		this.unreleased.clear();
	}

	/** Takes the records that changed when Envers had built its rows, or had no turn. */
	List<RecordChange> takeLate() {
		return this.flushes.isEnversDone() ? this.flushes.takeLate()
				: this.records.values()
					.stream()
					.filter((record) -> record.isOfSession() || record.kind() != RevisionType.DEL)
					.toList();
	}

	Flushes flushes() {
		return this.flushes;
	}

	/** Envers' step before the commit has run. */
	void enversDone() {
		this.flushes.enversDone();
		dropCleared();
	}

	/** The classes of the records. */
	Set<Class<?>> classes() {
		Set<Class<?>> classes = new HashSet<>();
		this.records.values().forEach((record) -> classes.add(record.entity().persister().getMappedClass()));
		return classes;
	}

	/** Whether anything has changed that Envers writes rows of. */
	boolean hasChanges(SharedSessionContractImplementor session) {
		return this.records.values().stream().anyMatch((record) -> ChangedFields.isChange(record, session));
	}

	public @Nullable RecordChange find(EntityPersister persister, Object id) {
		return find(new EntityKey(id, persister));
	}

	public @Nullable RecordChange find(EntityKey key) {
		return this.records.get(key);
	}

	/**
	 * The records that Envers has written audit rows of, in the order of their first
	 * changes. A record that only its parents' collections moved is among them too. What
	 * became of a record it knows itself: Envers reports what became of the element where
	 * a parent's collection with an order or a key has written the row.
	 */
	public Set<RecordChange> audited(SharedSessionContractImplementor session, TrackedModel model,
			RevtrailRevision revision) {
		Set<RecordChange> audited = new LinkedHashSet<>();
		for (AuditedChange change : revision.changes()) {
			RecordChange record = find(change.key(session.getFactory()));
			TrackedEntity entity = model.entity(change.entityName());
			if (record == null && entity != null && !entity.parents().isEmpty()) {
				record = record(entity, change.id(), null);
			}
			if (record != null && !record.leavesNothing()) {
				record.place(placements(record.entity(), record.id()));
				audited.add(record);
			}
		}
		return audited;
	}

	/**
	 * What has become of a child's place in its parents' collections.
	 * @param role the collection
	 * @param child the child's key
	 * @param first makes the placement at the first change
	 * @return the placement
	 */
	Placement placement(ChildrenRole role, EntityKey child, Supplier<Placement> first) {
		return this.placements.computeIfAbsent(child, (key) -> new HashMap<>())
			.computeIfAbsent(role.role(), (key) -> first.get());
	}

	/**
	 * What has become of a child's place in one of its parents' collections; null for
	 * nothing.
	 */
	@Nullable Placement findPlacement(ChildrenRole role, EntityKey child) {
		return this.placements.getOrDefault(child, Map.of()).get(role.role());
	}

	/** What has become of a record's places in its parents' collections. */
	Collection<Placement> placements(TrackedEntity entity, Object id) {
		return this.placements.getOrDefault(key(entity, id), Map.of()).values();
	}

	/**
	 * A parent's collection has moved a child.
	 * @param child the child's key
	 * @param entityName the name by which Envers knows it
	 */
	void moved(EntityKey child, String entityName) {
		this.moved.computeIfAbsent(child, (key) -> new LinkedHashSet<>()).add(entityName);
	}

	/**
	 * The children whose rows nothing but parents' collections has written, with the
	 * names by which Envers knows them.
	 */
	Map<EntityKey, Set<String>> onlyMoved() {
		Map<EntityKey, Set<String>> only = new LinkedHashMap<>();
		this.moved.forEach((child, names) -> {
			RecordChange record = find(child);
			if (record == null || !record.isWritten() || this.deletedInBulk.containsKey(child)) {
				only.put(child, names);
			}
		});
		return only;
	}

	/** The position that a child has in the database; null for none. */
	@Nullable Object storedPosition(SharedSessionContractImplementor session, TrackedEntity entity, ChildrenRole role,
			Object id) {
		return this.positions.of(session, role.role(), key(entity, id),
				() -> this.records.values()
					.stream()
					.filter((record) -> record.entity() == entity && record.kind() == RevisionType.MOD)
					.map(RecordChange::key)
					.toList());
	}

	/** What the database has of a record that the session has dropped; null for none. */
	@Nullable Object @Nullable [] cleared(SharedSessionContractImplementor session, TrackedEntity entity, Object id) {
		return this.cleared.asOf(this.flushes.count()).state(session, entity, id, () -> wanted(session, entity));
	}

	private Collection<EntityKey> wanted(SharedSessionContractImplementor session, TrackedEntity entity) {
		PersistenceContext context = sessionOr(session).getPersistenceContextInternal();
		Set<EntityKey> keys = ClearedRecords.referred(writtenByHibernate(), entity, session);
		this.moved.forEach((child, names) -> {
			if (names.contains(entity.entityName())) {
				keys.add(child);
			}
		});
		keys.removeIf((key) -> isKnown(key) || ClearedRecords.held(context, key) != null);
		return keys;
	}

	/** Envers writes no rows of what records deleted in bulk refer to. */
	private Collection<RecordChange> writtenByHibernate() {
		return this.deletedInBulk.isEmpty() ? this.records.values()
				: this.records.values()
					.stream()
					.filter((record) -> !this.deletedInBulk.containsKey(record.key()))
					.toList();
	}

	/** Whether it is known what a record holds, without a session. */
	private boolean isKnown(EntityKey key) {
		RecordChange record = find(key);
		return record != null && (record.isWritten() || record.held() != null);
	}

	/** Drops what has been read of such records. */
	void dropCleared() {
		this.cleared.drop();
	}

	/** The records that it has written and not deleted. */
	List<RecordChange> written() {
		return this.records.values().stream().filter((record) -> record.current() != null).toList();
	}

	/** Which parents have or had the children that it moves or deletes. */
	Map<Whereabouts.Child, Whereabouts> whereabouts() {
		return this.whereabouts;
	}

	/** Whether the database's own changes at a record's deletion are known. */
	boolean isCascaded(EntityPersister persister, Object id) {
		return this.cascaded.contains(new EntityKey(id, persister));
	}

	/** Notes that they are; returns whether they were not before. */
	boolean cascade(EntityPersister persister, Object id) {
		return this.cascaded.add(new EntityKey(id, persister));
	}

	/** The record that a bulk statement is about to change. */
	public RecordChange recordInBulk(TrackedEntity entity, Object id) {
		return this.inBulk.computeIfAbsent(key(entity, id), (key) -> record(entity, id, null));
	}

	/** What bulk statements changed and has not been settled, by entity. */
	public Map<TrackedEntity, List<RecordChange>> takeInBulk() {
		return takeByEntity(this.inBulk);
	}

	/**
	 * Keeps records that a bulk statement is about to delete, until their audit rows are
	 * written.
	 */
	public void deletedInBulk(Collection<RecordChange> records) {
		records.forEach((record) -> this.deletedInBulk.put(record.key(), record));
		this.flushes.wroteInBulk();
	}

	/**
	 * Takes the records that bulk statements have deleted, by entity. The session may
	 * have created some of them again.
	 */
	public Map<TrackedEntity, List<RecordChange>> takeDeletedInBulk() {
		return takeByEntity(this.deletedInBulk);
	}

	private static Map<TrackedEntity, List<RecordChange>> takeByEntity(Map<EntityKey, RecordChange> taken) {
		Map<TrackedEntity, List<RecordChange>> records = new LinkedHashMap<>();
		taken.values()
			.forEach((record) -> records.computeIfAbsent(record.entity(), (key) -> new ArrayList<>()).add(record));
		taken.clear();
		return records;
	}

	/** An event that is kept when the transaction commits. */
	public void event(EntryRow event) {
		this.events.add(event);
	}

	List<EntryRow> takeEvents() {
		List<EntryRow> events = List.copyOf(this.events);
		this.events.clear();
		return events;
	}

	/** The number of the transaction's revision; null while it has none. */
	@Nullable Long number() {
		return this.number;
	}

	void number(@Nullable Long number) {
		this.number = (number != null) ? number : this.number;
	}

	/** A record is about to be created, which may fail. */
	void tryCreation(TrackedEntity entity) {
		this.triedCreations.add(entity);
	}

	/** A record is about to be updated or deleted, which may fail. */
	void tryChange(TrackedEntity entity, Object id, Action action) {
		this.tried.put(key(entity, id), action);
	}

	/** Whether a failure is another than the last one. */
	boolean isFirst(RuntimeException failure) {
		boolean first = this.failure != failure;
		this.failure = failure;
		return first;
	}

	/** The change has been made. */
	void succeeded(TrackedEntity entity, Object id) {
		this.tried.remove(key(entity, id));
	}

	/** What was tried, where the transaction rolled back. */
	List<AttemptedChange> attempts(SharedSessionContractImplementor session, TrackedModel model) {
		Set<AttemptedChange> attempts = new LinkedHashSet<>();
		this.records.forEach((key, record) -> attempts.add(attempt(record, this.tried.get(key), session)));
		this.triedCreations.forEach((entity) -> attempts.add(creation(entity)));
		this.tried.forEach((key, action) -> {
			RecordChange record = find(key);
			TrackedEntity entity = Objects.requireNonNull(model.entity(key.getEntityName()));
			if (record == null) {
				attempts.add(attempt(entity, key.getIdentifier(), action, session));
			}
		});
		return List.copyOf(attempts);
	}

	private static AttemptedChange attempt(RecordChange record, @Nullable Action tried,
			SharedSessionContractImplementor session) {
		if (record.kind() == RevisionType.ADD) {
			return creation(record.entity());
		}
		return attempt(record.entity(), record.id(),
				(tried == Action.DELETE || record.kind() == RevisionType.DEL) ? Action.DELETE : Action.UPDATE, session);
	}

	private static AttemptedChange attempt(TrackedEntity entity, Object id, Action action,
			SharedSessionContractImplementor session) {
		return new AttemptedChange(action, new RecordRef(entity.recordType(),
				String.valueOf(entity.key().text(entity.key().values(id, session)))));
	}

	/** The id of a record that was never made may become another's. */
	private static AttemptedChange creation(TrackedEntity entity) {
		return new AttemptedChange(Action.CREATE, RecordRef.none(entity.recordType()));
	}

	/** How many entries it has. */
	int entries() {
		return this.entries;
	}

	/** Keeps how long its completion took, in nanoseconds. */
	void took(long nanos) {
		this.nanos = nanos;
	}

	/** How long its completion took, in nanoseconds. */
	long nanos() {
		return this.nanos;
	}

	/** Takes numbers for entries: the first of them. */
	int takeNumbers(int count) {
		int first = this.entries;
		this.entries += count;
		return first;
	}

	/**
	 * Keeps what a row held before an update whose old state the session does not know.
	 */
	void snapshot(TrackedEntity entity, Object id, @Nullable Object[] state) {
		this.snapshots.put(key(entity, id), state);
	}

	@Nullable Object @Nullable [] takeSnapshot(TrackedEntity entity, Object id) {
		return this.snapshots.remove(key(entity, id));
	}

	/** Keeps what the database held before a change; null where it had no record. */
	void stored(TrackedEntity entity, Object id, @Nullable StoredRecord record) {
		if (record != null) {
			this.stored.put(key(entity, id), record);
		}
	}

	@Nullable StoredRecord stored(TrackedEntity entity, Object id) {
		return this.stored.get(key(entity, id));
	}

	@Nullable StoredRecord takeStored(TrackedEntity entity, Object id) {
		return this.stored.remove(key(entity, id));
	}

	/** Keeps what a stateless session has written of a record's collections, by field. */
	void writtenElements(TrackedEntity entity, Object id, Map<String, Object> elements) {
		this.writtenElements.put(key(entity, id), elements);
	}

	Map<String, Object> takeWrittenElements(TrackedEntity entity, Object id) {
		Map<String, Object> elements = this.writtenElements.remove(key(entity, id));
		return (elements != null) ? elements : Map.of();
	}

	/** The key of a record, whichever class of its hierarchy it is. */
	private static EntityKey key(TrackedEntity entity, Object id) {
		return new EntityKey(id, entity.persister());
	}

}
