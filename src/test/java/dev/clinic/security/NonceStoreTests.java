package dev.clinic.security;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import javax.sql.DataSource;

import dev.revtrail.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class NonceStoreTests {

	private static final Instant START = Instant.parse("2024-11-01T16:03:19Z");

	private JdbcClient jdbc;

	@BeforeEach
	void migrate() throws SQLException {
		TestDatabase.Access access = TestDatabase.create();
		DataSource database = new DriverManagerDataSource(access.url(), access.user(), access.password());
		Flyway.configure()
			.dataSource(database)
			.locations("classpath:dev/clinic/migrations/{vendor}".replace("{vendor}",
					TestDatabase.Kind.selected().name().toLowerCase(java.util.Locale.ROOT)))
			.load()
			.migrate();
		this.jdbc = JdbcClient.create(database);
	}

	@Test
	void takesANonceOncePerKey() {
		NonceStore store = at(Duration.ZERO);
		assertThat(store.take(1, "n")).isTrue();
		assertThat(store.take(1, "n")).isFalse();
		assertThat(store.take(2, "n")).isTrue();
		assertThat(store.take(1, "N")).isTrue();
	}

	@Test
	void remembersAcrossRestarts() {
		at(Duration.ZERO).take(1, "n");
		assertThat(at(Duration.ofSeconds(599)).take(1, "n")).isFalse();
	}

	@Test
	void forgetsAfterSixHundredSeconds() {
		at(Duration.ZERO).take(1, "n");
		assertThat(at(Duration.ofSeconds(601)).take(1, "n")).isTrue();
		assertThat(at(Duration.ofSeconds(602)).take(1, "n")).isFalse();
	}

	@Test
	void keepsNoRowsForever() {
		at(Duration.ZERO).take(1, "n");
		at(Duration.ofHours(1)).take(1, "other");
		assertThat(this.jdbc.sql("select count(*) from api_nonce").query(Integer.class).single()).isOne();
	}

	private NonceStore at(Duration later) {
		return new NonceStore(this.jdbc, Clock.fixed(START.plus(later), ZoneOffset.UTC));
	}

}
