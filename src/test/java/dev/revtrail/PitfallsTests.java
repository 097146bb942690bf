package dev.revtrail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

	private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

	@Test
	void eachOfThemHasTestsThatAreThere() throws IOException {
		List<String> rows = Files.readAllLines(Path.of("docs/pitfalls.md"))
			.stream()
			.filter((line) -> line.matches("\\| \\d+ \\|.*"))
			.toList();
		assertThat(rows).map((row) -> Integer.valueOf(row.split("\\|")[1].strip()))
			.containsExactlyElementsOf(IntStream.rangeClosed(1, PITFALLS).boxed().toList());
		assertThat(rows).allSatisfy((row) -> assertThat(tests(row)).isNotEmpty()
			.allSatisfy((test) -> assertThat(isThere(test.group(1), test.group(2))).as(test.group()).isTrue()));
	}

	@Test
	void aTestThatIsGoneOrIsNoneIsFound() throws IOException {
		assertThat(isThere("PitfallsTests", "aTestThatIsGoneOrIsNoneIsFound")).isTrue();
		assertThat(isThere("PitfallsTests", "gone")).isFalse();
		assertThat(isThere("PitfallsTests", "isThere")).isFalse();
		assertThat(isThere("GoneTests", "gone")).isFalse();
	}

	private static List<MatchResult> tests(String row) {
		return TEST.matcher(row.substring(row.lastIndexOf("| `"))).results().toList();
	}

	private static boolean isThere(String type, String method) throws IOException {
		Pattern test = Pattern.compile("@(Parameterized)?Test\\b((?!\\bvoid\\b).)*\\bvoid " + method + "\\(",
				Pattern.DOTALL);
		for (Path folder : List.of(Path.of("src/test/java"), Path.of("src/it"))) {
			try (Stream<Path> files = Files.walk(folder)) {
				for (Path file : files.filter((path) -> path.endsWith(type + ".java")).toList()) {
					if (test.matcher(Files.readString(file)).find()) {
						return true;
					}
				}
			}
		}
		return false;
	}

}
