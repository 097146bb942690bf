package dev.revtrail.retention;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.revtrail.Changes;
import dev.revtrail.FieldChange;
import dev.revtrail.LargeValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.jdk.UntypedObjectDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON of archives: the vocabulary of the change log, record by record. Null values
 * are written, as they mean that there was nothing.
 */
final class ArchiveJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
		.changeDefaultVisibility((checker) -> checker.withGetterVisibility(Visibility.NONE)
			.withIsGetterVisibility(Visibility.NONE)
			.withFieldVisibility(Visibility.ANY))
		.addMixIn(FieldChange.class, Kinds.class)
		.addMixIn(Changes.class, AsObject.class)
		.addModule(new SimpleModule().addSerializer(LargeValue.class, new LargeValueWriter())
			.addDeserializer(Object.class, new ValueReader()))
		.build();

	private ArchiveJson() {
	}

	/** The types that say how others are written. */
	static List<Class<?>> mixIns() {
		return List.of(Kinds.class, AsObject.class);
	}

	static String write(Object value) {
		return MAPPER.writeValueAsString(value);
	}

	static <T> T read(String json, Class<T> type) {
		return MAPPER.readValue(json, type);
	}

	/**
	 * What became of a field says its property {@code kind}.
	 */
	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes({ @JsonSubTypes.Type(value = FieldChange.Value.class, name = "value"),
			@JsonSubTypes.Type(value = FieldChange.Elements.class, name = "elements"),
			@JsonSubTypes.Type(value = FieldChange.Keys.class, name = "keys"),
			@JsonSubTypes.Type(value = FieldChange.Hidden.class, name = "masked") })
	private interface Kinds {

	}

	/**
	 * What can be iterated would be an array otherwise.
	 */
	@JsonFormat(shape = JsonFormat.Shape.OBJECT)
	private interface AsObject {

	}

	private static final class LargeValueWriter extends ValueSerializer<LargeValue> {

		@Override
		public void serialize(LargeValue value, JsonGenerator json, SerializationContext context) {
			json.writePOJO(value.toStored());
		}

	}

	/**
	 * Reads canonical values. Whole numbers come back as the smallest type that the log
	 * uses for them.
	 */
	private static final class ValueReader extends ValueDeserializer<Object> {

		private final UntypedObjectDeserializer untyped = new UntypedObjectDeserializer(null, null);

		@Override
		public @Nullable Object deserialize(JsonParser json, DeserializationContext context) throws JacksonException {
			return canonical(this.untyped.deserialize(json, context));
		}

		private static @Nullable Object canonical(@Nullable Object value) {
			if (value instanceof List<?> list) {
				return list.stream().map(ValueReader::canonical).toList();
			}
			if (value instanceof Map<?, ?> map) {
				Optional<LargeValue> large = LargeValue.ofStored(map);
				if (large.isPresent()) {
					return large.get();
				}
				Map<String, @Nullable Object> copy = new LinkedHashMap<>();
				map.forEach((key, element) -> copy.put(String.valueOf(key), canonical(element)));
				return copy;
			}
			return (value instanceof Integer number) ? Long.valueOf(number) : value;
		}

	}

}
