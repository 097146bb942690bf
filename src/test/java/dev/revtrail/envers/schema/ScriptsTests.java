package dev.revtrail.envers.schema;

import java.io.IOException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the scripts of the databases have in common.
 */
@Tag("unit")
class ScriptsTests {

	static IntStream versions() {
		return IntStream.rangeClosed(1, LibrarySchema.VERSION);
	}

	@ParameterizedTest
	@MethodSource("versions")
	void thoseOfMariaDbAreMySqlsButForTheCollation(int version) throws IOException {
		assertThat(script("mariadb", version))
			.isEqualTo(script("mysql", version).replace("utf8mb4_0900_bin", "utf8mb4_nopad_bin"));
	}

	private static String script(String platform, int version) throws IOException {
		return new SchemaPlatform(platform).script(version).getContentAsString(UTF_8);
	}

}
