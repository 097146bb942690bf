package dev.revtrail.envers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.revtrail.JavaProcess;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.archive.LargeDocumentProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A text of millions of characters, changed in more revisions than fit into memory, is
 * listed in a page of 50 by a process with a small heap. How long the text is, how many
 * revisions there are, and how many megabytes the heap has, say the system properties
 * {@code large.length}, {@code large.revisions} and {@code large.heap}.
 */
class LargeValuesTests {

	private static final int REVISIONS = Integer.getInteger("large.revisions", 52);

	private static final int HEAP = Integer.getInteger("large.heap", 128);

	/** The limit after which the process hangs; the failure shows where. */
	private static final int MINUTES = 10;

	@TempDir
	Path folder;

	@Test
	void aPageOfFiftyLargeTextsFitsIntoASmallHeap() throws Exception {
		List<String> command = new ArrayList<>(List.of(JavaProcess.tool("java"), "-Xmx" + HEAP + "m",
				"-XX:+UseSerialGC", "-Drevisions=" + REVISIONS, "-Dlarge.length=" + LargeDocumentProcess.LENGTH, "-cp",
				System.getProperty("java.class.path"), LargeDocumentProcess.class.getName(),
				"--spring.config.name=library", "--spring.jpa.hibernate.ddl-auto=create",
				"--spring.flyway.enabled=false", "--revtrail.schema.initialize=always", "--logging.level.root=warn",
				"--spring.main.banner-mode=off"));
		database().properties().forEach((name, value) -> command.add("--" + name + "=" + value));

		List<String> printed = output(command);

		assertThat(printed.stream().filter((line) -> line.startsWith("entry "))).containsExactlyElementsOf(
				IntStream.range(0, 50).map((i) -> REVISIONS - 1 - i).mapToObj(LargeValuesTests::line).toList());
	}

	/** What a process prints that ends by itself, and ends well. */
	private List<String> output(List<String> command) throws IOException, InterruptedException {
		Path output = this.folder.resolve("output");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
		if (!ended) {
			new ProcessBuilder(JavaProcess.tool("jcmd"), String.valueOf(process.pid()), "Thread.print")
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
				.start()
				.waitFor(1, TimeUnit.MINUTES);
			process.destroyForcibly().waitFor();
		}
		assertThat(ended && process.exitValue() == 0).as(() -> read(output)).isTrue();
		return Files.readAllLines(output);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String line(int number) {
		String text = LargeDocumentProcess.text(number);
		return "entry " + (number - 1) + " " + number + " " + text.length() + " " + sha256(text);
	}

	private static String sha256(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (java.security.NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** H2 keeps it in a file, as its memory is the process' own. */
	private TestDatabase.Access database() {
		return switch (TestDatabase.Kind.selected()) {
			case H2 -> new TestDatabase.Access("jdbc:h2:file:" + this.folder.resolve("documents"), "sa", "");
			case MYSQL, MARIADB, POSTGRESQL -> TestDatabase.create();
		};
	}

}
