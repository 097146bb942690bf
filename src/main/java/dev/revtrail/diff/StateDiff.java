package dev.revtrail.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.revtrail.FieldChange;
import org.jspecify.annotations.Nullable;

/**
 * The change of a field between two states of a record, in canonical values.
 */
public final class StateDiff {

	private StateDiff() {
	}

	/**
	 * What became of a single value.
	 * @param field the field
	 * @param from the value before
	 * @param to the value after
	 * @return the change, or nothing when both are the same
	 */
	public static Optional<FieldChange> value(String field, @Nullable Object from, @Nullable Object to) {
		return Values.same(from, to) ? Optional.empty() : Optional.of(new FieldChange.Value(field, from, to, true));
	}

	/**
	 * What became of a collection, from the elements that were added and removed. An
	 * element that was removed and added again did neither.
	 * @param field the field
	 * @param added the added elements
	 * @param removed the removed elements
	 * @return the change, or nothing when nothing joined or left
	 */
	public static Optional<FieldChange> elements(String field, List<? extends @Nullable Object> added,
			List<? extends @Nullable Object> removed) {
		List<@Nullable Object> joined = new ArrayList<>(added);
		List<@Nullable Object> left = new ArrayList<>();
		for (Object element : removed) {
			if (!remove(joined, element)) {
				left.add(element);
			}
		}
		return (joined.isEmpty() && left.isEmpty()) ? Optional.empty()
				: Optional.of(new FieldChange.Elements(field, joined, left));
	}

	/**
	 * What became of a map, from the keys that were added and removed.
	 * @param field the field
	 * @param added the added keys with their new values
	 * @param removed the removed keys with their old values
	 * @return the change, or nothing when each key has the value that it had
	 */
	public static Optional<FieldChange> keys(String field, Map<String, ? extends @Nullable Object> added,
			Map<String, ? extends @Nullable Object> removed) {
		Map<String, @Nullable Object> joined = new LinkedHashMap<>(added);
		Map<String, @Nullable Object> left = new LinkedHashMap<>(removed);
		added.forEach((key, value) -> {
			if (removed.containsKey(key) && Values.same(value, removed.get(key))) {
				joined.remove(key);
				left.remove(key);
			}
		});
		return (joined.isEmpty() && left.isEmpty()) ? Optional.empty()
				: Optional.of(new FieldChange.Elements(field, joined, left));
	}

	private static boolean remove(List<@Nullable Object> elements, @Nullable Object element) {
		for (int i = 0; i < elements.size(); i++) {
			if (Values.same(elements.get(i), element)) {
				elements.remove(i);
				return true;
			}
		}
		return false;
	}

}
