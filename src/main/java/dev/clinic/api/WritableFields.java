package dev.clinic.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.persistence.Embeddable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.BeanDeserializerBuilder;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The fields of records that clients may write, as Jackson finds them. Spring Data REST
 * drops all others without a word.
 */
final class WritableFields {

	private final Map<Class<?>, Map<String, Class<?>>> byType = new ConcurrentHashMap<>();

	private final JsonMapper mapper = JsonMapper.builder()
		.addModule(new SimpleModule("writable-fields").setDeserializerModifier(new Modifier()))
		.build();

	/**
	 * Finds the fields of a body that cannot be written.
	 * @param type the record's class
	 * @param body the body
	 * @return the paths of the fields, in order
	 */
	List<String> refused(Class<?> type, JsonNode body) {
		List<String> refused = new ArrayList<>();
		collect("", fields(type), body, refused);
		return refused;
	}

	private void collect(String path, Map<String, Class<?>> fields, JsonNode body, List<String> refused) {
		body.forEachEntry((name, value) -> {
			Class<?> type = fields.get(name);
			if (type == null) {
				refused.add(path + name);
			}
			else if (type.isAnnotationPresent(Embeddable.class) && value.isObject()) {
				collect(path + name + ".", fields(type), value, refused);
			}
		});
	}

	private Map<String, Class<?>> fields(Class<?> type) {
		if (!this.byType.containsKey(type)) {
			// Creates the deserializer, and so has the modifier see its fields
			this.mapper.readerFor(type).readValue("null");
		}
		return this.byType.getOrDefault(type, Map.of());
	}

	/** Keeps the names and types of fields that have a deserializer. */
	private final class Modifier extends ValueDeserializerModifier {

		@Override
		public BeanDeserializerBuilder updateBuilder(DeserializationConfig config, BeanDescription.Supplier description,
				BeanDeserializerBuilder builder) {
			Map<String, Class<?>> fields = new TreeMap<>();
			builder.getProperties()
				.forEachRemaining((property) -> fields.put(property.getName(), property.getType().getRawClass()));
			WritableFields.this.byType.put(description.getBeanClass(), fields);
			return builder;
		}

	}

}
