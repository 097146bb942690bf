package dev.revtrail.graphql;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import graphql.language.Document;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How large a document is, however its fragments spread each other. */
@Tag("unit")
class QueryMeasureTests {

	private static final int MANY = 50_000;

	@Test
	void aChainOfFragmentsTakesNoStack() {
		QuerySize size = measure("{...F0}" + chain() + "fragment F" + MANY + " on Query{a}");

		assertThat(size.nesting()).isEqualTo(MANY + 2);
		assertThat(size.depth()).isEqualTo(1);
		assertThat(size.fields()).isEqualTo(1);
	}

	@Test
	void aCircleOfFragmentsHasAnEnd() {
		QuerySize size = measure("{...F0}" + chain() + "fragment F" + MANY + " on Query{...F0 a}");

		assertThat(size.nesting()).isGreaterThan(MANY);
		assertThat(size.fields()).isEqualTo(1);
	}

	@Test
	void aFragmentCountsWhereverItIsSpread() {
		QuerySize size = measure("""
				{ ...A  c: d { ...B } ...Unknown }
				fragment A on Query { ...B ...B }
				fragment B on Query { a: x { y } }
				""");

		assertThat(size.fields()).isEqualTo(7);
		assertThat(size.aliases()).isEqualTo(4);
		assertThat(size.depth()).isEqualTo(3);
		assertThat(size.nesting()).isEqualTo(4);
	}

	@Test
	void whatIsSelectedOfEventsCountsForEachOfThePage() {
		assertThat(measure("{auditLog(first: 7) {total_count nodes {type resource_id}}}").fields()).isEqualTo(3 + 14);
		assertThat(measure("{auditLog {edges {node {type}}}}").fields()).isEqualTo(2 + 200);
		assertThat(measure("{a: auditLog(first: 1) {...P} b: auditLog(last: 2) {...P}} "
				+ "fragment P on AuditEventPaginationConnection {nodes {type}}")
			.fields()).isEqualTo(4 + 3);
		assertThat(
				measure("{auditLog(page_size: 3) {type acting_user {id}}}", Map.of(), ApiVersion.V2024_06_01).fields())
			.isEqualTo(1 + 9);
		assertThat(measure("{auditLog {type}}", Map.of(), ApiVersion.V2024_06_01).fields()).isEqualTo(1 + 50);
	}

	@Test
	void otherEventsArePagesInEveryVersion() {
		for (ApiVersion version : ApiVersion.values()) {
			assertThat(measure("{auditEvents {nodes {type data {name}}}}", Map.of(), version))
				.isEqualTo(new QuerySize(2 + 3 * 100, 0, 1, 0, 4, 4));
			assertThat(measure("{auditEvents(last: 7) {edges {node {id}}}}", Map.of(), version).fields())
				.isEqualTo(2 + 2 * 7);
		}
	}

	@Test
	void aPageMayBeAVariable() {
		String query = "query($n: Int = 4) {auditLog(first: $n) {nodes {type}}}";
		assertThat(measure(query, Map.of("n", 9), ApiVersion.V2026_01_01).fields()).isEqualTo(2 + 9);
		assertThat(measure(query).fields()).isEqualTo(2 + 4);
		for (Object bad : List.of("x", 1_000_000_000_000L, Map.of())) {
			assertThat(measure(query, Map.of("n", bad), ApiVersion.V2026_01_01).fields()).isEqualTo(2 + 100);
		}
		assertThat(measure("{auditLog(first: -3) {nodes {type}}}").fields()).isEqualTo(2 + 1);
	}

	@Test
	void eachFieldThatReadsTheLogIsCounted() {
		assertThat(measure("{a: auditLog {total_count} ...B ...B} fragment B on Query {b: auditLog {total_count}}")
			.reads()).isEqualTo(3);
		assertThat(measure("{__schema {types {name}}}").reads()).isZero();
	}

	private static String chain() {
		return IntStream.range(0, MANY)
			.mapToObj((i) -> "fragment F" + i + " on Query{...F" + (i + 1) + "}")
			.collect(Collectors.joining());
	}

	private static QuerySize measure(String query) {
		return measure(query, Map.of(), ApiVersion.V2026_01_01);
	}

	private static QuerySize measure(String query, Map<String, Object> variables, ApiVersion version) {
		ParserOptions options = ParserOptions.newParserOptions()
			.maxCharacters(Integer.MAX_VALUE)
			.maxTokens(Integer.MAX_VALUE)
			.build();
		Document document = Parser
			.parse(ParserEnvironment.newParserEnvironment().document(query).parserOptions(options).build());
		return QueryMeasure.of(document, new PageSizes(document, variables, version));
	}

}
