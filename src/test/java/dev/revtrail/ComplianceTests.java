package dev.revtrail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every requirement that {@code docs/compliance.md} lists has tests, which are there, or
 * says what is left to the host.
 */
@Tag("unit")
class ComplianceTests {

	private static final int COLUMNS = 4;

	@Test
	void eachRequirementHasATestOrIsLeftToTheHost() throws IOException {
		List<String[]> rows = Files.readAllLines(Path.of("docs/compliance.md"))
			.stream()
			.filter((line) -> line.startsWith("| ") && !line.contains("| left to the host |")
					&& !line.startsWith("|---"))
			.map((line) -> line.substring(1, line.length() - 1).split("\\|", -1))
			.toList();
		assertThat(rows).hasSizeGreaterThan(40).allSatisfy((row) -> {
			assertThat(row).as(row[0]).hasSize(COLUMNS);
			if (row[2].isBlank()) {
				assertThat(row[3]).as(row[0]).isNotBlank();
			}
			else {
				assertThat(NamedTests.in(row[2])).as(row[0])
					.isNotEmpty()
					.allSatisfy((test) -> assertThat(NamedTests.isThere(test.group(1), test.group(2))).as(test.group())
						.isTrue());
			}
		});
	}

}
