package dev.revtrail.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import org.jspecify.annotations.Nullable;

/**
 * The entry that a record should get, from what it held before and holds after.
 *
 * @param type the record's type
 * @param id the record's id as text
 * @param key the record's id
 * @param before what it held; null when it was not there
 * @param after what it holds; null when it is not there
 */
record Prediction(String type, String id, Object key, @Nullable Shadow before, @Nullable Shadow after) {

	private static final Shadow NOTHING = new Shadow();

	boolean isEntry() {
		return (this.before == null) != (this.after == null) || !changed().isEmpty();
	}

	Action action() {
		return (this.before == null) ? Action.CREATE : (this.after == null) ? Action.DELETE : Action.UPDATE;
	}

	/** Returns the fields that should be recorded. */
	Set<String> changed() {
		Set<String> fields = new TreeSet<>(held(this.before).fields.keySet());
		fields.addAll(held(this.after).fields.keySet());
		fields.removeIf((field) -> sameContent(from(field), to(field)));
		return fields;
	}

	/** Returns the errors in an entry; empty if there are none. */
	List<String> faults(ChangeEntry entry) {
		List<String> faults = new ArrayList<>();
		if (!entry.action().equals(action())) {
			faults.add("action " + entry.action() + ", not " + action());
		}
		Set<String> fields = new TreeSet<>(changed());
		for (FieldChange change : entry.changes()) {
			if (!fields.remove(change.field())) {
				faults.add("not changed: " + change);
			}
			else if (!isRight(change, from(change.field()), to(change.field()))) {
				faults.add(from(change.field()) + " -> " + to(change.field()) + ", not " + change);
			}
		}
		fields.forEach((field) -> faults.add("missing: " + field + " " + from(field) + " -> " + to(field)));
		return faults;
	}

	@Nullable Object from(String field) {
		return held(this.before).fields.get(field);
	}

	@Nullable Object to(String field) {
		return held(this.after).fields.get(field);
	}

	private static Shadow held(@Nullable Shadow shadow) {
		return (shadow != null) ? shadow : NOTHING;
	}

	private static boolean sameContent(@Nullable Object from, @Nullable Object to) {
		if (from instanceof Shadow.Bag || to instanceof Shadow.Bag) {
			return counts(elements(from)).equals(counts(elements(to)));
		}
		if (from instanceof Shadow.Ordered || to instanceof Shadow.Ordered) {
			return elements(from).equals(elements(to));
		}
		if (from instanceof Shadow.Keyed || to instanceof Shadow.Keyed) {
			return entries(from).equals(entries(to));
		}
		return Objects.equals(from, to);
	}

	private static boolean isRight(FieldChange change, @Nullable Object from, @Nullable Object to) {
		if (from instanceof Shadow.Secret || to instanceof Shadow.Secret) {
			return change instanceof FieldChange.Hidden;
		}
		if (change instanceof FieldChange.Value value) {
			return value.fromKnown() && Objects.equals(Reported.observed(value.from()), from)
					&& Objects.equals(Reported.observed(value.to()), to);
		}
		if (change instanceof FieldChange.Keys keys) {
			return isRight(keys, entries(from), entries(to));
		}
		return change instanceof FieldChange.Elements elements && isRight(elements, from, to);
	}

	private static boolean isRight(FieldChange.Elements change, @Nullable Object from, @Nullable Object to) {
		List<Object> joined = without(elements(to), elements(from));
		List<Object> left = without(elements(from), elements(to));
		List<Object> reportedJoined = change.joined().stream().map(Prediction::element).toList();
		List<Object> reportedLeft = change.left().stream().map(Prediction::element).toList();
		if (!counts(joined).equals(counts(reportedJoined)) || !counts(left).equals(counts(reportedLeft))) {
			return false;
		}
		boolean ordered = from instanceof Shadow.Ordered || to instanceof Shadow.Ordered;
		return ordered ? isRight(change.moved(), elements(from), elements(to)) : change.moved().isEmpty();
	}

	/** The moves explain the new order, and no fewer would. */
	private static boolean isRight(List<FieldChange.Move> moves, List<Object> from, List<Object> to) {
		List<Object> before = new ArrayList<>(from);
		List<Object> after = new ArrayList<>(to);
		before.retainAll(to);
		after.retainAll(from);
		if (moves.size() != before.size() - longestCommonSubsequence(before, after)) {
			return false;
		}
		for (FieldChange.Move move : moves) {
			Object element = element(move.element());
			if (from.indexOf(element) != move.from() || to.indexOf(element) != move.to()) {
				return false;
			}
			before.remove(element);
			after.remove(element);
		}
		return before.equals(after);
	}

	private static boolean isRight(FieldChange.Keys change, Map<String, Object> from, Map<String, Object> to) {
		Map<String, Object> joined = new HashMap<>(to);
		joined.keySet().removeAll(from.keySet());
		Map<String, Object> left = new HashMap<>(from);
		left.keySet().removeAll(to.keySet());
		Map<String, Object> reportedFrom = new HashMap<>();
		Map<String, Object> reportedTo = new HashMap<>();
		change.replaced().forEach((key, replaced) -> {
			reportedFrom.put(key, element(replaced.from()));
			reportedTo.put(key, element(replaced.to()));
		});
		Map<String, Object> wantedFrom = new HashMap<>(from);
		wantedFrom.keySet().retainAll(to.keySet());
		wantedFrom.entrySet().removeIf((entry) -> entry.getValue().equals(to.get(entry.getKey())));
		Map<String, Object> wantedTo = new HashMap<>(to);
		wantedTo.keySet().retainAll(wantedFrom.keySet());
		return joined.equals(Reported.observed(change.joined())) && left.equals(Reported.observed(change.left()))
				&& wantedFrom.equals(reportedFrom) && wantedTo.equals(reportedTo);
	}

	private static Object element(@Nullable Object reported) {
		return Objects.requireNonNullElse(Reported.observed(reported), "null");
	}

	static List<Object> elements(@Nullable Object held) {
		return (held instanceof Shadow.Bag bag) ? bag.elements()
				: (held instanceof Shadow.Ordered list) ? list.elements() : List.of();
	}

	static Map<String, Object> entries(@Nullable Object held) {
		return (held instanceof Shadow.Keyed map) ? map.entries() : Map.of();
	}

	private static Map<Object, Integer> counts(List<Object> elements) {
		Map<Object, Integer> counts = new HashMap<>();
		elements.forEach((element) -> counts.merge(element, 1, Integer::sum));
		return counts;
	}

	static List<Object> without(List<Object> elements, List<Object> others) {
		List<Object> rest = new ArrayList<>(elements);
		others.forEach(rest::remove);
		return rest;
	}

	private static int longestCommonSubsequence(List<Object> one, List<Object> other) {
		int[][] longest = new int[one.size() + 1][other.size() + 1];
		for (int i = 1; i <= one.size(); i++) {
			for (int j = 1; j <= other.size(); j++) {
				longest[i][j] = one.get(i - 1).equals(other.get(j - 1)) ? longest[i - 1][j - 1] + 1
						: Math.max(longest[i - 1][j], longest[i][j - 1]);
			}
		}
		return longest[one.size()][other.size()];
	}

}
