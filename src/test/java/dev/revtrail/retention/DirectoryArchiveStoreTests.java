package dev.revtrail.retention;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class DirectoryArchiveStoreTests {

	@TempDir
	private Path parent;

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void archivesArePrivate() throws IOException {
		Files.setPosixFilePermissions(this.parent, PosixFilePermissions.fromString("rwxr-xr-x"));
		ArchiveStore store = new DirectoryArchiveStore(this.parent.resolve("archives"));

		store.write("one", "segment.json", "{}".getBytes(StandardCharsets.UTF_8));
		store.write("one", "segment.json", "[]".getBytes(StandardCharsets.UTF_8));

		assertThat(store.read("one", "segment.json")).hasContent("[]");
		for (Path directory : List.of(this.parent.resolve("archives"), this.parent.resolve("archives/one"))) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))).isEqualTo("rwx------");
		}
		try (Stream<Path> files = Files.list(this.parent.resolve("archives/one"))) {
			assertThat(files).singleElement()
				.satisfies((file) -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
					.isEqualTo("rw-------"));
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.parent))).isEqualTo("rwxr-xr-x");
	}

}
