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
import java.util.concurrent.TimeUnit;

import dev.revtrail.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the application in the middle of a baseline; each start goes on with it, and the
 * one that is left alone ends right. {@code make soak} kills it more often, from another
 * seed.
 */
@Tag("crash")
class BaselineCrashTests {

	private static final int KILLS = Integer.getInteger("crash.kills", 1);

	private static final int PARCELS = 200 + 100 * KILLS;

	private static final long SEED = Long.getLong("crash.seed", 1);

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	@TempDir
	Path folder = Path.of("");

	@Test
	void aBaselineThatIsKilledResumesAndEndsRight() throws Exception {
		Random random = new Random(SEED);
		TestDatabase.Access database = Store.outliving(this.folder);
		complete("fill", database);
		for (int kill = 1; kill <= KILLS; kill++) {
			takeUntilKilled(database, random);
			assertThat(numbers(database, "select count(*) from parcel_aud").get(0))
				.as("audit rows after kill %d of %d from seed %d", kill, KILLS, SEED)
				.isBetween(1L, PARCELS - 1L);
		}
		complete("take", database);

		assertThat(numbers(database, "select id from parcel_aud where revtype = 0 order by id")).hasSize(PARCELS)
			.isEqualTo(numbers(database, "select id from parcel order by id"));
		assertThat(numbers(database,
				"select count(*) from parcel p join parcel_aud a on a.id = p.id " + "and a.operation = p.operation"))
			.containsExactly((long) PARCELS);
		assertThat(numbers(database, "select written from revtrail_baseline_run where record_type = 'PARCEL'"))
			.containsExactly((long) PARCELS);
		assertThat(numbers(database, "select count(*) from revtrail_entry where action = 'BASELINE'"))
			.containsExactly(2L);
	}

	private void complete(String what, TestDatabase.Access database) throws Exception {
		Path output = this.folder.resolve(what + ".log");
		Process process = BaselineProcess.start(what, database, output, PARCELS);
		try {
			assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(Files.readString(output)).isTrue();
			assertThat(process.exitValue()).as(Files.readString(output)).isZero();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private void takeUntilKilled(TestDatabase.Access database, Random random) throws Exception {
		long batches = 1 + random.nextInt(8);
		Path output = this.folder.resolve("killed.log");
		Process process = BaselineProcess.start("take", database, output, PARCELS);
		try {
			Awaitility.await()
				.atMost(PATIENCE)
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(2))
				.until(() -> !process.isAlive() || batches(output) >= batches);
			assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
		}
		finally {
			process.destroyForcibly();
			process.onExit().join();
		}
	}

	private static long batches(Path output) {
		try {
			return Files.readAllLines(output).stream().filter((line) -> line.startsWith("written ")).count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Long> numbers(TestDatabase.Access database, String query) throws SQLException {
		List<Long> numbers = new ArrayList<>();
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
