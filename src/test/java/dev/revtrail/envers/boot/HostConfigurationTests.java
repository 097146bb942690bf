package dev.revtrail.envers.boot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.revtrail.StartupFailures;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.BulkStatementException;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.EnversSwitchedOffException;
import dev.revtrail.envers.capture.Capture;
import example.warehouse.Warehouse;
import example.warehouse.WarehouseApplication;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The library takes names and schemas as the host has them, and can be switched off.
 */
class HostConfigurationTests {

	private final TestDatabase.Access database = TestDatabase.create();

	@Test
	void theHostsDefaultSchemaIsTheLibrarys() throws SQLException {
		boolean schemas = !TestDatabase.Kind.selected().isLikeMySql();
		String schema = schemas ? "trail" : TestDatabase.create().url().replaceAll(".*/", "");
		if (schemas) {
			execute("create schema trail");
		}
		worksWith(Map.of("spring.jpa.properties.hibernate.default_" + (schemas ? "schema" : "catalog"), schema),
				schema + ".parcel", schema + ".revtrail_%s");

		assertThat(tables(this.database)).isEmpty();
		execute("select * from " + schema + ".revtrail_entry");
	}

	@Test
	void theHostsNamingStrategyNamesTheLibrarysTables() throws SQLException {
		worksWith(Map.of("spring.jpa.hibernate.naming.physical-strategy", Prefixed.class.getName()), "t_parcel",
				"t_revtrail_%s");

		assertThat(tables(this.database))
			.contains("t_parcel", "t_parcel_aud", "t_revtrail_revision", "t_revtrail_entry")
			.allMatch((name) -> name.startsWith("t_"));
	}

	@Test
	void namesMayBeQuoted() throws SQLException {
		String quote = (TestDatabase.Kind.selected().isLikeMySql()) ? "`" : "\"";
		worksWith(
				Map.of("spring.jpa.properties.hibernate.globally_quoted_identifiers", "true",
						"spring.jpa.hibernate.naming.physical-strategy",
						"org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl"),
				quote + "Parcel" + quote, quote + "revtrail_%s" + quote);

		execute("select %sid%s from %sParcel_AUD%s".replace("%s", quote));
	}

	@Test
	void switchedOffItLeavesNoTrace() throws SQLException {
		try (var application = start(Map.of("revtrail.enabled", "off", "revtrail.schema.initialize", "always"))) {
			application.getBean(ChangeContext.class)
				.runAs(Actor.service("importer"), "import", () -> change(application));
			for (Class<?> type : List.of(ChangeLog.class, RecordHistory.class, RecordTypes.class, Capture.class)) {
				assertThat(application.getBeanNamesForType(type)).isEmpty();
			}
			assertThat(application.getBean(DataSource.class)).isExactlyInstanceOf(HikariDataSource.class);
		}

		assertThat(tables(this.database)).contains("parcel_aud", "revinfo")
			.noneMatch((name) -> name.contains("revtrail"));
	}

	@Test
	void nothingIsRecordedWithoutEnvers() {
		Map<String, String> off = Map.of("spring.jpa.properties.hibernate.integration.envers.enabled", "false",
				"revtrail.schema.initialize", "always");

		assertThatThrownBy(() -> start(off).close()).rootCause()
			.isInstanceOfSatisfying(EnversSwitchedOffException.class,
					(failure) -> assertThat(StartupFailures.action(failure)).contains("revtrail.enabled=false"));
	}

	private void worksWith(Map<String, String> settings, String table, String libraryTable) throws SQLException {
		Map<String, String> validated = new HashMap<>(settings);
		validated.put("spring.jpa.hibernate.ddl-auto", "none");
		validated.put("revtrail.schema.audit-tables", "validate");
		validated.put("revtrail.bulk.mode", "fail");
		try (var made = start(settings); var found = start(validated)) {
			isReported(made, change(made));
			isReported(found, change(found));
			assertThatExceptionOfType(BulkStatementException.class)
				.isThrownBy(() -> new JdbcTemplate(found.getBean(DataSource.class)).update("delete from " + table));
			isMigrated(settings, libraryTable);
		}
	}

	/**
	 * The tables of the first version have no number, entries no mark, revisions no trace
	 * id, and what purges keep another name.
	 */
	private void isMigrated(Map<String, String> settings, String table) throws SQLException {
		String quote = table.replaceAll(".*[a-z_%]", "");
		execute("drop table " + table.formatted("schema"));
		execute("create table " + table.formatted("baseline") + " as select * from "
				+ table.formatted("purged_collections"));
		execute("drop table " + table.formatted("purged_collections"));
		execute("alter table " + table.formatted("entry") + " drop column " + quote + "keeps_collections" + quote);
		execute("alter table " + table.formatted("revision") + " drop column " + quote + "trace_id" + quote);
		Map<String, String> migrated = new HashMap<>(settings);
		migrated.put("spring.jpa.hibernate.ddl-auto", "none");
		migrated.put("revtrail.schema.audit-tables", "create");
		try (var application = start(migrated)) {
			isReported(application, change(application));
		}
		execute("select " + quote + "min_code_version" + quote + " from " + table.formatted("schema"));
		execute("select " + quote + "revision" + quote + " from " + table.formatted("purged_collections"));
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> execute("select * from " + table.formatted("baseline")));
	}

	private static void isReported(ConfigurableApplicationContext application, long parcel) {
		List<ChangeEntry> history = application.getBean(ChangeLog.class)
			.slice(ChangeQuery.in(Scope.everything()).record(new RecordRef("PARCEL", String.valueOf(parcel))), null, 10)
			.entries();
		assertThat(history).extracting(ChangeEntry::action)
			.containsExactly(Action.DELETE, Action.UPDATE, Action.CREATE);
		assertThat(history.get(1).changes())
			.containsExactly(new FieldChange.Value("operation", "made", "changed", true));
	}

	private static long change(ConfigurableApplicationContext application) {
		Warehouse warehouse = application.getBean(Warehouse.class);
		long parcel = warehouse.create("made");
		warehouse.update("changed", parcel, "made");
		warehouse.delete(parcel, "made");
		return parcel;
	}

	private ConfigurableApplicationContext start(Map<String, String> settings) {
		Map<String, Object> properties = new HashMap<>(this.database.properties());
		properties.put("revtrail.schema.initialize", "never");
		properties.putAll(settings);
		return WarehouseApplication.start(properties);
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/** The names of the tables in the schema of the connection. */
	private static Set<String> tables(TestDatabase.Access database) throws SQLException {
		Set<String> names = new HashSet<>();
		try (Connection connection = database.connect();
				ResultSet tables = connection.getMetaData()
					.getTables(connection.getCatalog(), connection.getSchema(), null, new String[] { "TABLE" })) {
			while (tables.next()) {
				names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
			}
		}
		return names;
	}

	/** Gives all tables a prefix. */
	public static final class Prefixed extends PhysicalNamingStrategySnakeCaseImpl {

		@Override
		public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
			String text = super.toPhysicalTableName(name, environment).getText();
			// Envers asks twice for the name of an audit table
			return Identifier.toIdentifier(text.startsWith("t_") ? text : "t_" + text);
		}

	}

}
