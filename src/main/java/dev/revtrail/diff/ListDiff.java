package dev.revtrail.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.revtrail.FieldChange;
import org.jspecify.annotations.Nullable;

/**
 * Compares two states of a list: finds the elements that joined, left and moved.
 * <p>
 * As many elements as possible keep their order (a longest common subsequence), so an
 * index that shifted because something before it came or went is no move. Of several
 * choices the one counts in which most elements kept their index too; of those, the one
 * whose elements, from the last one backwards, stand as far to the front of the new list
 * as they can. Of what is left over on both sides, equal elements are paired in order:
 * they have moved. Null stands for a gap.
 */
public final class ListDiff {

	private ListDiff() {
	}

	/**
	 * Compares a list that is known before and after a change.
	 * @param field the field
	 * @param before the elements before
	 * @param after the elements after
	 * @return the change, or nothing when every element is where it was
	 */
	public static Optional<FieldChange> lists(String field, List<? extends @Nullable Object> before,
			List<? extends @Nullable Object> after) {
		List<@Nullable Object> old = new ArrayList<>(before);
		List<@Nullable Object> now = new ArrayList<>(after);
		for (Pair kept = longest(before, after); kept != null; kept = kept.previous()) {
			old.set(kept.from(), null);
			now.set(kept.to(), null);
		}
		return change(field, old, now);
	}

	/**
	 * Compares a list before and after a change if only the positions that got another
	 * element are known. A position between them that is not named holds the element that
	 * it held, and is never reported as moved.
	 * @param field the field
	 * @param added the elements that positions got, by index
	 * @param removed the elements that positions lost, by index
	 * @return the change, or nothing when every element is where it was
	 */
	public static Optional<FieldChange> positions(String field, Map<Integer, ? extends @Nullable Object> added,
			Map<Integer, ? extends @Nullable Object> removed) {
		int size = Stream.concat(added.keySet().stream(), removed.keySet().stream())
			.mapToInt((index) -> index + 1)
			.max()
			.orElse(0);
		List<@Nullable Object> before = new ArrayList<>(Collections.nCopies(size, null));
		List<@Nullable Object> after = new ArrayList<>(before);
		for (int i = 0; i < size; i++) {
			if (added.containsKey(i) || removed.containsKey(i)) {
				before.set(i, removed.get(i));
				after.set(i, added.get(i));
			}
			else {
				Unnamed unnamed = new Unnamed(i);
				before.set(i, unnamed);
				after.set(i, unnamed);
			}
		}
		return lists(field, before, after);
	}

	/**
	 * Returns the result of {@link #positions} for a list that is known before and after.
	 * @param field the field
	 * @param before the elements before
	 * @param after the elements after
	 * @return the change, or nothing when every element is where it was
	 */
	public static Optional<FieldChange> changedPositions(String field, List<? extends @Nullable Object> before,
			List<? extends @Nullable Object> after) {
		Map<Integer, @Nullable Object> added = new HashMap<>();
		Map<Integer, @Nullable Object> removed = new HashMap<>();
		for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
			Object old = (i < before.size()) ? before.get(i) : null;
			Object now = (i < after.size()) ? after.get(i) : null;
			if (!Values.same(old, now)) {
				removed.put(i, old);
				added.put(i, now);
			}
		}
		return positions(field, added, removed);
	}

	/** Returns the last of the pairs that keep their order; null if there are none. */
	private static @Nullable Pair longest(List<? extends @Nullable Object> before,
			List<? extends @Nullable Object> after) {
		Map<ValueKey, Deque<Integer>> places = new HashMap<>();
		for (int to = 0; to < after.size(); to++) {
			if (after.get(to) != null) {
				places.computeIfAbsent(ValueKey.of(after.get(to)), (key) -> new ArrayDeque<>()).addFirst(to);
			}
		}
		// Fenwick's tree: the best end of a sequence before each place of the new list
		@Nullable Pair[] best = new Pair[after.size() + 1];
		for (int from = 0; from < before.size(); from++) {
			for (int to : places.getOrDefault(ValueKey.of(before.get(from)), new ArrayDeque<>())) {
				Pair pair = Pair.after(bestBefore(best, to), from, to);
				for (int i = to + 1; i < best.length; i += i & -i) {
					best[i] = better(best[i], pair);
				}
			}
		}
		return bestBefore(best, after.size());
	}

	private static @Nullable Pair bestBefore(@Nullable Pair[] best, int place) {
		Pair found = null;
		for (int i = place; i > 0; i -= i & -i) {
			Pair candidate = best[i];
			found = (candidate != null) ? better(found, candidate) : found;
		}
		return found;
	}

	private static Pair better(@Nullable Pair one, Pair other) {
		if (one == null || other.length() != one.length()) {
			return (one == null || other.length() > one.length()) ? other : one;
		}
		return (other.inPlace() > one.inPlace() || (other.inPlace() == one.inPlace() && other.to() < one.to())) ? other
				: one;
	}

	private static Optional<FieldChange> change(String field, List<? extends @Nullable Object> old,
			List<? extends @Nullable Object> now) {
		Map<ValueKey, Deque<Integer>> places = new HashMap<>();
		for (int from = 0; from < old.size(); from++) {
			if (old.get(from) != null) {
				places.computeIfAbsent(ValueKey.of(old.get(from)), (key) -> new ArrayDeque<>()).addLast(from);
			}
		}
		List<@Nullable Object> left = new ArrayList<>(old);
		List<Object> joined = new ArrayList<>();
		List<FieldChange.Move> moved = new ArrayList<>();
		for (int to = 0; to < now.size(); to++) {
			Object element = now.get(to);
			if (element == null) {
				continue;
			}
			Integer from = places.getOrDefault(ValueKey.of(element), new ArrayDeque<>()).pollFirst();
			if (from == null) {
				joined.add(element);
				continue;
			}
			left.set(from, null);
			if (!(element instanceof Unnamed)) {
				moved.add(new FieldChange.Move(element, from, to));
			}
		}
		left.removeIf((element) -> element == null);
		return (joined.isEmpty() && left.isEmpty() && moved.isEmpty()) ? Optional.empty()
				: Optional.of(new FieldChange.Elements(field, joined, left, moved));
	}

	/**
	 * An element that keeps its order, as the end of a sequence of such elements.
	 *
	 * @param from its index before
	 * @param to its index now
	 * @param previous the one before it
	 * @param length how many they are
	 * @param inPlace how many of them kept their index
	 */
	private record Pair(int from, int to, @Nullable Pair previous, int length, int inPlace) {

		static Pair after(@Nullable Pair previous, int from, int to) {
			int own = (from == to) ? 1 : 0;
			return (previous != null) ? new Pair(from, to, previous, previous.length + 1, previous.inPlace + own)
					: new Pair(from, to, null, 1, own);
		}

	}

	/**
	 * What a position holds that is not named.
	 *
	 * @param index the position
	 */
	private record Unnamed(int index) {

	}

}
