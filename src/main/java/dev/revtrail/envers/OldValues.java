package dev.revtrail.envers;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The old values of a record's first change, as JSON.
 */
final class OldValues {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private OldValues() {
	}

	static String json(Map<String, ? extends @Nullable Object> values) {
		return JSON.writeValueAsString(values);
	}

	static Map<String, @Nullable Object> parse(String json) {
		return JSON.readValue(json, new TypeReference<Map<String, @Nullable Object>>() {
		});
	}

}
