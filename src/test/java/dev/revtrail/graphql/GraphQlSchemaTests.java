package dev.revtrail.graphql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.EmptyLog;
import dev.revtrail.EventType;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import graphql.introspection.IntrospectionQuery;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.language.AstPrinter;
import graphql.language.AstSorter;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The served schema is the contract's, with the record types of the host.
 */
@Tag("h2")
class GraphQlSchemaTests {

	private static final String CURRENT = "2026-01-01";

	private static final String OLDER = "2024-06-01";

	private static final String VERSION = "Healthie-GraphQL-API-Version";

	private static final String CONTRACT = contract();

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, RevtrailGraphQlAutoConfiguration.class))
		.withPropertyValues("revtrail.graphql.enabled=true", "revtrail.graphql.introspection=true")
		.withBean(EmptyLog.class)
		.withBean(RecordTypes.class, () -> GraphQlSchemaTests::recordTypes)
		.withBean(EventTypes.class, () -> () -> EventType.STANDARD);

	@Test
	void theServedSchemaIsTheContracts() {
		withHost((mvc) -> {
			assertThat(served(mvc, "2025-07-31")).isEqualTo(served(mvc, CURRENT));
			assertThat(contracts(served(mvc, CURRENT))).isEqualTo(normal(CONTRACT));
			assertThat(mvc.get().uri("/graphql/schema")).hasStatus(200).bodyText().isEqualTo(served(mvc, CURRENT));
		});
	}

	@Test
	void theOlderSchemaDiffersAsTheContractDescribes() {
		String older = CONTRACT
			.replaceAll("(?s)type (AuditEventEdge|PageInfo|AuditEventPaginationConnection) \\{.*?\\}", "")
			.replace("after: String, before: String, first: Int, last: Int",
					"after: Cursor, offset: Int, page_size: Int")
			.replace("): AuditEventPaginationConnection", "): [AuditEvent!]")
			.replace("type AuditEvent {", "type AuditEvent { cursor: Cursor!");

		withHost((mvc) -> {
			assertThat(contracts(served(mvc, OLDER))).isEqualTo(normal(older));
			assertThat(served(mvc, "2024-11-01")).isEqualTo(served(mvc, OLDER));
		});
	}

	@Test
	void otherEventsAreAnAdditionOfTypesOfTheirOwn() {
		withHost((mvc) -> {
			List<String> current = additions(served(mvc, CURRENT)).toList();
			assertThat(current).hasSize(8).contains("enum RecordedEventType", "type Query");
			assertThat(additions(served(mvc, OLDER))).isEqualTo(current);
			assertThat(served(mvc, CURRENT)).contains("SIGN_IN_FAILED").doesNotContain("\n  DELETE\n");
		});
	}

	@Test
	void introspectionReturnsTheSameSchema() {
		withHost((mvc) -> {
			for (String version : List.of(CURRENT, OLDER)) {
				assertThat(normal(AstPrinter
					.printAst(new IntrospectionResultToSchema().createSchemaDefinition(introspection(mvc, version)))))
					.contains(normal(merged(served(mvc, version))).split("\n\n"));
			}
		});
	}

	@Test
	void thereIsNoSchemaOfAnotherVersion() {
		withHost((mvc) -> assertThat(mvc.get().uri("/graphql/schema").header(VERSION, "2025-01-01")).hasStatus(400)
			.bodyText()
			.contains("UNSUPPORTED_API_VERSION"));
	}

	private void withHost(Exchange test) {
		this.runner.run((context) -> test.with(MockMvcTester.from(context)));
	}

	private static String served(MockMvcTester mvc, String version) throws IOException {
		return mvc.get()
			.uri("/graphql/schema")
			.header(VERSION, version)
			.exchange()
			.getResponse()
			.getContentAsString(StandardCharsets.UTF_8);
	}

	private static Map<String, Object> introspection(MockMvcTester mvc, String version) throws IOException {
		String answer = mvc.post()
			.uri("/graphql")
			.header(VERSION, version)
			.contentType(MediaType.APPLICATION_JSON)
			.content(JsonMapper.shared().writeValueAsString(Map.of("query", IntrospectionQuery.INTROSPECTION_QUERY)))
			.exchange()
			.getResponse()
			.getContentAsString(StandardCharsets.UTF_8);
		return JsonMapper.shared()
			.convertValue(JsonMapper.shared().readTree(answer).required("data"),
					JsonMapper.shared().getTypeFactory().constructMapType(Map.class, String.class, Object.class));
	}

	/** Returns the record types that the contract lists. */
	private static List<RecordType> recordTypes() {
		return Parser.parse(CONTRACT)
			.getDefinitionsOfType(EnumTypeDefinition.class)
			.stream()
			.filter((type) -> type.getName().equals("AuditEventResourceName"))
			.flatMap((type) -> type.getEnumValueDefinitions().stream())
			.map((value) -> new RecordType(value.getName()))
			.toList();
	}

	private static String contract() {
		try (InputStream text = GraphQlSchemaTests.class.getResourceAsStream("/audit-log.graphql")) {
			return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The contract cannot be read.", ex);
		}
	}

	/** The sorter makes a type of an extension. */
	private static boolean isAddition(String definition) {
		return definition.matches("(?s)(type|enum) RecordedEvent.*|type Query \\{\\s+auditEvents.*");
	}

	/** Returns what the contract's own schema has of a served one. */
	private static String contracts(String schema) {
		return Arrays.stream(normal(schema).split("\n\n"))
			.filter((definition) -> !isAddition(definition.strip()))
			.collect(Collectors.joining("\n\n"))
			.strip() + "\n";
	}

	/** Returns the kinds and names of what a served schema adds to the contract's. */
	private static Stream<String> additions(String schema) {
		return Arrays.stream(normal(schema).split("\n\n"))
			.map(String::strip)
			.filter(GraphQlSchemaTests::isAddition)
			.map((definition) -> definition.substring(0, definition.indexOf(" {")));
	}

	/** Returns a schema whose query has the fields that an extension gives it. */
	private static String merged(String schema) {
		Matcher extension = Pattern.compile("(?s)extend type Query \\{(.*?)\n\\}").matcher(schema);
		assertThat(extension.find()).isTrue();
		return schema.replace(extension.group(), "").replace("type Query {", "type Query {" + extension.group(1));
	}

	/** Returns a schema without descriptions, in an order of its own. */
	private static String normal(String schema) {
		Document document = Parser.parse(schema.replaceAll("\"[^\"\n]*\"\n", "\n"));
		return AstPrinter.printAst(new AstSorter().sort(document));
	}

	private interface Exchange {

		void with(MockMvcTester mvc) throws IOException;

	}

}
