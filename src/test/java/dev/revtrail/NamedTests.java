package dev.revtrail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tests that documents name as {@code Class.method}. Those of foreign applications are on
 * no class path, so the sources are asked.
 */
final class NamedTests {

	private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

	private NamedTests() {
	}

	/** The tests that a text names: the class first, then the method. */
	static List<MatchResult> in(String text) {
		return TEST.matcher(text).results().toList();
	}

	/** Whether there is such a test. */
	static boolean isThere(String type, String method) throws IOException {
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
