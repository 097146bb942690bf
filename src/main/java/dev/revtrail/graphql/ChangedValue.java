package dev.revtrail.graphql;

import java.math.BigDecimal;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A field before and after a change, each as text or as null for nothing. What is not a
 * single value is its JSON, so that it is the same as through the contracts over REST.
 *
 * @param field the field
 * @param before the value before
 * @param after the value after
 */
record ChangedValue(String field, @Nullable String before, @Nullable String after) {

	private static final String MASKED = "{\"masked\":true}";

	/** Null would claim that there was nothing. */
	private static final String UNKNOWN = "{\"unknown\":true}";

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.build();

	/**
	 * A change of an entry that was read with whole collections.
	 * @param change the change
	 * @param entry the entry
	 * @return its values as text
	 */
	static ChangedValue of(FieldChange change, ChangeEntry entry) {
		boolean created = entry.action().equals(Action.CREATE);
		boolean deleted = entry.action().equals(Action.DELETE);
		if (change instanceof FieldChange.Value value) {
			return new ChangedValue(value.field(), text(value.fromKnown(), value.from()),
					text(value.toKnown(), value.to()));
		}
		if (change instanceof FieldChange.Hidden) {
			return new ChangedValue(change.field(), created ? null : MASKED, deleted ? null : MASKED);
		}
		FieldChange.Whole whole = (change instanceof FieldChange.Elements elements) ? elements.whole()
				: (change instanceof FieldChange.Keys keys) ? keys.whole() : null;
		Object before = (whole != null) ? whole.before() : null;
		Object after = (whole != null) ? whole.after() : null;
		return new ChangedValue(change.field(), created ? null : text(before != null, before),
				deleted ? null : text(after != null, after));
	}

	private static @Nullable String text(boolean known, @Nullable Object value) {
		if (!known) {
			return UNKNOWN;
		}
		if (value instanceof BigDecimal decimal) {
			return decimal.toPlainString();
		}
		if (value == null) {
			return null;
		}
		return (value instanceof String || value instanceof Number || value instanceof Boolean) ? value.toString()
				: MAPPER.writeValueAsString(value);
	}

}
