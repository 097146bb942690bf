package dev.revtrail.fault;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.revtrail.Action;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.log.Discrepancy;
import dev.revtrail.envers.MissingAuditTablesException;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import example.warehouse.WarehouseApplication;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Disturbs the database while an application writes, reads and records events: it sees
 * the failures of the database and no others, nothing that was acknowledged is lost,
 * nothing is invented or doubled, and work goes on afterwards. {@code make faults} does
 * it for longer.
 */
@Tag("not-mariadb") // Its writers repeat nothing where a row has changed since their
					// first read
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultTests {

	private static final int CUT_EVERY_MILLIS = 200;

	private static final String PACKETS = "statements of at most 1 MB, entries of 1.3 MB";

	private Path folder = Path.of("");

	private FaultyDatabase server;

	@BeforeAll
	void start(@TempDir Path folder) throws Exception {
		this.folder = folder;
		this.server = FaultyDatabase.start(folder);
	}

	@AfterAll
	void stop() throws Exception {
		if (!TestDatabase.Kind.selected().isLikeMySql()) {
			FaultTable.addMissing(PACKETS, "it has no such limit");
		}
		FaultTable.print();
		this.server.close();
	}

	@Test
	void theDatabaseIsPaused() throws Exception {
		endure("database paused for %d s".formatted(Host.FAULT.toSeconds()), (host, database) -> {
			this.server.pause();
			host.standStill();
			this.server.resume();
		});
	}

	@Test
	void connectionsAreKilled() throws Exception {
		endure("connections killed, all of them every %d ms".formatted(CUT_EVERY_MILLIS), (host, database) -> {
			long end = System.nanoTime() + Host.FAULT.toNanos();
			int ended = 0;
			while (System.nanoTime() < end) {
				ended += this.server.cut(database);
				Thread.sleep(CUT_EVERY_MILLIS);
			}
			assertThat(ended).as("connections that were killed").isPositive();
		});
	}

	@Test
	void thePoolIsExhausted() throws Exception {
		endure("all connections of the pool held", (host, database) -> {
			List<Connection> held = new ArrayList<>();
			while (held.size() < host.pool().getMaximumPoolSize()) {
				held.add(host.pool().getConnection());
			}
			host.standStill();
			for (Connection connection : held) {
				connection.close();
			}
		});
	}

	@Test
	void theDatabaseIsReadOnly() throws Exception {
		endure("database read-only", (host, database) -> {
			this.server.readOnly(database, true);
			host.awaitFailure();
			Thread.sleep(Host.FAULT.toMillis());
			this.server.readOnly(database, false);
		});
	}

	@Test
	void theDiskIsFull() throws Exception {
		boolean durable = this.server.isDurableWhenFull();
		endure("disk of the database full" + (durable ? "" : ", which loses what it acknowledged last"), durable,
				(host, database) -> {
					this.server.full(database, true);
					host.awaitFailure();
					Thread.sleep(Host.FAULT.toMillis());
					this.server.full(database, false);
				});
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void thePoolIsSmall(int connections) throws Exception {
		// Who waits in turn, on a slow machine too, must not be taken for who waits in
		// vain
		Map<String, Object> settings = Map.of("spring.datasource.hikari.maximum-pool-size", connections,
				"spring.datasource.hikari.connection-timeout", "15000");
		try (Host host = Host.start(this.server.create(), settings, journal())) {
			host.work();
			report("pool of %d for %d threads".formatted(connections, Host.THREADS), host, true, host.failures(),
					List.of());
			host.failures().requireNone("with a small pool");
		}
	}

	@Test
	void theAccountMayMakeNoTables() throws Exception {
		Map<String, Object> settings = Map.of("spring.jpa.hibernate.ddl-auto", "none", "revtrail.schema.initialize",
				"never");
		TestDatabase.Access database = this.server.create();
		TestDatabase.Access clerk = this.server.withoutDdl(database);
		assertThatException().isThrownBy(() -> Host.start(clerk, settings, journal()).close())
			.havingRootCause()
			.isInstanceOf(MissingAuditTablesException.class);

		WarehouseApplication.start(database.properties()).close();
		try (Host host = Host.start(clerk, settings, journal())) {
			host.work();
			report("account without DDL rights", host, true, host.failures(), List.of());
			host.failures().requireNone("without DDL rights");
		}
	}

	@Test
	@Tag("mysql")
	void statementsAreLimitedTo1Mb() throws Exception {
		FaultyMySql mySql = (FaultyMySql) this.server;
		mySql.maxPacket(1 << 20);
		Map<String, Object> properties = new HashMap<>(mySql.create().properties());
		properties.putAll(Map.of("spring.config.name", "hospital", "spring.flyway.enabled", "false",
				"spring.jpa.hibernate.ddl-auto", "create", "revtrail.schema.initialize", "always",
				"revtrail.max-kept-length", "20000", "logging.level.root", "off"));
		try (ConfigurableApplicationContext hospital = new SpringApplicationBuilder(Hospital.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			EntityManager entityManager = hospital.getBean(EntityManager.class);
			TransactionTemplate transaction = hospital.getBean(TransactionTemplate.class);
			List<Patient> patients = IntStream.range(0, 90).mapToObj((i) -> patient()).toList();
			transaction.executeWithoutResult((status) -> patients.forEach(entityManager::persist));
			transaction.executeWithoutResult((status) -> patients
				.forEach((patient) -> entityManager.find(Patient.class, patient.id()).tags.remove(tag(0))));

			ChangeQuery updates = ChangeQuery.in(Scope.everything()).actions(Action.UPDATE);
			assertThat(hospital.getBean(ChangeLog.class).count(updates)).isEqualTo(patients.size());
			FaultTable.add(PACKETS, "nothing", 2 * patients.size(), List.of(), "–", "–");
		}
		finally {
			mySql.maxPacket(64 << 20);
		}
	}

	/** Tags of 15,000 characters. */
	private static Patient patient() {
		Patient patient = new Patient("Ann", "north");
		for (int i = 0; i < 60; i++) {
			patient.tags.add(tag(i));
		}
		return patient;
	}

	private static String tag(int number) {
		return number + "-".repeat(240);
	}

	private void endure(String fault, Disturbance disturbance) throws Exception {
		endure(fault, true, disturbance);
	}

	private void endure(String fault, boolean durable, Disturbance disturbance) throws Exception {
		TestDatabase.Access database = this.server.create();
		try (Host host = Host.start(database, Map.of(), journal())) {
			host.work();
			host.failures().requireNone("before the fault");

			disturbance.disturb(host, database);
			Host.Recovery recovery = host.recover();
			Failures seen = host.failures();
			host.forgetFailures();
			host.work();
			Failures afterwards = host.failures();

			report(fault, host, durable, seen, List.of(recovery.write(), recovery.queue()));
			if (durable) {
				seen.requireTheDatabasesOnly();
			}
			else {
				// The host meets records that are gone
				seen.requireNoneOfTheLibrary();
			}
			afterwards.requireNone("after the fault");
		}
	}

	private static void report(String fault, Host host, boolean durable, Failures seen, List<Duration> recovery)
			throws Exception {
		host.stop();
		List<Discrepancy> found = host.discrepancies(durable);
		FaultTable.add(fault, seen.toString(), host.acknowledged(), found,
				recovery.isEmpty() ? new String[] { "–", "–" }
						: recovery.stream().map((time) -> time.toMillis() + " ms").toArray(String[]::new));
		assertThat(found).isEmpty();
	}

	private Path journal() {
		return this.folder.resolve("journal-" + System.nanoTime());
	}

	/** Brings a fault about, and ends it. */
	@FunctionalInterface
	private interface Disturbance {

		void disturb(Host host, TestDatabase.Access database) throws Exception;

	}

}
