package dev.revtrail.envers.index;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The values that an event carries, as JSON.
 */
public final class EventData {

	private EventData() {
	}

	public static @Nullable String json(Map<String, Object> values) {
		return values.isEmpty() ? null : JsonMapper.shared().writeValueAsString(new TreeMap<>(values));
	}

	static Map<String, Object> parse(String json) {
		return JsonMapper.shared().readValue(json, new TypeReference<>() {
		});
	}

}
