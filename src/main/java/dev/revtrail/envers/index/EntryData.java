package dev.revtrail.envers.index;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

import dev.revtrail.LargeValue;
import dev.revtrail.diff.Values;
import dev.revtrail.envers.model.FormerNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the entry of a change keeps in its data column: what the session knew and Envers'
 * rows do not show, or not reliably.
 *
 * @param isComplete whether each changed field of an update is named here; entries of the
 * first version name some of them only
 * @param before the canonical values that changed fields had
 * @param missing the changed fields whose old values are not kept, and why not
 * @param elementsBefore what changed collections held before, by field
 * @param elementsAfter what changed collections held after, by field, where Envers' rows
 * do not show it
 */
public record EntryData(boolean isComplete, Map<String, @Nullable Object> before, Map<String, Missing> missing,
		Map<String, Object> elementsBefore, Map<String, Object> elementsAfter) {

	/** What an entry without data keeps. */
	static final EntryData NONE = new EntryData(false, Map.of(), Map.of(), Map.of(), Map.of());

	// No field has such a name
	private static final String FORMAT = "#format";

	private static final String MISSING = "#missing";

	private static final String ELEMENTS = "#elements";

	private static final String AFTER = "#after";

	/** The first version wrote no number. */
	private static final int CURRENT_FORMAT = 2;

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	/**
	 * Reads the data of an entry.
	 * @param json the column
	 * @return the data; {@link #NONE} for null
	 */
	public static EntryData parse(@Nullable String json) {
		if (json == null) {
			return NONE;
		}
		Map<String, @Nullable Object> all = JSON.readValue(json, new TypeReference<>() {
		});
		Map<String, Missing> missing = new LinkedHashMap<>();
		each(all.remove(MISSING),
				(field, why) -> missing.put(field, Missing.valueOf(String.valueOf(why).toUpperCase(Locale.ROOT))));
		Map<String, Object> elementsBefore = new LinkedHashMap<>();
		each(all.remove(ELEMENTS), (field, elements) -> elementsBefore.put(field, decoded(elements)));
		Map<String, Object> elementsAfter = new LinkedHashMap<>();
		each(all.remove(AFTER), (field, elements) -> elementsAfter.put(field, decoded(elements)));
		boolean complete = all.remove(FORMAT) != null;
		Map<String, @Nullable Object> before = new LinkedHashMap<>();
		all.forEach((field, value) -> before.put(field, decodedOrNull(value)));
		return new EntryData(complete, before, missing, elementsBefore, elementsAfter);
	}

	private static void each(@Nullable Object map, BiConsumer<String, Object> consumer) {
		if (map instanceof Map<?, ?> values) {
			values.forEach((field, value) -> consumer.accept(String.valueOf(field), value));
		}
	}

	/** Returns the data as JSON; null where an entry keeps nothing. */
	public @Nullable String json() {
		if (!this.isComplete && this.before.isEmpty() && this.elementsBefore.isEmpty()
				&& this.elementsAfter.isEmpty()) {
			return null;
		}
		Map<String, @Nullable Object> all = new LinkedHashMap<>();
		all.put(FORMAT, CURRENT_FORMAT);
		this.before.forEach((field, value) -> all.put(field, encoded(value)));
		if (!this.missing.isEmpty()) {
			Map<String, String> reasons = new LinkedHashMap<>();
			this.missing.forEach((field, why) -> reasons.put(field, why.name().toLowerCase(Locale.ROOT)));
			all.put(MISSING, reasons);
		}
		if (!this.elementsBefore.isEmpty()) {
			all.put(ELEMENTS, encoded(this.elementsBefore));
		}
		if (!this.elementsAfter.isEmpty()) {
			all.put(AFTER, encoded(this.elementsAfter));
		}
		return JSON.writeValueAsString(all);
	}

	/** Returns the data by the names that fields have today. */
	public EntryData withNamesOfToday(String recordType, FormerNames names) {
		return (this == NONE) ? this
				: new EntryData(this.isComplete, names.today(recordType, this.before),
						names.today(recordType, this.missing), names.today(recordType, this.elementsBefore),
						names.today(recordType, this.elementsAfter));
	}

	/** Returns whether a field is named here: in complete data, whether it changed. */
	boolean names(String field) {
		return this.before.containsKey(field) || this.missing.containsKey(field)
				|| this.elementsBefore.containsKey(field) || this.elementsAfter.containsKey(field);
	}

	/** Returns whether the content of some collection before or after it is kept. */
	public boolean keepsCollections() {
		return !this.elementsBefore.isEmpty() || !this.elementsAfter.isEmpty();
	}

	/** Returns whether a canonical value takes more than a number of characters. */
	public static boolean isLarger(@Nullable Object value, int characters) {
		if (value instanceof String text) {
			return text.length() > characters;
		}
		return value instanceof LargeValue || ((value instanceof List || value instanceof Map)
				&& JSON.writeValueAsString(encoded(value)).length() > characters);
	}

	private static @Nullable Object encoded(@Nullable Object value) {
		if (value instanceof LargeValue large) {
			return large.toStored();
		}
		if (value instanceof List<?> list) {
			return list.stream().map(EntryData::encoded).toList();
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(key, encoded(element)));
			return copy;
		}
		return value;
	}

	private static @Nullable Object decodedOrNull(@Nullable Object value) {
		return (value != null) ? decoded(value) : null;
	}

	/** The canonical form of what JSON holds. */
	private static Object decoded(Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(EntryData::decodedOrNull).toList();
		}
		if (value instanceof Map<?, ?> map) {
			Optional<LargeValue> large = LargeValue.ofStored(map);
			if (large.isPresent()) {
				return large.get();
			}
			Map<String, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(String.valueOf(key), decodedOrNull(element)));
			return copy;
		}
		return Objects.requireNonNull(Values.canonical(value));
	}

	/**
	 * Why an old value is not kept. It is then read from the audit row before.
	 */
	public enum Missing {

		/** It is larger than what entries keep. */
		LARGE,

		/** It is masked. */
		MASKED,

		/** The session did not know it. */
		UNKNOWN

	}

}
