package dev.revtrail.envers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.revtrail.LargeValue;
import dev.revtrail.diff.Values;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The old values of a record's first change, as JSON.
 */
final class OldValues {

	/** Holds what collections held; no field is named so. */
	static final String ELEMENTS = "#elements";

	/** Holds what collections held afterwards; no field is named so. */
	static final String AFTER = "#after";

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private OldValues() {
	}

	static String json(Map<String, ? extends @Nullable Object> values) {
		return JSON.writeValueAsString(encoded(values));
	}

	static Map<String, @Nullable Object> parse(String json) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		JSON.readValue(json, new TypeReference<Map<String, @Nullable Object>>() {
		}).forEach((field, value) -> values.put(field, decoded(value)));
		return values;
	}

	/** What collections held, by field. */
	static Map<String, Object> elements(String json, String when) {
		Map<String, Object> elements = new LinkedHashMap<>();
		if (parse(json).get(when) instanceof Map<?, ?> kept) {
			kept.forEach((field, value) -> elements.put(String.valueOf(field), value));
		}
		return elements;
	}

	private static @Nullable Object encoded(@Nullable Object value) {
		if (value instanceof LargeValue large) {
			return large.toStored();
		}
		if (value instanceof List<?> list) {
			return list.stream().map(OldValues::encoded).toList();
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(key, encoded(element)));
			return copy;
		}
		return value;
	}

	/** The canonical form of what JSON holds. */
	private static @Nullable Object decoded(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(OldValues::decoded).toList();
		}
		if (value instanceof Map<?, ?> map) {
			Optional<LargeValue> large = LargeValue.ofStored(map);
			if (large.isPresent()) {
				return large.get();
			}
			Map<String, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(String.valueOf(key), decoded(element)));
			return copy;
		}
		return Values.canonical(value);
	}

}
