package dev.clinic;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

/**
 * The clinic on a database in a container, for development: {@code make run-mysql},
 * {@code make run-mariadb}, {@code make run-postgresql}.
 */
public final class ClinicOnContainer {

	/** Where nothing has to survive, so that no commit waits for a disk. */
	private static final Map<String, Supplier<JdbcDatabaseContainer<?>>> DATABASES = Map.of("mysql",
			() -> new MySQLContainer("mysql:9.7").withCommand("--skip-log-bin", "--innodb-flush-log-at-trx-commit=2"),
			"mariadb", () -> new MariaDBContainer("mariadb:11.8").withCommand("--innodb-flush-log-at-trx-commit=2"),
			"postgresql",
			() -> new PostgreSQLContainer("postgres:18").withCommand("postgres", "-c", "synchronous_commit=off"));

	private ClinicOnContainer() {
	}

	/**
	 * Starts the container and the clinic, both of which end together. Such a database
	 * has no real data, so it gets the demo data, unless {@code CLINIC_DEMO_ENABLED} is
	 * {@code false}.
	 * @param args the database, then what Spring Boot takes
	 */
	public static void main(String[] args) {
		if (args.length == 0 || !DATABASES.containsKey(args[0])) {
			throw new IllegalArgumentException("The first argument must be one of " + DATABASES.keySet() + ".");
		}
		Stream<String> ours = Stream.of("--clinic.container=" + args[0],
				"--clinic.demo.enabled=" + System.getenv().getOrDefault("CLINIC_DEMO_ENABLED", "true"));
		SpringApplication.from(ClinicApplication::main)
			.with(Containers.class)
			.run(Stream.concat(ours, Arrays.stream(args).skip(1)).toArray(String[]::new));
	}

	/**
	 * What the clinic needs around it.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Containers {

		@Bean
		@ServiceConnection
		JdbcDatabaseContainer<?> database(@Value("${clinic.container}") String name) {
			return DATABASES.get(name).get().withDatabaseName("clinic");
		}

	}

}
