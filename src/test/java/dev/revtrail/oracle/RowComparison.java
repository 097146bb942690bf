package dev.revtrail.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import dev.revtrail.FieldChange.Whole;
import dev.revtrail.RecordSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Compares the log with the rows of the plain tables.
 */
final class RowComparison {

	private RowComparison() {
	}

	/** Returns the errors in the entries of a transaction; empty if there are none. */
	static List<String> faults(Map<String, Shadow> before, Map<String, Shadow> after, List<ChangeEntry> entries) {
		Map<String, Prediction> predictions = predictions(before, after);
		List<String> faults = new ArrayList<>();
		for (ChangeEntry entry : entries) {
			String name = entry.record().type() + " " + entry.record().id();
			Prediction prediction = predictions.remove(name);
			if (prediction == null) {
				faults.add(name + " was not changed: " + entry);
			}
			else {
				String where = name + ", " + entry.action() + " of " + entry.changes().list() + ": ";
				prediction.faults(entry).forEach((fault) -> faults.add(where + fault));
				wholeFaults(prediction, entry).forEach((fault) -> faults.add(where + fault));
			}
		}
		predictions.forEach((name, prediction) -> faults.add(name + " has no entry: " + prediction));
		return faults;
	}

	private static Map<String, Prediction> predictions(Map<String, Shadow> before, Map<String, Shadow> after) {
		Set<String> names = new LinkedHashSet<>(before.keySet());
		names.addAll(after.keySet());
		Map<String, Prediction> predictions = new LinkedHashMap<>();
		for (String name : names) {
			String[] parts = name.split(" ", 2);
			Prediction prediction = new Prediction(parts[0], parts[1], name, before.get(name), after.get(name));
			if (prediction.isEntry()) {
				predictions.put(name, prediction);
			}
		}
		return predictions;
	}

	/** What is wrong with the whole collections of an entry. */
	private static List<String> wholeFaults(Prediction prediction, ChangeEntry entry) {
		List<String> faults = new ArrayList<>();
		for (FieldChange change : entry.changes()) {
			Whole whole = (change instanceof FieldChange.Elements elements) ? elements.whole()
					: (change instanceof FieldChange.Keys keys) ? keys.whole() : null;
			Object from = prediction.from(change.field());
			Object to = prediction.to(change.field());
			if (!(change instanceof FieldChange.Value)
					&& (whole == null || !isWhole(whole.before(), from) || !isWhole(whole.after(), to))) {
				faults.add("whole " + change.field() + ": " + from + " -> " + to + ", not " + whole);
			}
		}
		return faults;
	}

	static boolean isWhole(@Nullable Object reported, @Nullable Object held) {
		if (reported instanceof Map<?, ?> map) {
			return Prediction.entries(held).equals(Reported.observed(map));
		}
		if (!(reported instanceof List<?> list)) {
			return false;
		}
		List<Object> elements = new ArrayList<>(list.stream().map(Reported::observed).toList());
		return (held instanceof Shadow.Ordered) ? elements.equals(Prediction.elements(held))
				: elements.size() == Prediction.elements(held).size()
						&& Prediction.without(elements, Prediction.elements(held)).isEmpty();
	}

	/** What is wrong with the state of a record; empty where it is right. */
	static List<String> faults(Shadow held, RecordSnapshot reported) {
		List<String> faults = new ArrayList<>();
		if (!reported.unknown().isEmpty()) {
			faults.add("unknown " + reported.unknown());
		}
		Set<String> fields = new LinkedHashSet<>(held.fields.keySet());
		fields.addAll(reported.values().keySet());
		for (String field : fields) {
			Object value = held.fields.get(field);
			Object is = reported.values().get(field);
			boolean same = (value instanceof Shadow.Bag || value instanceof Shadow.Ordered
					|| value instanceof Shadow.Keyed) ? isWhole(is, value)
							: Objects.equals(Reported.observed(is), value);
			if (!same) {
				faults.add("state of " + field + ": " + value + ", not " + is);
			}
		}
		return faults;
	}

}
