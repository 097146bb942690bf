package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.TestDatabase;
import dev.revtrail.envers.MissingAuditTablesException;
import dev.revtrail.envers.RevisionInsertionTests;
import dev.revtrail.envers.hospital.Hospital;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The DDL that start-up prints makes the tables that the library itself would make.
 */
class PrintedSchemaTests {

	private final TestDatabase.Access printed = TestDatabase.create();

	private final TestDatabase.Access initialized = TestDatabase.create();

	@Test
	void theLibrarysTablesAreThoseOfItsScripts() throws SQLException {
		start(this.initialized, "always", "create");
		execute(ddl());

		start(this.printed, "never", "validate");

		assertThat(columns(this.printed)).isEqualTo(columns(this.initialized)).isNotEmpty();
		assertThat(indexes(this.printed)).isEqualTo(indexes(this.initialized)).isNotEmpty();
		assertThat(checks(this.printed)).isEqualTo(checks(this.initialized));
	}

	@Test
	void aRevisionEntityOfTheHostsHasItsOwnTable() throws SQLException {
		String setting = "revtrail.revision-entity=" + RevisionInsertionTests.HouseRevision.class.getName();
		List<String> ddl = ddl(setting);
		execute(ddl);

		start(this.printed, "never", "validate", setting);

		assertThat(ddl).filteredOn((command) -> command.matches("(?is)create .*table .*revtrail_revision .*"))
			.singleElement()
			.asString()
			.contains("house");
	}

	private List<String> ddl(String... settings) {
		Throwable failure = catchThrowable(() -> start(this.printed, "never", "validate", settings));
		assertThat(failure).rootCause().isInstanceOf(MissingAuditTablesException.class);
		return ((MissingAuditTablesException) Throwables.getRootCause(failure)).ddl();
	}

	private static List<Map<String, Object>> columns(TestDatabase.Access database) throws SQLException {
		return query(database, """
				select table_name, column_name, ordinal_position, data_type, character_maximum_length, is_nullable,
				collation_name from information_schema.columns where lower(table_name) like 'revtrail%'
				and lower(table_schema) = lower(?) order by table_name, ordinal_position""");
	}

	private static List<Map<String, Object>> checks(TestDatabase.Access database) throws SQLException {
		return query(database, """
				select table_name, constraint_type, count(*) as constraints from information_schema.table_constraints
				where lower(table_name) like 'revtrail%' and lower(table_schema) = lower(?)
				group by table_name, constraint_type order by table_name, constraint_type""");
	}

	private static List<Map<String, Object>> indexes(TestDatabase.Access database) throws SQLException {
		return query(database, switch (TestDatabase.Kind.selected()) {
			case H2 -> """
					select table_name, index_name, ordinal_position, column_name from information_schema.index_columns
					where lower(index_name) like 'ix_revtrail%' and lower(table_schema) = lower(?)
					order by table_name, index_name, ordinal_position""";
			case MYSQL, MARIADB -> """
					select table_name, index_name, seq_in_index, column_name from information_schema.statistics
					where table_name like 'revtrail%' and table_schema = ?
					order by table_name, index_name, seq_in_index""";
			case POSTGRESQL -> """
					select tablename, indexname, indexdef from pg_indexes
					where indexname like 'ix_revtrail%' and schemaname = ? order by tablename, indexname""";
		});
	}

	private static List<Map<String, Object>> query(TestDatabase.Access database, String sql) throws SQLException {
		try (Connection connection = database.connect()) {
			boolean mySql = TestDatabase.Kind.selected().isLikeMySql();
			return new JdbcTemplate(new SingleConnectionDataSource(connection, true)).queryForList(sql,
					mySql ? connection.getCatalog() : connection.getSchema());
		}
	}

	private void execute(List<String> ddl) throws SQLException {
		try (Connection connection = this.printed.connect(); Statement statement = connection.createStatement()) {
			for (String command : ddl) {
				statement.execute(command);
			}
		}
	}

	private static void start(TestDatabase.Access database, String initialize, String auditTables, String... settings) {
		Map<String, Object> properties = new HashMap<>(database.properties());
		properties.putAll(Map.of("spring.config.name", "hospital", "spring.flyway.enabled", "false",
				"spring.jpa.hibernate.ddl-auto", "none", "revtrail.schema.initialize", initialize,
				"revtrail.schema.audit-tables", auditTables, "logging.level.root", "warn", "spring.main.banner-mode",
				"off"));
		for (String setting : settings) {
			properties.put(setting.split("=")[0], setting.split("=")[1]);
		}
		new SpringApplicationBuilder(Hospital.class).web(WebApplicationType.NONE).properties(properties).run().close();
	}

}
