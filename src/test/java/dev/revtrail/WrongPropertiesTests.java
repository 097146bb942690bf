package dev.revtrail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A wrong value of any property stops the start-up with an analysis that names the
 * property.
 */
@Tag("h2")
@Tag("unit")
class WrongPropertiesTests {

	/** Texts and maps, which take all but these. */
	private static final Map<String, String> OTHERS = Map.of("revtrail.retention.schedule", "daily",
			"revtrail.reconciliation.schedule", "daily", "revtrail.retention.period", "long",
			"revtrail.retention.record-types.user", "7 years or so", "revtrail.retention.organizations.1.period",
			"long", "revtrail.web.audit.instance", " ", "revtrail.bulk.record-types.user", "otherwise",
			"revtrail.events.on-failure.view", "perhaps");

	static Stream<Arguments> wrongValues() throws IOException {
		List<Arguments> wrong = new ArrayList<>();
		for (JsonNode property : properties()) {
			String name = property.path("name").asString();
			Class<?> owner = owner(property);
			for (String value : wrong(name, property.path("type").asString())) {
				wrong.add(Arguments.of(name, value, owner));
			}
		}
		OTHERS.forEach((name, value) -> wrong.add(Arguments.of(name, value, owner(name))));
		return wrong.stream();
	}

	private static List<String> wrong(String name, String type) {
		return switch (type) {
			case "java.lang.Boolean" -> List.of("perhaps");
			case "java.lang.Integer" -> List.of("many", "-1");
			case "java.time.Duration" -> List.of("soon", "-1s");
			case "java.time.Period" -> List.of("a while", "-1d");
			case "org.springframework.util.unit.DataSize" -> List.of("large", "-1B");
			case "java.lang.String" -> name.endsWith("path") ? List.of("no-slash") : List.of();
			default -> isEnum(type) ? List.of("otherwise") : List.of();
		};
	}

	private static boolean isEnum(String type) {
		return ClassUtils.isPresent(type, null) && ClassUtils.resolveClassName(type, null).isEnum();
	}

	@ParameterizedTest(name = "{0}={1}")
	@MethodSource("wrongValues")
	void anAnalysisNamesTheProperty(String name, String value, Class<?> owner) {
		ConfigurationProperties annotation = Objects
			.requireNonNull(AnnotationUtils.findAnnotation(owner, ConfigurationProperties.class));
		Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(name, value)));

		Throwable failure = catchThrowable(() -> binder.bindOrCreate(annotation.value(), owner));

		assertThat(failure).as("%s=%s", name, value).isInstanceOf(BindException.class);
		assertThat(StartupFailures.description(failure)).contains(name);
		assertThat(StartupFailures.action(failure)).isNotBlank();
	}

	@Test
	void manyPropertiesAreChecked() throws IOException {
		assertThat(wrongValues()).hasSizeGreaterThan(60);
	}

	private static List<JsonNode> properties() throws IOException {
		try (InputStream metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json")
			.getInputStream()) {
			return new JsonMapper().readTree(metadata)
				.path("properties")
				.valueStream()
				.filter((property) -> property.path("name").asString().startsWith("revtrail."))
				.filter((property) -> property.has("sourceType"))
				.toList();
		}
	}

	/** The class that is bound: nested ones are bound with it. */
	private static Class<?> owner(JsonNode property) {
		return ClassUtils.resolveClassName(property.path("sourceType").asString().replaceFirst("\\$.*", ""), null);
	}

	private static Class<?> owner(String name) {
		try {
			return properties().stream()
				.filter((property) -> name.startsWith(property.path("name").asString()))
				.map(WrongPropertiesTests::owner)
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
