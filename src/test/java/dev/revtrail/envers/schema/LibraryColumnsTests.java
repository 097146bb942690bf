package dev.revtrail.envers.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.revtrail.StartupFailures;
import dev.revtrail.Action;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.UnsuitableTablesException;
import dev.revtrail.envers.hospital.Hospital;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The library's tables keep apart what is not the same and hold what is written to them,
 * whether scripts or Hibernate made them; where they do not, the application does not
 * start.
 */
class LibraryColumnsTests {

	private static final List<String> IDS = List.of("A", "a", "é", "e", "ss", "ß", "a ", "a\u200b");

	private static final boolean MYSQL = TestDatabase.Kind.selected().isLikeMySql();

	private static final boolean POSTGRESQL = TestDatabase.Kind.selected() == TestDatabase.Kind.POSTGRESQL;

	private TestDatabase.Access database = TestDatabase.create();

	@ParameterizedTest
	@ValueSource(strings = { "none", "create", "update" })
	void idsThatAreNotTheSameAreNotOne(String ddlAuto) {
		try (var hospital = start(ddlAuto)) {
			assertThatIdsAreKeptApart(hospital);
		}
	}

	@Tag("h2")
	@ParameterizedTest
	@ValueSource(strings = { "none", "create", "update" })
	void norInADatabaseThatIgnoresCase(String ddlAuto) {
		this.database = new TestDatabase.Access(this.database.url() + ";IGNORECASE=TRUE", "sa", "");

		idsThatAreNotTheSameAreNotOne(ddlAuto);
	}

	@Tag("h2")
	@Test
	void norWhereH2HasTheTablesOfMySql() {
		this.database = new TestDatabase.Access(this.database.url() + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE", "sa", "");
		IntStream.rangeClosed(1, LibrarySchema.VERSION)
			.mapToObj((number) -> Migration.read(SchemaPlatform.named("mysql"), number))
			.flatMap((migration) -> migration.statements().stream())
			.forEach(this::execute);

		try (var hospital = start("update")) {
			assertThatIdsAreKeptApart(hospital);
		}
	}

	@Tag("h2")
	@Test
	void aDatabaseWithACollationIsRefused() {
		execute("set collation english strength primary");

		UnsuitableTablesException refusal = refusal();

		assertThat(refusal).message()
			.containsIgnoringCase("revtrail_entry.record_id compares texts by the collation ENGLISH");
		assertThat(StartupFailures.action(refusal)).startsWith("Make the tables as the library's scripts do");
	}

	@Test
	void vagueColumnsAreRefusedUntilTheyAreMended() {
		start("none").close();
		if (POSTGRESQL) {
			execute("create collation loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
		}
		execute(switch (TestDatabase.Kind.selected()) {
			case H2 -> "alter table revtrail_entry alter column record_id varchar_ignorecase(512) not null";
			case MYSQL -> "alter table revtrail_entry convert to character set utf8mb4 collate utf8mb4_0900_ai_ci";
			case MARIADB -> "alter table revtrail_entry convert to character set utf8mb4 collate utf8mb4_uca1400_ai_ci";
			case POSTGRESQL -> "alter table revtrail_entry alter column record_id type varchar(512) collate loose";
		});

		assertThatRefusalIsMended("record_id compares texts by the " + switch (TestDatabase.Kind.selected()) {
			case H2 -> "type VARCHAR_IGNORECASE";
			case MYSQL -> "collation utf8mb4_0900_ai_ci";
			case MARIADB -> "collation utf8mb4_uca1400_ai_ci";
			case POSTGRESQL -> "collation loose";
		} + ", under which different ones can be equal");
	}

	@Tag("mysql")
	@Test
	void collationsThatIgnoreLessAreRefusedToo() {
		Map<String, String> collations = Map.of("revtrail_purged_collections", "utf8mb4_bin", "revtrail_legal_hold",
				"utf8mb4_0900_as_cs", "revtrail_purge", "utf8mb3_bin", "revtrail_organization_root", "latin1_bin");
		start("none").close();
		collations.forEach((table, collation) -> execute("alter table " + table + " convert to character set "
				+ collation.split("_")[0] + " collate " + collation));

		assertThatRefusalIsMended("revtrail_purged_collections.record_id compares texts by the collation utf8mb4_bin",
				"revtrail_legal_hold.subject compares texts by the collation utf8mb4_0900_as_cs",
				"revtrail_purge.owner compares texts by the collation utf8mb3_bin",
				"revtrail_organization_root.organization compares texts by the collation latin1_bin");
	}

	@Test
	void columnsThatCannotHoldWhatIsWrittenAreRefused() {
		start("none").close();
		alter("revtrail_entry", "changed", "varchar(255)");
		alter("revtrail_entry", "revision", "int not null");
		alter("revtrail_revision", "recorded_at",
				MYSQL ? "timestamp not null" : "timestamp(0) with time zone not null");
		alter("revtrail_purge", "failure", "bigint");
		alter("revtrail_legal_hold", "lifted_by", "varchar(128) not null");

		assertThatRefusalIsMended("revtrail_entry.changed holds 255 characters, and must hold 4,000",
				"and must have bigint", "revtrail_revision.recorded_at holds 0 digits of a second, and must hold 6",
				"and must hold texts", "revtrail_legal_hold.lifted_by must allow null");
	}

	@Test
	void numbersThatTheDatabaseGivesStayItsOwn() {
		try (var hospital = start("none")) {
			record(hospital, "first");
		}
		alter("revtrail_revision", "id",
				MYSQL ? "int not null auto_increment" : POSTGRESQL ? "int not null" : "set data type int");

		assertThatRefusalIsMended("revtrail_revision.id has the type int");
	}

	@Tag("postgresql")
	@Test
	void numbersThatConnectionsCacheAreRefused() {
		start("none").close();
		execute("alter table revtrail_revision alter column id set cache 50");

		assertThatRefusalIsMended("revtrail_revision.id takes its values from revtrail_revision_id_seq, "
				+ "of which each connection caches 50, and must cache 1");
	}

	@Tag("postgresql")
	@Test
	void numbersOfAForeignSequenceAreRefused() {
		start("none").close();
		execute("alter table revtrail_revision alter column id drop identity");
		execute("create sequence numbers");
		execute("alter table revtrail_revision alter column id set default nextval('numbers')");
		UnsuitableTablesException refusal = refusal();

		assertThat(refusal).message().contains("revtrail_revision.id has no sequence of its own");
		execute("alter sequence numbers owned by revtrail_revision.id");
		start("none").close();
	}

	@Tag("postgresql")
	@Test
	void aSequenceThatTheAccountMayNotReadIsRefused() {
		start("none").close();
		String clerk = this.database.url().replaceAll(".*/test", "clerk");
		execute("create role %s login password 'clerk'".formatted(clerk));
		execute("grant select, insert, update, delete on all tables in schema public to " + clerk);
		TestDatabase.Access owner = this.database;
		this.database = new TestDatabase.Access(owner.url(), clerk, "clerk");

		UnsuitableTablesException refusal = refusal();

		assertThat(refusal).message()
			.contains("revtrail_revision.id takes its values from revtrail_revision_id_seq, " + "which the account "
					+ clerk + " may not read");
		this.database = owner;
		refusal.ddl().forEach(this::execute);
		this.database = new TestDatabase.Access(owner.url(), clerk, "clerk");
		start("none").close();
	}

	@Test
	void whatElseTheColumnsAreIsTheHostsChoice() {
		start("none").close();
		execute("alter table revtrail_http_status add column region varchar(10) default 'eu' not null");
		alter("revtrail_entry", "record_id",
				((MYSQL || POSTGRESQL) ? "varchar" : "varchar_casesensitive") + "(600) not null");

		start("none").close();
	}

	private void assertThatRefusalIsMended(String... problems) {
		UnsuitableTablesException refusal = refusal();
		for (String problem : problems) {
			assertThat(refusal).message().containsIgnoringCase(problem);
		}
		assertThat(StartupFailures.action(refusal)).contains("Add these statements to your migrations")
			.contains(refusal.ddl());
		refusal.ddl().forEach(this::execute);

		try (var hospital = start("none")) {
			assertThatIdsAreKeptApart(hospital);
		}
	}

	private void alter(String table, String column, String definition) {
		String nullable = definition.endsWith("null") ? definition : definition + " null";
		execute(POSTGRESQL ? new PostgreSqlTexts().alteration(table, column, nullable)
				: "alter table %s %s column %s %s".formatted(table, MYSQL ? "modify" : "alter", column, definition));
	}

	private UnsuitableTablesException refusal() {
		return catchThrowableOfType(UnsuitableTablesException.class, () -> {
			try {
				start("none").close();
			}
			catch (RuntimeException ex) {
				throw Throwables.getRootCause(ex);
			}
		});
	}

	private static void assertThatIdsAreKeptApart(ConfigurableApplicationContext hospital) {
		IDS.forEach((id) -> record(hospital, id));

		ChangeLog log = hospital.getBean(ChangeLog.class);
		for (String id : IDS) {
			assertThat(log.count(ChangeQuery.in(Scope.everything()).record(new RecordRef("Patient", id))))
				.as("entries of the record '%s'", id)
				.isEqualTo(1);
		}
	}

	private static void record(ConfigurableApplicationContext hospital, String id) {
		hospital.getBean(EventLog.class).recordAlone(List.of(Event.of(Action.VIEW, new RecordRef("Patient", id))));
	}

	private void execute(String sql) {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	private ConfigurableApplicationContext start(String ddlAuto) {
		Map<String, Object> properties = new HashMap<>(this.database.properties());
		properties.putAll(Map.of("spring.config.name", "hospital", "spring.flyway.enabled", "false",
				"spring.jpa.hibernate.ddl-auto", ddlAuto, "revtrail.schema.initialize",
				ddlAuto.equals("none") ? "always" : "never", "revtrail.schema.audit-tables", "create",
				"revtrail.startup-check", "false", "logging.level.root", "warn", "spring.main.banner-mode", "off"));
		return new SpringApplicationBuilder(Hospital.class).web(WebApplicationType.NONE).properties(properties).run();
	}

}
