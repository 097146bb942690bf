package dev.revtrail.envers.schema;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.FieldChange;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.MissingAuditTablesException;
import dev.revtrail.envers.SchemaVersionException;
import dev.revtrail.envers.UnsupportedDatabaseException;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Thing;
import dev.revtrail.envers.schema.FirstVersionLog.Expected;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The library's tables are brought up to date by numbered migrations, and code that does
 * not fit them does not write.
 */
class SchemaMigrationTests {

	private static final int ENTRIES = Integer.getInteger("migration.entries", 20_000);

	/** The host's tables, and those of the library's first version. */
	private static TestDatabase.Access made;

	private final TestDatabase.Access database = TestDatabase.copyOf(made);

	@BeforeAll
	static void makeTheHostsTables() throws SQLException, IOException {
		made = TestDatabase.create();
		start(made, "revtrail.schema.initialize=always", "spring.jpa.hibernate.ddl-auto=update").close();
		try (Connection connection = made.connect()) {
			FirstVersionLog.makeTables(connection);
		}
	}

	@Test
	void aLogOfTheFirstVersionSaysTheSameAfterTheMigration() throws SQLException {
		List<Expected> expected;
		String fast = switch (TestDatabase.Kind.selected()) {
			case H2 -> "";
			case MYSQL -> "?rewriteBatchedStatements=true";
			case MARIADB -> "?useBulkStmts=true";
			case POSTGRESQL -> "?reWriteBatchedInserts=true";
		};
		try (Connection connection = new TestDatabase.Access(this.database.url() + fast, this.database.user(),
				this.database.password())
			.connect()) {
			expected = FirstVersionLog.write(connection, ENTRIES);
		}
		try (var hospital = start("revtrail.schema.initialize=always")) {
			assertThat(all(hospital.getBean(ChangeLog.class))).isEqualTo(expected);
		}
		assertThat(version()).isEqualTo(LibrarySchema.VERSION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "revtrail.schema.initialize=always", "spring.jpa.hibernate.ddl-auto=update",
			"revtrail.schema.audit-tables=create" })
	void theTablesAreMigratedByTheToolThatMakesThem(String setting) throws SQLException {
		try (var hospital = start(setting)) {
			assertThat(write(hospital)).isEqualTo(1);
		}
		assertThat(version()).isEqualTo(LibrarySchema.VERSION);
	}

	@Test
	void aHostThatMigratesItselfGetsTheStatements() throws SQLException {

		assertThatThrownBy(() -> start("revtrail.schema.audit-tables=validate").close()).rootCause()
			.isInstanceOfSatisfying(MissingAuditTablesException.class, (missing) -> {
				assertThat(missing.ddl()).anyMatch((sql) -> sql.contains("keeps_collections"))
					.last()
					.asString()
					.startsWith("update revtrail_schema");
				missing.ddl().forEach(this::execute);
			});

		try (var hospital = start("revtrail.schema.audit-tables=validate")) {
			assertThat(write(hospital)).isEqualTo(1);
		}
	}

	@Test
	void aMigrationThatWasInterruptedIsAppliedAgain() throws SQLException {
		LibrarySchema schema = new LibrarySchema(SchemaNames.ofScripts(), (number) -> {
			Migration whole = Migration.read(platform(), number);
			return (number == 2) ? new Migration(number, whole.statements().subList(0, 2)) : whole;
		});
		try (Connection connection = this.database.connect()) {
			schema.migrate(connection);
			assertThat(schema.version(connection)).isEqualTo(1);
		}

		try (var hospital = start("revtrail.schema.initialize=always")) {
			assertThat(write(hospital)).isEqualTo(1);
		}
		assertThat(version()).isEqualTo(LibrarySchema.VERSION);
	}

	@Test
	void codeThatIsTooOldForTheTablesDoesNotStart() {
		start("revtrail.schema.initialize=always").close();
		execute("update revtrail_schema set version = 99, min_code_version = 99");

		assertThatThrownBy(() -> start("revtrail.schema.initialize=always").close()).rootCause()
			.isInstanceOf(SchemaVersionException.class)
			.hasMessage("Revtrail's tables have version 99, which this version of the library cannot work with: it "
					+ "knows %d.", LibrarySchema.VERSION);
	}

	@Test
	void aPlatformWithoutScriptsIsRefused() {
		assertThatThrownBy(() -> start("revtrail.schema.platform=oracle").close()).rootCause()
			.isInstanceOf(UnsupportedDatabaseException.class)
			.hasMessage("Revtrail does not support the database that revtrail.schema.platform=oracle names.");
	}

	@Test
	void olderCodeRunsWithAMigrationThatAllowsIt() {
		start("revtrail.schema.initialize=always").close();
		execute("update revtrail_schema set version = 99");

		try (var hospital = start("revtrail.schema.initialize=always")) {
			assertThat(write(hospital)).isEqualTo(1);
		}
	}

	@Test
	void aRunningNodeWritesNoTrackedChangeOnceTheTablesAreTooNew() {
		try (var hospital = start("revtrail.schema.initialize=always")) {
			write(hospital);
			execute("update revtrail_schema set version = 99, min_code_version = 99");

			assertThatThrownBy(() -> write(hospital)).hasStackTraceContaining("Revtrail's tables were migrated while "
					+ "this node ran, and its version of the library cannot work with them");
			assertThat(
					hospital.getBean(JdbcTemplate.class).queryForObject("select count(*) from thing$ward", Long.class))
				.isEqualTo(1);
			hospital.getBean(TransactionTemplate.class)
				.executeWithoutResult((status) -> hospital.getBean(EntityManager.class)
					.createNativeQuery("update patient set name = 'untracked'")
					.executeUpdate());
		}
	}

	/** Returns how many entries there are after a change. */
	private static long write(ConfigurableApplicationContext hospital) {
		hospital.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			Thing.Ward ward = new Thing.Ward();
			ward.name = "east";
			hospital.getBean(EntityManager.class).persist(ward);
		});
		return hospital.getBean(ChangeLog.class).count(ChangeQuery.in(Scope.everything()));
	}

	private static List<Expected> all(ChangeLog log) {
		List<Expected> all = new ArrayList<>();
		@Nullable Cursor cursor = null;
		do {
			ChangeSlice slice = log.slice(ChangeQuery.in(Scope.everything()).oldestFirst().withUnsettled(), cursor,
					500);
			slice.entries().forEach((entry) -> all.add(shown(entry)));
			cursor = slice.next();
		}
		while (cursor != null);
		return all;
	}

	private static Expected shown(ChangeEntry entry) {
		Set<FieldChange> changes = Set.copyOf(entry.changes().list());
		return new Expected(entry.record().type(), entry.record().id(), entry.action().name(),
				(entry.patient() != null) ? entry.patient().id() : null, changes);
	}

	private int version() throws SQLException {
		try (Connection connection = this.database.connect()) {
			return new LibrarySchema(SchemaNames.ofScripts(), (number) -> Migration.read(platform(), number))
				.version(connection);
		}
	}

	private static SchemaPlatform platform() {
		return SchemaPlatform.named(TestDatabase.Kind.selected().name().toLowerCase(Locale.ROOT));
	}

	private void execute(String sql) {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	private ConfigurableApplicationContext start(String... settings) {
		return start(this.database, settings);
	}

	private static ConfigurableApplicationContext start(TestDatabase.Access database, String... settings) {
		Map<String, Object> properties = new HashMap<>(database.properties());
		properties.putAll(Map.of("spring.config.name", "hospital", "spring.flyway.enabled", "false",
				"spring.jpa.hibernate.ddl-auto", "none", "revtrail.schema.initialize", "never", "logging.level.root",
				"warn", "spring.main.banner-mode", "off"));
		for (String setting : settings) {
			properties.put(setting.split("=")[0], setting.split("=")[1]);
		}
		return new SpringApplicationBuilder(Hospital.class).web(WebApplicationType.NONE).properties(properties).run();
	}

}
