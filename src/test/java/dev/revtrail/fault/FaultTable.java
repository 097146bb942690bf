package dev.revtrail.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.TestDatabase;
import dev.revtrail.envers.log.Discrepancy;
import dev.revtrail.envers.log.Discrepancy.Kind;

/**
 * The table of what became of an application under faults, as Markdown: a file for each
 * database, with a row for each fault, to which tests of several processes may add.
 */
final class FaultTable {

	private static final List<String> HEAD = List.of(
			"| fault | database | what the host saw | acknowledged | lost / invented / doubled | first write after | queue empty after |",
			"|---|---|---|---|---|---|---|");

	private static final Path FILE = Path.of("target", "faults-" + database().toLowerCase(Locale.ROOT) + ".md");

	private FaultTable() {
	}

	/**
	 * Adds the row of a fault, in place of an earlier one.
	 * @param fault the fault
	 * @param seen what the host saw
	 * @param acknowledged how many operations were acknowledged
	 * @param found the discrepancies afterwards
	 * @param recovery how long it took until something was written, and until the queue
	 * was empty
	 * @throws IOException when the table cannot be written
	 */
	static void add(String fault, String seen, int acknowledged, List<Discrepancy> found, String... recovery)
			throws IOException {
		String counts = Stream.of(Kind.LOST, Kind.INVENTED, Kind.DOUBLED)
			.map((kind) -> Long.toString(found.stream().filter((one) -> one.kind() == kind).count()))
			.collect(Collectors.joining(" / "));
		write(fault, "%s | %d | %s | %s".formatted(seen, acknowledged, counts, String.join(" | ", recovery)));
	}

	/**
	 * Adds the row of a fault that this database does not have.
	 * @param fault the fault
	 * @param why why it does not have it
	 * @throws IOException when the table cannot be written
	 */
	static void addMissing(String fault, String why) throws IOException {
		write(fault, why + " | – | – | – | –");
	}

	/** Prints all rows so far. */
	static void print() throws IOException {
		System.out.println(Files.readString(FILE));
	}

	private static String database() {
		return switch (TestDatabase.Kind.selected()) {
			case H2 -> "H2";
			case MYSQL -> "MySQL";
			case MARIADB -> "MariaDB";
			case POSTGRESQL -> "PostgreSQL";
		};
	}

	private static void write(String fault, String cells) throws IOException {
		String start = "| %s | %s |".formatted(fault, database());
		try (RandomAccessFile file = new RandomAccessFile(FILE.toFile(), "rw");
				FileLock lock = file.getChannel().lock()) {
			byte[] before = new byte[Math.toIntExact(file.length())];
			file.readFully(before);
			List<String> lines = new ArrayList<>(new String(before, StandardCharsets.UTF_8).lines().toList());
			if (lines.isEmpty()) {
				lines.addAll(HEAD);
			}
			lines.removeIf((line) -> line.startsWith(start));
			lines.add(start + " " + cells + " |");
			file.setLength(0);
			file.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
		}
	}

}
