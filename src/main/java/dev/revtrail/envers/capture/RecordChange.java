package dev.revtrail.envers.capture;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.envers.index.StateArrays;
import dev.revtrail.envers.model.CollectionContent;
import dev.revtrail.envers.model.CollectionKind;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.envers.RevisionType;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record in one transaction, over all its flushes: the state that was
 * loaded, and the state that was last written.
 */
public final class RecordChange {

	private final TrackedEntity entity;

	private final Object id;

	private @Nullable Object instance;

	private @Nullable Object @Nullable [] loaded;

	private @Nullable Object @Nullable [] current;

	private @Nullable Object @Nullable [] deletedState;

	private @Nullable Object @Nullable [] held;

	private boolean loadedUnknown;

	private boolean writtenBeforeDeletion;

	private boolean deleted;

	private Map<String, ElementsChange> elements = Map.of();

	private boolean released;

	private Collection<Placement> placements = List.of();

	private @Nullable Owners owners;

	/** The fields that bulk statements set. */
	private Set<TrackedField.Single> bulkFields = Set.of();

	public RecordChange(TrackedEntity entity, Object id, @Nullable Object instance) {
		this.entity = entity;
		this.id = id;
		this.instance = instance;
	}

	void inserted(Object instance, @Nullable Object[] state) {
		this.instance = instance;
		this.current = state;
		this.deleted = false;
		this.owners = null;
	}

	void updated(Object instance, @Nullable Object @Nullable [] oldState, @Nullable Object[] state) {
		if (this.current == null) {
			this.loaded = (oldState != null) ? withBulkFields(oldState) : this.loaded;
			this.loadedUnknown = oldState == null;
		}
		this.instance = instance;
		this.current = state;
	}

	public void deleted(@Nullable Object instance, @Nullable Object[] state) {
		if (this.current == null && (this.loaded == null || !this.bulkFields.isEmpty())) {
			this.loaded = withBulkFields(state);
		}
		this.writtenBeforeDeletion = this.current != null || !this.bulkFields.isEmpty();
		this.deletedState = state;
		this.instance = instance;
		this.current = null;
		this.deleted = true;
	}

	/** What bulk statements found before the session did was there first. */
	private @Nullable Object[] withBulkFields(@Nullable Object[] state) {
		return (this.loaded != null) ? StateArrays.with(state, this.bulkFields, this.loaded) : state;
	}

	/**
	 * A bulk statement is about to set some fields.
	 * @param fields the fields
	 * @param before a state that knows what they hold
	 */
	public void setInBulk(Collection<TrackedField.Single> fields, @Nullable Object[] before) {
		if (this.current == null) {
			List<TrackedField.Single> first = fields.stream()
				.filter((field) -> this.loaded == null || field.isUnknownIn(this.loaded))
				.toList();
			this.loaded = (this.loaded != null) ? StateArrays.with(this.loaded, first, before) : before;
		}
		this.bulkFields = new LinkedHashSet<>(this.bulkFields);
		this.bulkFields.addAll(fields);
	}

	/**
	 * Before the commit, the database says what has become of the fields that bulk
	 * statements set.
	 * @param after a state that knows what they hold now
	 */
	public void settle(@Nullable Object[] after) {
		@Nullable Object[] state = (this.current != null) ? this.current : this.loaded;
		this.current = (state != null) ? StateArrays.with(state, this.bulkFields, after) : after;
	}

	public Set<TrackedField.Single> bulkFields() {
		return this.bulkFields;
	}

	/** Keeps the first elements known before, and the last known after. */
	void elements(String field, @Nullable Object before, @Nullable Object after) {
		changedElements().merge(field, new ElementsChange(before, after, false), ElementsChange::then);
	}

	/**
	 * A collection has lost elements without a change of its own.
	 * @param field the collection
	 * @param lost the elements, by the places that they had
	 */
	void lose(TrackedField.Elements field, Map<Object, Object> lost) {
		changedElements().merge(field.name(), new ElementsChange(null, null, false),
				(change, none) -> change.losing(field.history().kind(), lost));
	}

	/**
	 * A collection has elements back that it had lost when the session read it.
	 * @param field the collection
	 * @param back the elements, by the places that they had at first
	 */
	void regain(TrackedField.Elements field, Map<Object, Object> back) {
		if (!this.elements.isEmpty()) {
			this.elements.computeIfPresent(field.name(),
					(name, change) -> change.regaining(field.history().kind(), back));
		}
	}

	/** Most records have none, and a transaction may have very many records. */
	private Map<String, ElementsChange> changedElements() {
		if (this.elements.isEmpty()) {
			this.elements = new HashMap<>();
		}
		return this.elements;
	}

	/** What has become of its places in its parents' collections. */
	void place(Collection<Placement> placements) {
		this.placements = placements;
	}

	/**
	 * Returns the placement that a field shows; null where no parent's collection has
	 * written it.
	 */
	@Nullable Placement placement(String field) {
		return this.placements.stream().filter((placement) -> placement.role().writes(field)).findFirst().orElse(null);
	}

	/** Envers' rows of the collections lack what happened last. */
	void keepElementsAfter() {
		if (!this.elements.isEmpty()) {
			this.elements.replaceAll((field, change) -> new ElementsChange(change.before(), change.after(), true));
		}
	}

	/** Keeps whose the record is. */
	void keepOwners(Owners owners) {
		this.owners = owners;
	}

	/** Whose the record is; null where that has not been found yet. */
	@Nullable Owners owners() {
		return this.owners;
	}

	TrackedEntity entity() {
		return this.entity;
	}

	public Object id() {
		return this.id;
	}

	/** The record's key, whichever class of its hierarchy it is. */
	public EntityKey key() {
		return new EntityKey(this.id, this.entity.persister());
	}

	/**
	 * The session no longer holds the record's object, and what was written of it is
	 * known.
	 */
	void release() {
		if (isWritten() && lastState() != null) {
			this.released = this.released || this.instance != null;
			this.instance = null;
		}
	}

	/**
	 * Whether the session itself has changed the record, and not bulk statements alone.
	 */
	public boolean isOfSession() {
		return this.instance != null || this.released;
	}

	/**
	 * The record's object; null where only bulk statements changed it, or where it has
	 * been released.
	 */
	public @Nullable Object instance() {
		return this.instance;
	}

	@Nullable Object @Nullable [] loaded() {
		return this.loaded;
	}

	@Nullable Object @Nullable [] current() {
		return this.current;
	}

	/** The state that the row of its deletion is of; null where it is not deleted. */
	public @Nullable Object @Nullable [] deletedState() {
		return this.deletedState;
	}

	/** A collection of the record changes, while the database holds this of it. */
	void hold(@Nullable Object @Nullable [] state) {
		this.held = state;
	}

	/**
	 * What the database held when a collection changed last; null where that is not
	 * known.
	 */
	@Nullable Object @Nullable [] held() {
		return this.held;
	}

	/** The state that says where the record belongs: the last one that it had. */
	public @Nullable Object @Nullable [] lastState() {
		return (this.current != null) ? this.current : this.loaded;
	}

	/** Whether the record came and went within the transaction. */
	boolean leavesNothing() {
		return this.deleted && this.loaded == null && !this.loadedUnknown;
	}

	/** What became of the record. */
	public RevisionType kind() {
		if (this.deleted) {
			return RevisionType.DEL;
		}
		return (this.current != null && this.loaded == null && !this.loadedUnknown) ? RevisionType.ADD
				: RevisionType.MOD;
	}

	/** Whether the record's own row has been written, and not its collections alone. */
	boolean isWritten() {
		return this.current != null || this.deleted;
	}

	/** Whether the row of the deletion holds what was written just before it. */
	boolean isWrittenBeforeDeletion() {
		return this.writtenBeforeDeletion;
	}

	boolean isLoadedUnknown() {
		return this.loadedUnknown;
	}

	@Nullable ElementsChange elements(String field) {
		return this.elements.get(field);
	}

	/**
	 * The elements of a collection before and after, in canonical form: a list, or for a
	 * map its keys with their values.
	 *
	 * @param before the elements before; null when they are not known
	 * @param after the elements after; null when they are not known
	 * @param several whether several flushes changed it, of which Envers' rows show no
	 * more than traces
	 */
	record ElementsChange(@Nullable Object before, @Nullable Object after, boolean several) {

		ElementsChange then(ElementsChange next) {
			return new ElementsChange(this.before, next.after, this.several || !(isEmptyBefore() && isEmptyAfter()));
		}

		/** What was lost before the session read the collection was there before. */
		private ElementsChange losing(CollectionKind kind, Map<Object, Object> lost) {
			if (this.after == null) {
				return this;
			}
			CollectionContent had = CollectionContent.of(kind, this.before);
			CollectionContent has = CollectionContent.of(kind, this.after);
			lost.forEach((place, element) -> {
				if (!has.remove(element)) {
					had.putIfFree(place, element);
				}
			});
			return new ElementsChange((this.before != null) ? had.value() : null, has.value(), true);
		}

		private ElementsChange regaining(CollectionKind kind, Map<Object, Object> back) {
			CollectionContent had = CollectionContent.of(kind, this.before);
			back.forEach((place, element) -> {
				if (!had.has(element)) {
					had.putIfFree(place, element);
				}
			});
			return new ElementsChange((this.before != null) ? had.value() : null, this.after, this.several);
		}

		boolean isEmptyAfter() {
			return (this.after instanceof List<?> list && list.isEmpty())
					|| (this.after instanceof Map<?, ?> map && map.isEmpty());
		}

		boolean isEmptyBefore() {
			return (this.before instanceof List<?> list && list.isEmpty())
					|| (this.before instanceof Map<?, ?> map && map.isEmpty());
		}

	}

}
