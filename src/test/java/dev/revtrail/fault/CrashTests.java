package dev.revtrail.fault;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.revtrail.TestDatabase;
import dev.revtrail.envers.log.Discrepancy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the application, and every other time the database under it, while eight clients
 * write; afterwards all that was acknowledged is there, and nothing is half there.
 * {@code make soak SEED=7 KILLS=20} does it more often, from another seed.
 */
@Tag("crash")
class CrashTests {

	private static final int KILLS = Integer.getInteger("crash.kills", 2);

	private static final long SEED = Long.getLong("crash.seed", 1);

	@TempDir
	Path folder = Path.of("");

	@Test
	void nothingThatWasAcknowledgedIsLostAndNothingIsHalfThere() throws Exception {
		Random random = new Random(SEED);
		Set<String> inDoubt = new HashSet<>();
		try (Store store = Store.open(this.folder); Journal journal = new Journal(this.folder.resolve("journal"))) {
			for (int kill = 1; kill <= KILLS; kill++) {
				inDoubt.addAll(writeUntilKilled(store, journal, "k" + kill, random, kill % 2 == 0));
				verify(store, journal, inDoubt, "after kill %d of %d from seed %d".formatted(kill, KILLS, SEED));
			}
			try (WarehouseProcess last = WarehouseProcess.start(store.access(), store.connections())) {
				Writers writers = new Writers(journal, Operations.at(last.port()), (failure) -> false);
				writers.start("last", random.nextLong());
				assertThat(writers.stop()).as("operations that failed after the last restart").isEmpty();
			}
			List<Discrepancy> found = verify(store, journal, inDoubt, "after the last restart");
			FaultTable.add("kill -9 of the application × %d, every other time with the database".formatted(KILLS),
					"requests without an answer × " + inDoubt.size(), journal.read().size(), found, "–", "–");
		}
	}

	private static Set<String> writeUntilKilled(Store store, Journal journal, String round, Random random,
			boolean killStore) throws Exception {
		WarehouseProcess warehouse = WarehouseProcess.start(store.access(), store.connections());
		try (warehouse) {
			Writers writers = new Writers(journal, Operations.at(warehouse.port()), (failure) -> false);
			writers.start(round, random.nextLong());
			writers.write(random.nextLong(200, 3000));
			if (killStore) {
				store.kill();
			}
			warehouse.close();
			if (killStore) {
				store.restart();
			}
			return writers.stop();
		}
	}

	private static List<Discrepancy> verify(Store store, Journal journal, Set<String> inDoubt, String when)
			throws Exception {
		try (Connection connection = connect(store.access())) {
			Remains remains = Remains.read(connection);
			List<Discrepancy> found = remains.discrepancies(journal.read(), inDoubt);
			assertThat(found).as(when).isEmpty();
			System.out.printf("%s: %d operations acknowledged, %d in doubt, %d changes, no fault%n", when,
					journal.read().size(), inDoubt.size(), remains.changes());
			return found;
		}
	}

	/** A database that was killed recovers before it answers. */
	private static Connection connect(TestDatabase.Access database) {
		return Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.ignoreExceptionsInstanceOf(SQLException.class)
			.until(database::connect, (connection) -> true);
	}

}
