package dev.revtrail.web.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Changes;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class CsvFormatTests {

	private static final ChangeEntry ENTRY = new ChangeEntry(1,
			new Revision(1, Instant.EPOCH, Actor.SYSTEM, "test", null, null, null, null), Action.CREATE,
			new RecordRef("THING", "1"), null, null, Changes.NONE);

	static Stream<Arguments> values() {
		return Stream.of(Arguments.of("a", "a"), Arguments.of("a,b", "\"a,b\""),
				Arguments.of("say \"so\"", "\"say \"\"so\"\"\""), Arguments.of("=1+2", "'=1+2"),
				Arguments.of("+1", "'+1"), Arguments.of("-1", "'-1"), Arguments.of("@x", "'@x"),
				Arguments.of("\tx", "'\tx"), Arguments.of("\rx", "\"'\rx\""), Arguments.of("\nx", "\"'\nx\""),
				Arguments.of("\uff1d1", "'\uff1d1"), Arguments.of("\uff0b1", "'\uff0b1"),
				Arguments.of("\uff0d1", "'\uff0d1"), Arguments.of("\uff20x", "'\uff20x"), Arguments.of("  =1", "'  =1"),
				Arguments.of("\u00a0\u3000-1", "'\u00a0\u3000-1"), Arguments.of("\ufeff\u0000@x", "'\ufeff\u0000@x"),
				Arguments.of("\n=1", "\"'\n'=1\""), Arguments.of("\"=1", "\"'\"\"=1\""), Arguments.of("a;=1", "a;'=1"),
				Arguments.of("a; \"-1", "\"a;' \"\"-1\""), Arguments.of(";x", "';x"),
				Arguments.of("a;;+1;b", "a;;'+1;b"), Arguments.of("a\t@x", "a\t'@x"),
				Arguments.of("a\r\n=1", "\"a\r\n'=1\""), Arguments.of("a,=1", "\"a,=1\""),
				Arguments.of("[1,-5]", "\"[1,-5]\""), Arguments.of("'=1", "'=1"), Arguments.of("a; b - c", "a; b - c"),
				Arguments.of(" a", " a"), Arguments.of(" ", " "), Arguments.of("a=b", "a=b"),
				Arguments.of("a\nb", "\"a\nb\""), Arguments.of(null, ""), Arguments.of("", ""), Arguments.of("é", "é"));
	}

	@ParameterizedTest
	@MethodSource("values")
	void aValueIsQuotedWhereItMustBeAndNeverAFormula(String value, String written) {
		CsvFormat format = new CsvFormat(List.of("one", "two"), (entry) -> Arrays.asList(value, "x"));

		assertThat(new String(format.row(ENTRY), StandardCharsets.UTF_8)).isEqualTo(written + ",x\r\n");
	}

}
