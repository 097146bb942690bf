package dev.revtrail.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.Action;
import dev.revtrail.TestDatabase;
import dev.revtrail.retention.DirectoryArchiveStore;
import dev.revtrail.retention.ArchivedEntry;
import dev.revtrail.retention.PurgeArchive;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the application in the middle of a purge; the purge that is left alone ends
 * right. {@code make soak} kills it more often, from another seed.
 */
@Tag("crash")
class PurgeCrashTests {

	private static final int KILLS = Integer.getInteger("crash.kills", 1);

	/** Enough for each kill to come before the end. */
	private static final int PARCELS = 50 + 20 * KILLS;

	private static final long SEED = Long.getLong("crash.seed", 1);

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	@TempDir
	Path folder = Path.of("");

	@Test
	void aPurgeThatIsKilledResumesAndEndsRight() throws Exception {
		Random random = new Random(SEED);
		Path archives = Files.createDirectory(this.folder.resolve("archives"));
		TestDatabase.Access database = Store.outliving(this.folder);
		PurgeProcess.complete("fill", database, archives, PARCELS);
		Set<Long> entries = numbers(database, "select id from revtrail_entry");
		for (int kill = 1; kill <= KILLS; kill++) {
			purgeUntilKilled(database, archives, random);
			Set<Long> left = numbers(database, "select id from revtrail_entry where record_type <> 'PURGE'");
			assertThat(left).as("entries after kill %d of %d from seed %d", kill, KILLS, SEED).isNotEmpty();
			assertThat(entries).containsAll(left);
		}
		PurgeProcess.complete("purge", database, archives, PARCELS);

		List<ArchivedEntry> archived = archived(archives);
		assertThat(archived).extracting((entry) -> entry.entry().id())
			.doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(entries);
		assertThat(archived)
			.allSatisfy((entry) -> assertThat(entry.entry().changes().of("operation")).as(entry.toString())
				.get()
				.matches((change) -> change.toString().contains("fromKnown=true"))
				.matches((change) -> entry.entry().action().equals(Action.UPDATE) == change.toString()
					.matches(".*from=p.*to=p.*")));
		assertThat(numbers(database, "select id from revtrail_entry where record_type <> 'PURGE'")).isEmpty();
		assertThat(numbers(database, "select id from parcel_aud"))
			.isEqualTo(numbers(database, "select id from parcel"));
		assertThat(numbers(database,
				"select id from revtrail_revision r where not exists "
						+ "(select 1 from revtrail_entry e where e.revision = r.id) and not exists "
						+ "(select 1 from parcel_aud a where a.rev = r.id) and not exists "
						+ "(select 1 from label_aud a where a.rev = r.id)"))
			.isEmpty();
		assertThat(numbers(database, "select id from revtrail_purge")).hasSize(1);
	}

	/** Lets some segments come to be, and then kills. */
	private void purgeUntilKilled(TestDatabase.Access database, Path archives, Random random) throws Exception {
		long segments = segments(archives) + 1 + random.nextInt(8);
		Path output = this.folder.resolve("killed.log");
		Process process = PurgeProcess.start("purge", database, archives, output, PARCELS);
		try {
			Awaitility.await()
				.atMost(PATIENCE)
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(2))
				.until(() -> !process.isAlive() || segments(archives) >= segments);
			assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
		}
		finally {
			process.destroyForcibly();
			process.onExit().join();
		}
	}

	private static long segments(Path archives) {
		try (Stream<Path> files = Files.walk(archives)) {
			return files.filter((file) -> file.toString().endsWith(".ndjson.gz")).count();
		}
		catch (IOException | UncheckedIOException ex) {
			// A file that was there a moment ago has got its name by now
			return 0;
		}
	}

	private static List<ArchivedEntry> archived(Path archives) throws IOException {
		List<String> names;
		try (Stream<Path> folders = Files.list(archives)) {
			names = folders.map((folder) -> folder.getFileName().toString()).collect(Collectors.toList());
		}
		assertThat(names).hasSize(1);
		List<ArchivedEntry> entries = new ArrayList<>();
		PurgeArchive.in(new DirectoryArchiveStore(archives), names.get(0)).read(entries::add);
		return entries;
	}

	private static Set<Long> numbers(TestDatabase.Access database, String query) throws SQLException {
		Set<Long> numbers = new TreeSet<>();
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(query)) {
			while (rows.next()) {
				numbers.add(rows.getLong(1));
			}
		}
		return numbers;
	}

}
