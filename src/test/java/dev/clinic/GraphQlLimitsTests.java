package dev.clinic;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.revtrail.CountedStatements;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What contract 4 costs, and what it refuses before it costs anything.
 */
@Tag("h2")
@Import(CountedStatements.class)
@TestPropertySource(properties = "revtrail.events.log-reads=false")
class GraphQlLimitsTests extends GraphQlClinic {

	@Autowired
	private CountedStatements statements;

	/** The statements that look up the key, for every request. */
	private List<String> ofTheKey;

	@BeforeAll
	void changeRecords() {
		found();
		for (int i = 0; i < 60; i++) {
			User user = new User("acme", Role.PATIENT, "limit" + i + "@acme.example", "Li", "Mit");
			user.getLanguages().add("de");
			this.users.save(user);
		}
		answer("{ __typename }");
		this.ofTheKey = this.statements.of(() -> answer("{ __typename }"));
	}

	@ParameterizedTest
	@MethodSource("tooLarge")
	void refusesBeforeAnyStatement(String query, String message) {
		HttpResponse<String>[] answer = new HttpResponse[1];

		List<String> sent = this.statements.of(() -> answer[0] = answer(query));

		assertThat(sent).isEqualTo(this.ofTheKey);
		assertThat(answer[0].statusCode()).isEqualTo(400);
		JsonNode error = error(answer[0]);
		assertThat(code(error)).isEqualTo("BAD_USER_INPUT");
		assertThat(error.get("message").asString()).startsWith(message);
	}

	static Stream<Arguments> tooLarge() {
		return Stream.of(
				Arguments.of(fields(2001), "Query has complexity of 2001, which exceeds max complexity of 2000"),
				Arguments.of("query A { __typename } query B " + fields(2001),
						"Query has complexity of 2001, which exceeds max complexity of 2000"),
				Arguments.of(
						"{ auditLog { nodes { " + "...F ".repeat(1000)
								+ "} } } fragment F on AuditEvent { type resource_id }",
						"Query has complexity of 200002, which exceeds max complexity of 2000"),
				Arguments.of(laughs(69),
						"Query has complexity of 9223372036854775807, which exceeds max complexity of 2000"),
				Arguments.of(aliases(51), "Query has 51 aliases, which exceeds max aliases of 50"),
				Arguments.of(
						"{ auditLog { nodes { " + "...F ".repeat(26)
								+ "} } } fragment F on AuditEvent { a: type b: type }",
						"Query has 52 aliases, which exceeds max aliases of 50"),
				Arguments.of(depth(26), "Query has depth of 26, which exceeds max depth of 25"),
				Arguments.of("{ ...A } fragment A on Query { ... { ...B } } fragment B on Query " + depth(26),
						"Query has depth of 26, which exceeds max depth of 25"),
				Arguments.of("{ ...A } fragment A on Query { ...A ...A }", "Validation error (FragmentCycle"),
				Arguments.of("{ __typename " + "@skip(if: true) ".repeat(4000) + "}", "More than 15,000"),
				Arguments.of("{ auditLog { nodes { type " + "@skip(if: true) ".repeat(2) + "} } }",
						"Validation error (DuplicateDirectiveName"),
				Arguments.of("{ __typename ".repeat(600) + "}".repeat(600), "More than 500 deep"));
	}

	@Test
	void takesAllUpToTheLimits() {
		for (String query : List.of(fields(2000), aliases(50))) {
			assertThat(json(answer(query)).has("errors")).isFalse();
		}
		assertThat(error(answer(depth(25))).get("message").asString()).startsWith("Validation error");
	}

	@Test
	void aChainOfFragmentsHasAnEnd() {
		assertThat(answer("{...F0}" + chain(90) + "fragment F90 on Query{__typename}").statusCode()).isEqualTo(200);
		for (String query : List.of("{...F0}" + chain(1800) + "fragment F1800 on Query{__typename}",
				"{...F0}" + chain(1800) + "fragment F1800 on Query{...F0}",
				"{__typename}" + chain(1800) + "fragment F1800 on Query{__typename}")) {
			assertThat(error(answer(query)).get("message").asString()).startsWith("Query has nesting of 180")
				.endsWith("with its fragments, which exceeds max nesting of 100");
		}
	}

	private static String chain(int fragments) {
		return IntStream.range(0, fragments)
			.mapToObj((i) -> "fragment F" + i + " on Query{...F" + (i + 1) + "}")
			.collect(Collectors.joining());
	}

	@Test
	void refusesIntrospectionThatIsNotInGoodFaith() {
		assertThat(answer("{ a: __schema { types { name } } b: __schema { types { name } } }").statusCode())
			.isEqualTo(400);
	}

	@Test
	void refusesBodiesThatAreTooLarge() throws Exception {
		String query = "{ __typename } " + "#".repeat(102_400);
		HttpResponse<String> known = answer(query);
		HttpResponse<String> unknown = send(request("/graphql", "owner").header("Content-Type", "application/json")
			.POST(BodyPublishers
				.ofInputStream(() -> new java.io.ByteArrayInputStream(("{\"query\": \"" + query + "\"}").getBytes()))));

		for (HttpResponse<String> answer : List.of(known, unknown)) {
			assertThat(answer.statusCode()).isEqualTo(413);
			assertThat(error(answer).get("message").asString())
				.isEqualTo("The request is too large; its body takes 102400 bytes.");
		}
	}

	@Test
	void theStatementsOfAPageDoNotDependOnItsSize() {
		String page = "{ auditLog(resource_name: USER, event_type: CREATE, first: %d) { nodes { acting_user { id }"
				+ " resource_changes { field value_before_change value_after_change } } total_count"
				+ " page_info { has_next_page has_previous_page } } }";
		List<String> one = sentFor(page.formatted(1));
		List<String> many = sentFor(page.formatted(50));

		int index = 1;
		int total = 1;
		int types = 1;
		assertThat(many).hasSameSizeAs(one);
		assertThat(many.size()).isLessThanOrEqualTo(index + total + types + 4);
	}

	@Test
	void whatIsNotSelectedIsNotRead() {
		assertThat(sentFor("{ auditLog { nodes { acting_user { id } type } } }")).hasSize(1);
		assertThat(sentFor("{ auditLog { total_count } }")).hasSize(1);
		assertThat(sentFor("{ auditLog { a: total_count b: total_count nodes { type } edges { cursor } } }"))
			.hasSize(2);
		assertThat(sentFor("{ auditLog { __typename } }")).isEmpty();
		assertThat(sentFor("{ auditLog(first: 0) { nodes { type } total_count } }")).isEmpty();
	}

	/** Beside what a parent organization's own reads begin with: which index ranges. */
	private List<String> sentFor(String query) {
		List<String> sent = this.statements.of(() -> answer(query));
		return sent.subList(this.ofTheKey.size(), sent.size())
			.stream()
			.filter((statement) -> !statement.contains("revtrail_organization_root"))
			.toList();
	}

	private HttpResponse<String> answer(String query) {
		try {
			return send(posted(query, Map.of(), "owner"));
		}
		catch (java.io.IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String fields(int count) {
		return "{ auditLog { " + "total_count ".repeat(count - 1) + "} }";
	}

	private static String aliases(int count) {
		return "{ auditLog(first: 1) { nodes { "
				+ IntStream.range(0, count).mapToObj((i) -> "a" + i + ": type ").collect(Collectors.joining())
				+ "} } }";
	}

	private static String depth(int depth) {
		return "{ auditLog(first: 1) " + "{ nodes ".repeat(depth - 2) + "{ type }" + " }".repeat(depth - 2) + " }";
	}

	/** Each fragment spreads the next one twice. */
	private static String laughs(int fragments) {
		return "{ ...F0 } " + IntStream.range(0, fragments)
			.mapToObj((i) -> "fragment F" + i + " on Query { ...F" + (i + 1) + " ...F" + (i + 1) + " } ")
			.collect(Collectors.joining()) + "fragment F" + fragments + " on Query { __typename }";
	}

}
