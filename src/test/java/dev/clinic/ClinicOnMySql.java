package dev.clinic;

import java.util.Arrays;
import java.util.stream.Stream;

import org.testcontainers.mysql.MySQLContainer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

/**
 * The clinic on a MySQL in a container, for development: {@code make run-mysql}.
 */
public final class ClinicOnMySql {

	private ClinicOnMySql() {
	}

	/**
	 * Starts the container and the clinic, both of which end together. Such a database
	 * has no real data, so it gets the demo data.
	 * @param args what Spring Boot takes
	 */
	public static void main(String[] args) {
		String[] all = Stream.concat(Stream.of("--clinic.demo.enabled=true"), Arrays.stream(args))
			.toArray(String[]::new);
		SpringApplication.from(ClinicApplication::main).with(Containers.class).run(all);
	}

	/**
	 * What the clinic needs around it.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Containers {

		@Bean
		@ServiceConnection
		MySQLContainer mysql() {
			return new MySQLContainer("mysql:9.7").withDatabaseName("clinic")
				.withCommand("--skip-log-bin", "--innodb-flush-log-at-trx-commit=2");
		}

	}

}
