package dev.revtrail.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.revtrail.JavaProcess;
import dev.revtrail.TestDatabase;
import dev.revtrail.retention.Purge;
import example.warehouse.Warehouse;
import example.warehouse.WarehouseApplication;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * The warehouse in a Java machine of its own, which fills itself or purges, and can be
 * killed. Its first argument is {@code fill} or {@code purge}.
 */
public final class PurgeProcess {

	private PurgeProcess() {
	}

	/**
	 * Runs the given command, and ends.
	 * @param args what to do, and what Spring Boot takes
	 */
	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = WarehouseApplication
			.start(Map.of("spring.main.sources", Time.class.getName()), args)) {
			if (args[0].equals("purge")) {
				System.out.println(context.getBean(Purge.class).run());
				return;
			}
			Warehouse warehouse = context.getBean(Warehouse.class);
			int parcels = context.getEnvironment().getRequiredProperty("purge.parcels", Integer.class);
			for (int i = 0; i < parcels; i++) {
				String label = "p" + i;
				long parcel = warehouse.create(label);
				warehouse.update(label + "-updated", parcel, label);
				if (i % 2 == 0) {
					warehouse.delete(parcel, label);
				}
			}
		}
	}

	/**
	 * Starts the process.
	 * @param work what to do
	 * @param database where
	 * @param archives where to archive
	 * @param output where to leave what it prints
	 * @param parcels with how many parcels to fill the warehouse
	 * @return the process
	 * @throws IOException when it does not start
	 */
	static Process start(String work, TestDatabase.Access database, Path archives, Path output, int parcels)
			throws IOException {
		return new ProcessBuilder(command(PurgeProcess.class, work, database, archives, parcels))
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
	}

	/**
	 * Returns the command line of a process with the warehouse.
	 * @param main its main class
	 * @param work what to do: with {@code fill} it is 2,000 days ago, else today
	 * @param database where
	 * @param archives where to archive
	 * @param parcels with how many parcels to fill the warehouse
	 * @return the words of the command line
	 */
	static List<String> command(Class<?> main, String work, TestDatabase.Access database, Path archives, int parcels) {
		List<String> command = JavaProcess.command(main, List.of());
		command.addAll(arguments(work, database, archives, parcels));
		return command;
	}

	/** Does in this process what needs not be killed. */
	static void complete(String work, TestDatabase.Access database, Path archives, int parcels) {
		main(arguments(work, database, archives, parcels).toArray(String[]::new));
	}

	private static List<String> arguments(String work, TestDatabase.Access database, Path archives, int parcels) {
		List<String> arguments = new ArrayList<>(
				List.of(work, "--revtrail.retention.period=1y", "--revtrail.retention.batch-size=10",
						"--revtrail.retention.lease=1s", "--revtrail.retention.archive-directory=" + archives,
						"--purge.parcels=" + parcels, "--purge.days-ago=" + (work.equals("fill") ? "2000" : "0")));
		database.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return arguments;
	}

	/**
	 * A clock that is some days slow.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Time {

		@Bean
		Clock clock(@Value("${purge.days-ago}") int days) {
			return Clock.offset(Clock.systemUTC(), Duration.ofDays(-days));
		}

	}

}
