package dev.revtrail.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The expected state of a record, with values in their documented form: scalars as such,
 * elements in a {@link Bag} or {@link Ordered}, keys in a {@link Keyed}.
 */
final class Shadow {

	final Map<String, @Nullable Object> fields = new TreeMap<>();

	Shadow copy() {
		Shadow copy = new Shadow();
		this.fields.forEach((name, value) -> copy.fields.put(name,
				(value instanceof Bag bag) ? new Bag(new ArrayList<>(bag.elements()))
						: (value instanceof Ordered list) ? new Ordered(new ArrayList<>(list.elements()))
								: (value instanceof Keyed map) ? new Keyed(new HashMap<>(map.entries())) : value));
		return copy;
	}

	List<Object> bag(String field) {
		return ((Bag) this.fields.computeIfAbsent(field, (name) -> new Bag(new ArrayList<>()))).elements();
	}

	List<Object> ordered(String field) {
		return ((Ordered) this.fields.computeIfAbsent(field, (name) -> new Ordered(new ArrayList<>()))).elements();
	}

	Map<String, Object> keyed(String field) {
		return ((Keyed) this.fields.computeIfAbsent(field, (name) -> new Keyed(new HashMap<>()))).entries();
	}

	@Override
	public String toString() {
		return this.fields.toString();
	}

	/** Whether any of the values is, or holds, the given one. */
	boolean refersTo(Object value) {
		return this.fields.values()
			.stream()
			.anyMatch((held) -> value.equals(held) || (held instanceof Bag bag && bag.elements().contains(value))
					|| (held instanceof Ordered list && list.elements().contains(value))
					|| (held instanceof Keyed map && map.entries().containsValue(value)));
	}

	/**
	 * Elements in no order, each as often as it is there.
	 *
	 * @param elements the elements
	 */
	record Bag(List<Object> elements) {
	}

	/**
	 * Elements in order, each once.
	 *
	 * @param elements the elements
	 */
	record Ordered(List<Object> elements) {
	}

	/**
	 * Keys with their values.
	 *
	 * @param entries the entries
	 */
	record Keyed(Map<String, Object> entries) {
	}

	/**
	 * A masked value, whose changes are recorded without the value.
	 *
	 * @param value the value, which must not be shown
	 */
	record Secret(Object value) {
	}

}
