package dev.revtrail.event;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.revtrail.Accessed;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.EventType;
import dev.revtrail.IdempotencyKeyException;
import dev.revtrail.RecordRef;
import dev.revtrail.Recording;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The connections that events are written on: never a second one while the thread holds
 * one, and no caller waits for long.
 */
@ExtendWith(OutputCaptureExtension.class)
class EventConnectionsTests {

	private static final Action FAXED = new Action("FAX_SENT");

	private static final RecordRef UNWRITABLE = RecordRef.none("X".repeat(65));

	/** Shared by tests that ask for the entries of a patient of their own. */
	private static @Nullable ConfigurableApplicationContext withOneConnection;

	private final TestDatabase.Access database = TestDatabase.create();

	@AfterAll
	static void stop() {
		if (withOneConnection != null) {
			withOneConnection.close();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void aSmallPoolIsEnoughForManyReaders(int connections) throws Exception {
		try (var hospital = start(connections, WebApplicationType.SERVLET)) {
			long ann = admitted(hospital, "Ann");
			ExecutorService nurses = Executors.newFixedThreadPool(16);
			List<Future<Integer>> answers = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				for (String path : List.of("/chart/", "/round/", "/lazy/")) {
					answers.add(nurses.submit(() -> get(hospital, path + ann).statusCode()));
				}
			}
			for (Future<Integer> answer : answers) {
				assertThat(answer.get()).isEqualTo(200);
			}
			nurses.shutdown();

			assertThat(entries(hospital, ann, Action.VIEW)).hasSize(16);
			assertThat(entries(hospital, ann, Action.PRINT)).hasSize(48);
			assertThat(entries(hospital, ann, Action.NOTE)).hasSize(16);
		}
	}

	@ParameterizedTest
	@CsvSource({ "false, false", "false, true", "true, false", "true, true" })
	void whatStandsAloneIsWrittenAtTheEndOfTheTransaction(boolean readOnly, boolean rolledBack) {
		ConfigurableApplicationContext hospital = withOneConnection();
		long ann = admitted(hospital, "Ann");
		TransactionTemplate transaction = transaction(hospital);
		transaction.setReadOnly(readOnly);

		transaction.executeWithoutResult((status) -> {
			hospital.getBean(Charts.class).print(ann);
			hospital.getBean(Charts.class).print(ann);
			events(hospital).recordAlone(List.of(Event.of(FAXED, ref(ann))));
			assertThat(entries(hospital, ann, Action.PRINT)).isEmpty();
			if (rolledBack) {
				status.setRollbackOnly();
			}
		});

		assertThat(entries(hospital, ann, Action.PRINT)).hasSize(2);
		assertThat(entries(hospital, ann, FAXED)).hasSize(1);
	}

	@Test
	void aCommitReportsThatAReadCouldNotBeRecorded() {
		try (var hospital = start(1, WebApplicationType.NONE)) {
			List<String> synchronizations = new ArrayList<>();
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> transaction(hospital).executeWithoutResult((status) -> {
					events(hospital).recordAlone(List.of(Event.of(Action.VIEW, UNWRITABLE)));
					hospital.getBean(EntityManager.class).persist(new Patient("Ann", "north"));
					afterCommit(() -> synchronizations.add("the host's"));
				}))
				.havingRootCause()
				.isInstanceOf(SQLException.class);
			assertThat(synchronizations).containsExactly("the host's");
			assertThat(changes(hospital, Action.CREATE)).hasSize(1);

			transaction(hospital)
				.executeWithoutResult((status) -> events(hospital).recordAlone(List.of(Event.of(FAXED, UNWRITABLE))));
			assertThat(hospital.getBean(Recording.class).lost()).isEqualTo(1);
		}
	}

	@Test
	void whatIsRecordedWhenTheTransactionHasEndedIsNotLost() {
		ConfigurableApplicationContext hospital = withOneConnection();
		long ann = admitted(hospital, "Ann");
		transaction(hospital).executeWithoutResult((status) -> {
			afterCommit(() -> hospital.getBean(Charts.class).print(ann));
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int status) {
					hospital.getBean(Charts.class).print(ann);
				}

			});
		});
		assertThat(entries(hospital, ann, Action.PRINT)).hasSize(2);
	}

	@Test
	void aTransactionOverPlainJdbcKeepsItsConnectionToo() {
		try (var hospital = start(1, WebApplicationType.NONE)) {
			long ann = admitted(hospital, "Ann");
			new TransactionTemplate(new JdbcTransactionManager(hospital.getBean(DataSource.class)))
				.executeWithoutResult((status) -> {
					new JdbcTemplate(hospital.getBean(DataSource.class)).queryForObject("select 1", Integer.class);
					events(hospital).recordAlone(List.of(Event.of(Action.VIEW, RecordRef.none("PATIENT"))));
				});
			assertThat(changes(hospital, Action.VIEW)).hasSize(1);
			assertThat(ann).isPositive();
		}
	}

	@Test
	void aNoteSharesTheFateOfTheTransaction() {
		ConfigurableApplicationContext hospital = withOneConnection();
		long ann = admitted(hospital, "Ann");
		Caller nurse = new Caller(Actor.SYSTEM, Scope.everything(), Set.of(Caller.AUDIT_NOTE));
		List<Optional<ChangeEntry>> notes = new ArrayList<>();
		for (boolean rolledBack : List.of(true, false)) {
			transaction(hospital).executeWithoutResult((status) -> {
				notes.add(hospital.getBean(ChangeLog.class).note(nurse, ref(ann), "Rolled back: " + rolledBack));
				if (rolledBack) {
					status.setRollbackOnly();
				}
			});
		}
		assertThat(notes).allSatisfy((note) -> assertThat(note).isPresent());
		assertThat(entries(hospital, ann, Action.NOTE)).extracting((entry) -> entry.revision().note())
			.containsExactly("Rolled back: false");
	}

	@Test
	void theKeyOfANoteSharesTheFateOfTheTransaction() {
		ConfigurableApplicationContext hospital = withOneConnection();
		long ann = admitted(hospital, "Ann");
		Caller nurse = new Caller(Actor.SYSTEM, Scope.everything(), Set.of(Caller.AUDIT_NOTE));
		ChangeLog log = hospital.getBean(ChangeLog.class);
		List<Long> notes = new ArrayList<>();
		for (boolean rolledBack : List.of(true, false, false)) {
			transaction(hospital).executeWithoutResult((status) -> {
				notes.add(log.note(nurse, ref(ann), "Seen", "key").orElseThrow().id());
				if (rolledBack) {
					status.setRollbackOnly();
				}
			});
		}
		notes.add(log.note(nurse, ref(ann), "Seen", "key").orElseThrow().id());

		assertThat(entries(hospital, ann, Action.NOTE)).hasSize(1);
		assertThat(notes.subList(1, 4)).containsOnly(notes.get(3));
		assertThatExceptionOfType(IdempotencyKeyException.class)
			.isThrownBy(() -> log.note(nurse, ref(ann), "Seen again", "key"))
			.satisfies((refused) -> assertThat(refused.reason()).isEqualTo(IdempotencyKeyException.Reason.REUSED));
	}

	@Test
	void theHostsObjectsAreNotWritten() throws Exception {
		try (var hospital = start(2, WebApplicationType.SERVLET)) {
			long ann = admitted(hospital, "Ann");

			assertThat(get(hospital, "/whisper/" + ann).body()).isEqualTo("A patient");

			assertThat(entries(hospital, ann, Action.PRINT)).hasSize(1);
			assertThat(entries(hospital, ann, Action.UPDATE)).isEmpty();
			assertThat(new JdbcTemplate(hospital.getBean(DataSource.class)).queryForObject("select name from patient",
					String.class))
				.isEqualTo("Ann");
		}
	}

	@Test
	void whatIsOnItsWayAlreadyDoesNotWait() throws Exception {
		try (var hospital = start(2, WebApplicationType.SERVLET)) {
			long ann = admitted(hospital, "Ann");
			assertThat(get(hospital, "/stream/" + ann).body()).isEqualTo("before 1 during");
			assertThat(changes(hospital, Action.DOWNLOAD)).hasSize(1);
			assertThat(changes(hospital, Action.CREATE)).as("what the transaction did was rolled back").hasSize(1);
			assertThat(changes(hospital, FAXED)).isEmpty();
			assertThat(new JdbcTemplate(hospital.getBean(DataSource.class))
				.queryForObject("select count(*) from patient", Integer.class)).isEqualTo(1);
		}
	}

	@Test
	void aNoteInATransactionThatOnlyReadsEndsNothing() {
		try (var hospital = start(2, WebApplicationType.NONE)) {
			long ann = admitted(hospital, "Ann");
			Caller nurse = new Caller(Actor.SYSTEM, Scope.everything(), Set.of(Caller.AUDIT_NOTE));
			TransactionTemplate transaction = transaction(hospital);
			transaction.setReadOnly(true);
			transaction.executeWithoutResult((status) -> {
				hospital.getBean(EntityManager.class).find(Patient.class, ann);
				assertThat(hospital.getBean(ChangeLog.class).note(nurse, ref(ann), "Read")).isPresent();
				assertThat(hospital.getBean(EntityManager.class)
					.unwrap(SessionImplementor.class)
					.getTransactionCoordinator()
					.isTransactionActive()).isTrue();
				status.setRollbackOnly();
			});
			assertThat(entries(hospital, ann, Action.NOTE)).hasSize(1);
		}
	}

	@Test
	void theEndOfAnInnerTransactionOfAnotherManagerIsNotTheEndOfTheOuterOne() {
		try (var hospital = start(3, WebApplicationType.NONE)) {
			long ann = admitted(hospital, "Ann");
			DataSource dataSource = hospital.getBean(DataSource.class);
			transaction(hospital).executeWithoutResult((status) -> {
				hospital.getBean(EntityManager.class).find(Patient.class, ann).name = "Anna";
				hospital.getBean(EntityManager.class).flush();
				new TransactionTemplate(
						new JdbcTransactionManager(hospital.getBean("eventsDataSource", DataSource.class)))
					.executeWithoutResult((inner) -> hospital.getBean(Charts.class).print(ann));
				status.setRollbackOnly();
			});
			assertThat(new JdbcTemplate(dataSource).queryForObject("select name from patient", String.class))
				.isEqualTo("Ann");
			assertThat(entries(hospital, ann, Action.PRINT)).isNotEmpty();
		}
	}

	@Test
	void oneEventThatCannotBeWrittenKeepsNoOther() {
		ConfigurableApplicationContext hospital = withOneConnection();
		long ann = admitted(hospital, "Ann");
		transaction(hospital).executeWithoutResult((status) -> {
			events(hospital).recordAlone(List.of(Event.of(FAXED, ref(ann))));
			events(hospital).recordAlone(List.of(Event.of(FAXED, UNWRITABLE)));
			hospital.getBean(Charts.class).print(ann);
		});
		assertThat(entries(hospital, ann, FAXED)).hasSize(1);
		assertThat(entries(hospital, ann, Action.PRINT)).hasSize(1);
	}

	@Test
	void aReadIsRecordedWhereTheConnectionBreaks() {
		try (var hospital = start(1, WebApplicationType.NONE, "revtrail.events.timeout=200ms")) {
			long ann = admitted(hospital, "Ann");
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> transaction(hospital).executeWithoutResult((status) -> {
					hospital.getBean(Charts.class).print(ann);
					hospital.getBean(EntityManager.class)
						.unwrap(SessionImplementor.class)
						.doWork((connection) -> connection.unwrap(Connection.class).close());
				}));
			Awaitility.await().untilAsserted(() -> assertThat(entries(hospital, ann, Action.PRINT)).hasSize(1));
		}
	}

	@Test
	void connectionsNeedNotCommitByThemselves() throws SQLException {
		try (var hospital = start(1, WebApplicationType.NONE, "spring.datasource.hikari.auto-commit=false")) {
			long ann = admitted(hospital, "Ann");
			hospital.getBean(Charts.class).print(ann);
			transaction(hospital).executeWithoutResult((status) -> hospital.getBean(Charts.class).print(ann));
		}
		assertThat(count(Action.PRINT)).isEqualTo(2);
		try (Connection connection = this.database.connect();
				var rows = connection.createStatement().executeQuery("select version from revtrail_schema")) {
			assertThat(rows.next()).isTrue();
		}
	}

	@Test
	void notAllEventsOfATransactionWait() {
		try (var hospital = start(2, WebApplicationType.NONE)) {
			transaction(hospital).executeWithoutResult((status) -> {
				for (int i = 0; i < 1_003; i++) {
					events(hospital).recordAlone(List.of(Event.of(FAXED, RecordRef.none("PATIENT"))));
				}
				assertThat(count(FAXED)).isEqualTo(3);
			});
			assertThat(hospital.getBean(ChangeLog.class).count(ChangeQuery.in(Scope.everything()).actions(FAXED)))
				.isEqualTo(1_003);
		}
	}

	@Test
	void withADataSourceOfTheirOwnEventsDoNotWait() {
		try (var hospital = start(1, WebApplicationType.NONE, "revtrail.events.data-source=eventsDataSource")) {
			long ann = admitted(hospital, "Ann");
			transaction(hospital).executeWithoutResult((status) -> {
				hospital.getBean(Charts.class).print(ann);
				assertThat(count(Action.PRINT)).isEqualTo(1);
				status.setRollbackOnly();
			});
			assertThat(entries(hospital, ann, Action.PRINT)).hasSize(1);
		}
	}

	@Test
	void noCallerWaitsLongIfNoConnectionIsFree() throws Exception {
		try (var hospital = start(1, WebApplicationType.NONE, "revtrail.events.timeout=200ms")) {
			long ann = admitted(hospital, "Ann");
			try (Connection held = hospital.getBean(DataSource.class).getConnection()) {
				assertThat(held.isValid(1)).isTrue();
				long start = System.nanoTime();
				assertThatExceptionOfType(RuntimeException.class)
					.isThrownBy(() -> events(hospital).recordAlone(List.of(Event.of(Action.VIEW, ref(ann)))))
					.withMessageContaining("within 200 ms (revtrail.events.timeout)");
				events(hospital).recordAlone(List.of(Event.of(FAXED, ref(ann))));
				assertThat(Duration.ofNanos(System.nanoTime() - start)).as("the pool waits for 30 s")
					.isLessThan(Duration.ofSeconds(20));
			}
			Awaitility.await().untilAsserted(() -> assertThat(entries(hospital, ann, FAXED)).hasSize(1));
			assertThat(entries(hospital, ann, Action.VIEW)).isEmpty();
			var pool = hospital.getBean(DataSource.class).unwrap(HikariDataSource.class).getHikariPoolMXBean();
			// Threads of the library take a connection for a moment now and then
			Awaitility.await().untilAsserted(() -> assertThat(pool.getActiveConnections()).isZero());
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, server.port=0, true", "2, server.port=0, false",
			"1, revtrail.events.data-source=eventsDataSource, false" })
	void startUpSaysWhatAPoolOfOneMeans(int connections, String setting, boolean said, CapturedOutput output) {
		start(connections, WebApplicationType.NONE, "logging.level.dev.revtrail=info", setting).close();
		assertThat(output.getAll().contains("The tracked data source has one connection.")).isEqualTo(said);
	}

	private ConfigurableApplicationContext withOneConnection() {
		if (withOneConnection == null) {
			withOneConnection = start(1, WebApplicationType.NONE);
		}
		return withOneConnection;
	}

	private ConfigurableApplicationContext start(int connections, WebApplicationType type, String... settings) {
		Map<String, Object> properties = new LinkedHashMap<>(this.database.properties());
		properties.putAll(Map.of("spring.config.name", "hospital", "spring.flyway.enabled", "false",
				"spring.jpa.hibernate.ddl-auto", "create", "revtrail.schema.initialize", "always", "server.port", "0",
				"spring.datasource.hikari.maximum-pool-size", connections, "logging.level.root", "warn",
				"spring.main.banner-mode", "off"));
		List.of(settings).forEach((setting) -> properties.put(setting.split("=")[0], setting.split("=")[1]));
		return new SpringApplicationBuilder(Ward.class).web(type).properties(properties).run();
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext hospital, String path)
			throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest
				.newBuilder(URI
					.create("http://localhost:" + hospital.getEnvironment().getProperty("local.server.port") + path))
				.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static long admitted(ConfigurableApplicationContext hospital, String name) {
		Patient patient = new Patient(name, "north");
		transaction(hospital).executeWithoutResult((status) -> hospital.getBean(EntityManager.class).persist(patient));
		return patient.id();
	}

	private static TransactionTemplate transaction(ConfigurableApplicationContext hospital) {
		return new TransactionTemplate(hospital.getBean(TransactionTemplate.class).getTransactionManager());
	}

	private static EventLog events(ConfigurableApplicationContext hospital) {
		return hospital.getBean(EventLog.class);
	}

	private static void afterCommit(Runnable work) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				work.run();
			}

		});
	}

	/** As others see it, who are in no transaction. */
	private int count(Action action) {
		try (Connection connection = this.database.connect();
				var rows = connection.createStatement()
					.executeQuery("select count(*) from revtrail_entry where action = '" + action + "'")) {
			rows.next();
			return rows.getInt(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<ChangeEntry> entries(ConfigurableApplicationContext hospital, long patient, Action action) {
		return changes(hospital, action).stream().filter((entry) -> entry.record().equals(ref(patient))).toList();
	}

	private static List<ChangeEntry> changes(ConfigurableApplicationContext hospital, Action action) {
		return hospital.getBean(ChangeLog.class)
			.page(ChangeQuery.in(Scope.everything()).actions(action), 0, 100)
			.entries();
	}

	private static RecordRef ref(long patient) {
		return new RecordRef("PATIENT", String.valueOf(patient));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Hospital.class)
	static class Ward {

		@Bean
		EventType faxSent() {
			return EventType.of("FAX_SENT", "Fax sent");
		}

		@Bean
		Charts charts(EntityManager entityManager) {
			return new Charts(entityManager);
		}

		@Bean
		Rounds rounds(Charts charts, ChangeLog log, EventLog events, EntityManager entityManager,
				@Qualifier("eventsDataSource") DataSource other) {
			return new Rounds(charts, log, events, entityManager, other);
		}

		@Bean
		Desk desk(Charts charts, Rounds rounds, EntityManager entityManager) {
			return new Desk(charts, rounds, entityManager);
		}

		@Bean
		@ConditionalOnWebApplication
		SecurityFilterChain open(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

		// Not the application's own: nothing but events uses it
		@Bean(defaultCandidate = false)
		DataSource eventsDataSource(Environment environment) {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl(environment.getRequiredProperty("spring.datasource.url"));
			pool.setUsername(environment.getRequiredProperty("spring.datasource.username"));
			pool.setPassword(environment.getRequiredProperty("spring.datasource.password"));
			pool.setMaximumPoolSize(1);
			return pool;
		}

	}

	/** What nurses read. */
	static class Charts {

		private final EntityManager entityManager;

		Charts(EntityManager entityManager) {
			this.entityManager = entityManager;
		}

		@Accessed
		@Transactional(readOnly = true)
		public Optional<Patient> chart(long id) {
			return Optional.ofNullable(this.entityManager.find(Patient.class, id));
		}

		@Accessed(action = "PRINT", type = "PATIENT", id = "#id")
		public String print(long id) {
			return "chart of " + id;
		}

	}

	/** Work that reads on its way. */
	static class Rounds {

		private final Charts charts;

		private final ChangeLog log;

		private final EventLog events;

		private final EntityManager entityManager;

		private final DataSource other;

		Rounds(Charts charts, ChangeLog log, EventLog events, EntityManager entityManager, DataSource other) {
			this.other = other;
			this.entityManager = entityManager;
			this.charts = charts;
			this.log = log;
			this.events = events;
		}

		@Transactional
		public String round(long id) {
			this.charts.print(id);
			Caller nurse = new Caller(Actor.SYSTEM, Scope.everything(), Set.of(Caller.AUDIT_NOTE));
			this.log.note(nurse, ref(id), "Seen").orElseThrow();
			return this.charts.print(id);
		}

		@Transactional
		public void stream(long id, HttpServletResponse response, Consumer<String> sink) throws IOException {
			this.entityManager.persist(new Patient("Never", "north"));
			this.events.record(Event.of(FAXED, ref(id)));
			sink.accept("before ");
			response.flushBuffer();
			this.events.recordAlone(List.of(Event.of(Action.DOWNLOAD, ref(id))));
			sink.accept(new JdbcTemplate(this.other).queryForObject(
					"select count(*) from revtrail_entry where action = 'DOWNLOAD'", Long.class) + " during");
			TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
		}

	}

	/** Where they ask. */
	@RestController
	static class Desk {

		private final Charts charts;

		private final Rounds rounds;

		private final EntityManager entityManager;

		Desk(Charts charts, Rounds rounds, EntityManager entityManager) {
			this.charts = charts;
			this.rounds = rounds;
			this.entityManager = entityManager;
		}

		@GetMapping("/chart/{id}")
		String chart(@PathVariable long id) {
			return this.charts.chart(id).orElseThrow().name;
		}

		@GetMapping("/round/{id}")
		String round(@PathVariable long id) {
			return this.rounds.round(id);
		}

		/** The session of the view holds its connection. */
		@GetMapping("/lazy/{id}")
		String lazy(@PathVariable long id) {
			return this.entityManager.find(Patient.class, id).tags.size() + this.charts.print(id);
		}

		/** Shows a text that the next commit must not write. */
		@GetMapping("/whisper/{id}")
		String whisper(@PathVariable long id) {
			Patient patient = this.entityManager.find(Patient.class, id);
			patient.name = "A patient";
			this.charts.print(id);
			return patient.name;
		}

		@GetMapping("/stream/{id}")
		void stream(@PathVariable long id, HttpServletResponse response) throws IOException {
			var writer = response.getWriter();
			this.rounds.stream(id, response, writer::write);
		}

	}

}
