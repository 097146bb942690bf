package dev.revtrail.envers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What became of one record in one transaction, over all its flushes: the state that was
 * loaded, and the state that was last written.
 */
final class RecordState {

	private final TrackedEntity entity;

	private final Object id;

	private Object instance;

	private @Nullable Object @Nullable [] loaded;

	private @Nullable Object @Nullable [] current;

	private boolean loadedUnknown;

	private final Map<String, ElementsChange> elements = new HashMap<>();

	RecordState(TrackedEntity entity, Object id, Object instance) {
		this.entity = entity;
		this.id = id;
		this.instance = instance;
	}

	void inserted(Object instance, @Nullable Object[] state) {
		this.instance = instance;
		this.current = state;
	}

	void updated(Object instance, @Nullable Object @Nullable [] oldState, @Nullable Object[] state) {
		if (this.current == null) {
			this.loaded = oldState;
			this.loadedUnknown = oldState == null;
		}
		this.instance = instance;
		this.current = state;
	}

	void deleted(Object instance, @Nullable Object[] state) {
		if (this.current == null && this.loaded == null) {
			this.loaded = state;
		}
		this.instance = instance;
		this.current = null;
	}

	/** Keeps the first elements known before, and the last known after. */
	void elements(String field, @Nullable Object before, @Nullable Object after) {
		this.elements.merge(field, new ElementsChange(before, after),
				(first, second) -> new ElementsChange(first.before(), second.after()));
	}

	TrackedEntity entity() {
		return this.entity;
	}

	Object id() {
		return this.id;
	}

	Object instance() {
		return this.instance;
	}

	@Nullable Object @Nullable [] loaded() {
		return this.loaded;
	}

	@Nullable Object @Nullable [] current() {
		return this.current;
	}

	/** The state that says where the record belongs: the last one that it had. */
	@Nullable Object @Nullable [] lastState() {
		return (this.current != null) ? this.current : this.loaded;
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
	 */
	record ElementsChange(@Nullable Object before, @Nullable Object after) {

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
