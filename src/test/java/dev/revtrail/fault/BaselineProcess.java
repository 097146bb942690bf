package dev.revtrail.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import dev.revtrail.JavaProcess;
import dev.revtrail.TestDatabase;
import dev.revtrail.baseline.Baseline;
import dev.revtrail.baseline.BaselineStatus;
import example.warehouse.WarehouseApplication;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Makes parcels that are older than the library, or takes their baseline, in a Java
 * machine of its own. Prints a line whenever there are more audit rows.
 */
final class BaselineProcess {

	private BaselineProcess() {
	}

	/**
	 * Does one of the two.
	 * @param args what to do, the database, and how many parcels there are
	 * @throws Exception when it fails
	 */
	public static void main(String[] args) throws Exception {
		boolean fill = args[0].equals("fill");
		Map<String, Object> properties = new HashMap<>(new TestDatabase.Access(args[1], args[2], args[3]).properties());
		properties.put("revtrail.baseline.record-types", fill ? "" : "all");
		properties.put("revtrail.baseline.batch-size", "10");
		properties.put("revtrail.baseline.lease", "1s");
		// What H2 stores when it is killed is no snapshot of what several connections
		// write
		properties.put("spring.datasource.hikari.maximum-pool-size", args[1].startsWith("jdbc:h2:") ? 1 : 5);
		try (ConfigurableApplicationContext context = WarehouseApplication.start(properties)) {
			if (fill) {
				fill(context.getBean(DataSource.class), Integer.parseInt(args[4]));
			}
			else {
				watch(context.getBean(Baseline.class));
			}
		}
	}

	private static void fill(DataSource dataSource, int parcels) throws SQLException {
		try (Connection connection = dataSource.getConnection();
				PreparedStatement statement = connection
					.prepareStatement("insert into parcel (operation) values (?)")) {
			for (int i = 0; i < parcels; i++) {
				statement.setString(1, "old-" + i);
				statement.executeUpdate();
			}
		}
	}

	private static void watch(Baseline baseline) throws InterruptedException {
		long written = 0;
		while (baseline.status().size() < 2
				|| !baseline.status().stream().allMatch((status) -> status.state() == BaselineStatus.State.DONE)) {
			if (baseline.written() > written) {
				written = baseline.written();
				System.out.println("written " + written);
			}
			TimeUnit.MILLISECONDS.sleep(2);
		}
	}

	/**
	 * Starts one.
	 * @param what what it does
	 * @param database where
	 * @param output where its output goes
	 * @param parcels how many parcels there are
	 * @return the process
	 * @throws IOException when it does not start
	 */
	static Process start(String what, TestDatabase.Access database, Path output, int parcels) throws IOException {
		List<String> command = JavaProcess.command(BaselineProcess.class, List.of("-Xmx256m"));
		command.addAll(List.of(what, database.url(), database.user(), database.password(), String.valueOf(parcels)));
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
	}

}
