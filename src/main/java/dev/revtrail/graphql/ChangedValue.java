package dev.revtrail.graphql;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import dev.revtrail.ChangeEntry;
import dev.revtrail.web.entry.FromTo;
import dev.revtrail.web.request.JsonAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A field before and after a change, each as text or as null for nothing. What is not a
 * single value is its JSON, so that it is the same as through the contracts over REST.
 *
 * @param field the field
 * @param before the value before
 * @param after the value after
 */
record ChangedValue(String field, @Nullable String before, @Nullable String after) {

	/** Null would claim that there was nothing. */
	private static final String UNKNOWN = "{\"unknown\":true}";

	/**
	 * Returns the changes of an entry that was read with whole collections.
	 * @param entry the entry
	 * @return their values as text
	 */
	static List<ChangedValue> of(ChangeEntry entry) {
		return FromTo.of(entry)
			.entrySet()
			.stream()
			.map((change) -> new ChangedValue(change.getKey(), text(change.getValue(), "from"),
					text(change.getValue(), "to")))
			.toList();
	}

	private static @Nullable String text(Map<String, @Nullable Object> values, String when) {
		if (!values.containsKey(when)) {
			return UNKNOWN;
		}
		Object value = values.get(when);
		if (value instanceof BigDecimal decimal) {
			return decimal.toPlainString();
		}
		if (value == null) {
			return null;
		}
		return (value instanceof String || value instanceof Number || value instanceof Boolean) ? value.toString()
				: JsonAnswer.text(value);
	}

}
