package dev.revtrail;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Editors complete and explain every property.
 */
@Tag("unit")
class ConfigurationMetadataTests {

	private final JsonNode metadata = metadata();

	@Test
	void everyPropertyIsDescribed() {
		assertThat(this.metadata.get("properties").valueStream().filter(ConfigurationMetadataTests::isOfTheLibrary))
			.hasSizeGreaterThan(70)
			.allSatisfy((property) -> assertThat(property.path("description").asString("")).as(name(property))
				.hasSizeGreaterThan(10));
	}

	@Test
	void whatIsNoLongerSupportedNamesItsReplacement() {
		assertThat(this.metadata.get("properties").valueStream())
			.filteredOn((property) -> name(property).equals("revtrail.events.fail-closed"))
			.singleElement()
			.satisfies((property) -> assertThat(property.at("/deprecation/replacement").asString())
				.isEqualTo("revtrail.events.on-failure"));
	}

	@Test
	void hintsAreOfPropertiesThatExist() {
		Set<String> names = this.metadata.get("properties")
			.valueStream()
			.map(ConfigurationMetadataTests::name)
			.collect(Collectors.toSet());
		assertThat(this.metadata.get("hints").valueStream().filter(ConfigurationMetadataTests::isOfTheLibrary))
			.hasSizeGreaterThan(5)
			.allSatisfy((hint) -> assertThat(names).contains(name(hint).replaceFirst("\\.(keys|values)$", "")));
	}

	private static boolean isOfTheLibrary(JsonNode element) {
		return name(element).startsWith("revtrail.");
	}

	private static String name(JsonNode element) {
		return element.get("name").asString();
	}

	private static JsonNode metadata() {
		try (InputStream metadata = Objects
			.requireNonNull(ChangeLog.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
			return JsonMapper.shared().readTree(metadata);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
