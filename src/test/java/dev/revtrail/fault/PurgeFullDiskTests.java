package dev.revtrail.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.revtrail.TestDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Purges on a disk that is full: a small file system in memory, which only the process
 * that purges sees. Linux lets every user mount one in name spaces of its own; where it
 * does not, the test fails in CI and is skipped elsewhere.
 */
class PurgeFullDiskTests {

	private static final int PARCELS = 20;

	private static final List<String> OWN_MOUNTS = List.of("unshare", "--map-root-user", "--mount");

	@TempDir
	Path folder = Path.of("");

	@Test
	void aPurgeFailsWithTheReasonAndGoesOnOnceThereIsSpace() throws Exception {
		Assumptions.assumeTrue(canMount() || "true".equals(System.getenv("CI")), "Nothing can be mounted here.");
		Path archives = Files.createDirectory(this.folder.resolve("archives"));
		TestDatabase.Access database = Store.outliving(this.folder);
		PurgeProcess.complete("fill", database, archives, PARCELS);
		assertThat(entries(database)).isGreaterThan(40);

		complete(onSmallDisk(archives,
				PurgeProcess.command(PurgeFullDiskProcess.class, "purge", database, archives, PARCELS)));

		assertThat(entries(database)).isZero();
	}

	private static List<String> onSmallDisk(Path folder, List<String> command) {
		List<String> mounted = new ArrayList<>(OWN_MOUNTS);
		mounted.addAll(List.of("sh", "-c", "mount -t tmpfs -o size=1m tmpfs \"$0\" && exec \"$@\"", folder.toString()));
		mounted.addAll(command);
		return mounted;
	}

	private static boolean canMount() throws InterruptedException {
		List<String> command = new ArrayList<>(OWN_MOUNTS);
		command.add("true");
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void complete(List<String> command) throws Exception {
		Path output = this.folder.resolve("output.log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		assertThat(process.waitFor()).as(Files.readString(output)).isZero();
	}

	private static long entries(TestDatabase.Access database) throws SQLException {
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement
					.executeQuery("select count(*) from revtrail_entry where record_type <> 'PURGE'")) {
			rows.next();
			return rows.getLong(1);
		}
	}

}
