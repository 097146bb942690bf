package dev.revtrail.envers.boot;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.UnsuitableAuditTablesException;
import dev.revtrail.envers.UnwritableChangeLogException;
import example.warehouse.Warehouse;
import example.warehouse.WarehouseApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application whose change log cannot record does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupCheckTests {

	private final TestDatabase.Access database = TestDatabase.create();

	@Test
	void anApplicationThatCanRecordStartsAndNothingIsLeftOfTheCheck(CapturedOutput output) {
		// The first test that needs a container has its start in its output
		int before = output.getAll().length();
		try (ConfigurableApplicationContext application = start(Map.of())) {
			JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
			for (String table : List.of("revtrail_revision", "revtrail_entry", "revtrail_http_status",
					"revtrail_organization_root")) {
				assertThat(jdbc.queryForObject("select count(*) from " + table, Long.class)).as(table).isZero();
			}
			assertThat(application.getBeansOfType(StartupCheck.class)).hasSize(1);
		}
		assertThat(output.getAll().substring(before)).doesNotContain("ERROR", "WARN");
	}

	@Test
	void theCheckTakesARevisionNumberAndIsNoAttempt() {
		try (ConfigurableApplicationContext application = start(Map.of("revtrail.events.failed-attempts", "true"))) {
			application.getBean(EventLog.class)
				.recordAlone(List.of(Event.of(Action.EXPORT, RecordRef.none(RecordRef.CHANGE_LOG))));

			ChangeLog log = application.getBean(ChangeLog.class);
			assertThat(log.page(ChangeQuery.in(Scope.everything()), 0, 10).entries()).singleElement()
				.satisfies((entry) -> {
					assertThat(entry.action()).isEqualTo(Action.EXPORT);
					assertThat(entry.revision().number()).as("the check has run").isGreaterThan(1);
				});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "true" })
	void oneThatCannotFailsWithTheReasonAndWhatToDo(String lazy, CapturedOutput output) throws SQLException {
		breakTheRevisionTable();

		assertThatExceptionOfType(UnwritableChangeLogException.class)
			.isThrownBy(() -> start(Map.of("spring.main.lazy-initialization", lazy)).close())
			.withMessageContaining("cannot record")
			.withMessageMatching("(?is).*tenant.*");
		assertThat(output).contains("APPLICATION FAILED TO START", "The change log cannot record", "Action:",
				"revtrail.startup-check=false");
	}

	@Test
	void columnsOfAuditTablesThatNothingFillsAreNamed(CapturedOutput output) throws SQLException {
		start(Map.of()).close();
		execute("alter table parcel_aud add column weight int not null default 0");
		execute("alter table parcel_aud add column note varchar(10)");
		start(Map.of()).close();
		execute("alter table parcel_aud add column dtype varchar(31) not null");
		execute("alter table parcel_aud add column rev_type int not null");

		assertThatExceptionOfType(UnsuitableAuditTablesException.class).isThrownBy(() -> start(Map.of()).close())
			.withMessageMatching("(?is).*- parcel_aud\\.dtype can be neither null nor left out, and nothing .*"
					+ "- parcel_aud\\.rev_type can be neither null nor left out, and nothing is mapped to it anymore");
		assertThat(output).contains("APPLICATION FAILED TO START", "Make columns that nothing is mapped to nullable",
				"revtrail.startup-check=false");
		start(Map.of("revtrail.startup-check", "false")).close();
	}

	@Test
	void withoutTheCheckItStarts() throws SQLException {
		breakTheRevisionTable();

		start(Map.of("revtrail.startup-check", "false")).close();
	}

	@Test
	void withoutTheCheckTablesMayComeLater() {
		start(Map.of("revtrail.startup-check", "false", "spring.jpa.hibernate.ddl-auto", "none",
				"revtrail.schema.initialize", "never", "revtrail.schema.audit-tables", "ignore"))
			.close();
	}

	@Test
	void theLibraryThatIsSwitchedOffChecksNothing() throws SQLException {
		breakTheRevisionTable();

		start(Map.of("revtrail.enabled", "false")).close();
	}

	@Test
	void connectionsThatAreReadOnlyAreNotChecked(@TempDir Path folder) {
		Map<String, String> settings = new HashMap<>();
		if (TestDatabase.Kind.selected() == TestDatabase.Kind.H2) {
			settings.put("spring.datasource.url", "jdbc:h2:file:" + folder.resolve("warehouse"));
		}
		start(settings).close();
		settings.computeIfPresent("spring.datasource.url", (key, url) -> url + ";ACCESS_MODE_DATA=r");
		settings.putAll(Map.of("spring.datasource.hikari.read-only", "true", "spring.jpa.hibernate.ddl-auto", "none",
				"revtrail.schema.initialize", "never"));

		try (ConfigurableApplicationContext application = start(settings)) {
			assertThat(history(application, 1)).isEmpty();
		}
	}

	@Test
	void oneConnectionIsEnough() {
		try (ConfigurableApplicationContext application = start(Map.of("spring.datasource.hikari.maximum-pool-size",
				"1", "spring.datasource.hikari.connection-timeout", "2000"))) {
			long parcel = application.getBean(Warehouse.class).create("made");

			assertThat(history(application, parcel)).singleElement()
				.satisfies((entry) -> assertThat(entry.revision().number()).isGreaterThan(1));
		}
	}

	@Test
	void aFactoryThatIsBuiltInTheBackgroundIsAwaited() {
		try (ConfigurableApplicationContext application = start(
				Map.of("spring.data.jpa.repositories.bootstrap-mode", "deferred"))) {
			long parcel = application.getBean(Warehouse.class).create("made");

			assertThat(history(application, parcel)).hasSize(1);
		}
	}

	@Test
	void aTableThatIsLockedProvesNothing(CapturedOutput output) throws SQLException {
		start(Map.of()).close();
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			String url = switch (TestDatabase.Kind.selected()) {
				case H2 -> {
					statement.execute("insert into revtrail_revision (id, recorded_at, actor_id, actor_type, source) "
							+ "select x, current_timestamp, 'a', 'USER', 's' from system_range(2, 9)");
					yield this.database.url() + ";LOCK_TIMEOUT=100";
				}
				case MYSQL, MARIADB -> {
					statement.execute("lock tables revtrail_revision write");
					yield this.database.url() + "?sessionVariables=lock_wait_timeout=1";
				}
				case POSTGRESQL -> {
					statement.execute("lock table revtrail_revision in exclusive mode");
					yield this.database.url() + "?options=-c%20lock_timeout=1s";
				}
			};

			start(Map.of("spring.datasource.url", url, "spring.jpa.hibernate.ddl-auto", "none",
					"revtrail.schema.initialize", "never"))
				.close();
		}
		assertThat(output).contains("Whether the change log can record is unknown");
	}

	private static List<ChangeEntry> history(ConfigurableApplicationContext application, long parcel) {
		return application.getBean(ChangeLog.class)
			.page(ChangeQuery.in(Scope.everything()).record(new RecordRef("PARCEL", String.valueOf(parcel))), 0, 10)
			.entries();
	}

	private ConfigurableApplicationContext start(Map<String, String> settings) {
		Map<String, Object> properties = new HashMap<>(this.database.properties());
		properties.putAll(settings);
		return WarehouseApplication.start(properties);
	}

	/** With a column that the host has added and the library does not fill. */
	private void breakTheRevisionTable() throws SQLException {
		start(Map.of()).close();
		execute("alter table revtrail_revision add column tenant varchar(10) not null");
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
