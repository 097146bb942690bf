package dev.revtrail.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.revtrail.FieldChange;
import org.jspecify.annotations.Nullable;

/**
 * The change of a field between two states of a record, in canonical values.
 */
public final class StateDiff {

	private StateDiff() {
	}

	/**
	 * Compares a single value.
	 * @param field the field
	 * @param from the value before
	 * @param to the value after
	 * @return the change, or nothing when both are the same
	 */
	public static Optional<FieldChange> value(String field, @Nullable Object from, @Nullable Object to) {
		return Values.same(from, to) ? Optional.empty() : Optional.of(new FieldChange.Value(field, from, to, true));
	}

	/**
	 * Returns the change of a collection from the elements that were added and removed.
	 * Skips an element that was removed and added again. Lists elements in the order of
	 * {@link ValueOrder}.
	 * @param field the field
	 * @param added the added elements
	 * @param removed the removed elements
	 * @return the change, or nothing when nothing joined or left
	 */
	public static Optional<FieldChange> elements(String field, List<? extends @Nullable Object> added,
			List<? extends @Nullable Object> removed) {
		List<@Nullable Object> joined = beyond(added, removed);
		List<@Nullable Object> left = beyond(removed, added);
		return (joined.isEmpty() && left.isEmpty()) ? Optional.empty()
				: Optional.of(new FieldChange.Elements(field, joined, left));
	}

	/**
	 * Returns the change of a map from the keys that were added and removed.
	 * @param field the field
	 * @param added the added keys with their new values
	 * @param removed the removed keys with their old values
	 * @return the change, or nothing when each key has the value that it had
	 */
	public static Optional<FieldChange> keys(String field, Map<String, ? extends @Nullable Object> added,
			Map<String, ? extends @Nullable Object> removed) {
		Map<String, @Nullable Object> joined = new TreeMap<>(added);
		Map<String, @Nullable Object> left = new TreeMap<>(removed);
		joined.keySet().removeAll(removed.keySet());
		left.keySet().removeAll(added.keySet());
		Map<String, FieldChange.Replaced> replaced = new TreeMap<>();
		added.forEach((key, to) -> {
			if (removed.containsKey(key) && !Values.same(removed.get(key), to)) {
				replaced.put(key, new FieldChange.Replaced(removed.get(key), to));
			}
		});
		return (joined.isEmpty() && left.isEmpty() && replaced.isEmpty()) ? Optional.empty()
				: Optional.of(new FieldChange.Keys(field, joined, left, replaced));
	}

	/** Returns the elements that one list contains more often than the other. */
	private static List<@Nullable Object> beyond(List<? extends @Nullable Object> some,
			List<? extends @Nullable Object> others) {
		Map<ValueKey, Integer> counts = new HashMap<>();
		others.forEach((element) -> counts.merge(ValueKey.of(element), 1, Integer::sum));
		List<@Nullable Object> beyond = new ArrayList<>();
		for (Object element : some) {
			if (counts.merge(ValueKey.of(element), -1, Integer::sum) < 0) {
				beyond.add(element);
			}
		}
		beyond.sort(ValueOrder.INSTANCE);
		return beyond;
	}

}
