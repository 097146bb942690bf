package dev.revtrail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every pitfall that {@code docs/pitfalls.md} lists has tests, which are there. Those of
 * foreign applications are on no class path, so the sources are asked.
 */
@Tag("unit")
class PitfallsTests {

	private static final int PITFALLS = 27;

	@Test
	void eachOfThemHasTestsThatAreThere() throws IOException {
		List<String> rows = Files.readAllLines(Path.of("docs/pitfalls.md"))
			.stream()
			.filter((line) -> line.matches("\\| \\d+ \\|.*"))
			.toList();
		assertThat(rows).map((row) -> Integer.valueOf(row.split("\\|")[1].strip()))
			.containsExactlyElementsOf(IntStream.rangeClosed(1, PITFALLS).boxed().toList());
		assertThat(rows).allSatisfy((row) -> assertThat(tests(row)).isNotEmpty()
			.allSatisfy(
					(test) -> assertThat(NamedTests.isThere(test.group(1), test.group(2))).as(test.group()).isTrue()));
	}

	@Test
	void aTestThatIsGoneOrIsNoneIsFound() throws IOException {
		assertThat(NamedTests.isThere("PitfallsTests", "aTestThatIsGoneOrIsNoneIsFound")).isTrue();
		assertThat(NamedTests.isThere("PitfallsTests", "gone")).isFalse();
		assertThat(NamedTests.isThere("PitfallsTests", "tests")).isFalse();
		assertThat(NamedTests.isThere("GoneTests", "gone")).isFalse();
	}

	private static List<MatchResult> tests(String row) {
		return NamedTests.in(row.substring(row.lastIndexOf("| `")));
	}

}
