package dev.revtrail.graphql;

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
		QueryMeasure.Size size = measure("{...F0}" + chain() + "fragment F" + MANY + " on Query{a}");

		assertThat(size.nesting()).isEqualTo(MANY + 2);
		assertThat(size.depth()).isEqualTo(1);
		assertThat(size.fields()).isEqualTo(1);
	}

	@Test
	void aCircleOfFragmentsHasAnEnd() {
		QueryMeasure.Size size = measure("{...F0}" + chain() + "fragment F" + MANY + " on Query{...F0 a}");

		assertThat(size.nesting()).isGreaterThan(MANY);
		assertThat(size.fields()).isEqualTo(1);
	}

	@Test
	void aFragmentCountsWhereverItIsSpread() {
		QueryMeasure.Size size = measure("""
				{ ...A  c: d { ...B } ...Unknown }
				fragment A on Query { ...B ...B }
				fragment B on Query { a: x { y } }
				""");

		assertThat(size.fields()).isEqualTo(7);
		assertThat(size.aliases()).isEqualTo(4);
		assertThat(size.depth()).isEqualTo(3);
		assertThat(size.nesting()).isEqualTo(4);
	}

	private static String chain() {
		return IntStream.range(0, MANY)
			.mapToObj((i) -> "fragment F" + i + " on Query{...F" + (i + 1) + "}")
			.collect(Collectors.joining());
	}

	private static QueryMeasure.Size measure(String query) {
		ParserOptions options = ParserOptions.newParserOptions()
			.maxCharacters(Integer.MAX_VALUE)
			.maxTokens(Integer.MAX_VALUE)
			.build();
		Document document = Parser
			.parse(ParserEnvironment.newParserEnvironment().document(query).parserOptions(options).build());
		return QueryMeasure.of(document);
	}

}
