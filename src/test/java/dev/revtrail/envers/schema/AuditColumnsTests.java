package dev.revtrail.envers.schema;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.revtrail.StartupFailures;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.MissingAuditTablesException;
import dev.revtrail.envers.UnsuitableAuditTablesException;
import dev.revtrail.envers.narrow.Shop;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * An application does not start whose audit tables cannot hold what its own tables can.
 */
@ExtendWith(OutputCaptureExtension.class)
class AuditColumnsTests {

	private static final boolean MYSQL = TestDatabase.Kind.selected().isLikeMySql();

	private static final boolean POSTGRESQL = TestDatabase.Kind.selected() == TestDatabase.Kind.POSTGRESQL;

	/** A type of texts that are as long as one likes. */
	private static final String LONG_TEXT = POSTGRESQL ? "text" : "clob";

	/** Texts of 40 characters that differ where their letters do. */
	private static final String EXACT = (MYSQL ? "varchar(40) collate utf8mb4_bin"
			: POSTGRESQL ? "varchar(40)" : "varchar_casesensitive(40)") + " not null";

	/** The same without regard to case. */
	private static final String LOOSE = (POSTGRESQL ? "varchar(40) collate loose" : "varchar_ignorecase(40)")
			+ " not null";

	private static final String MOMENT = MYSQL ? "datetime" : "timestamp";

	private static final String[] WARNINGS = { "less exact", "could not be checked", "Changes can fail" };

	private static final String LONG_NAME = "n".repeat(500);

	/** The tables that Hibernate has made. */
	private static TestDatabase.Access made;

	private final TestDatabase.Access database = TestDatabase.copyOf(made);

	@BeforeAll
	static void makeTables() throws SQLException {
		made = TestDatabase.create();
		start(made, "update", "auto").close();
		if (POSTGRESQL) {
			try (Connection connection = made.connect(); Statement statement = connection.createStatement()) {
				statement.execute("create collation loose (provider = icu, locale = 'und-u-ks-level2', "
						+ "deterministic = false)");
				// Columns of a foreign key must compare alike at any time
				statement.execute(
						"""
								do $$ declare key record;
								begin
									for key in select conrelid::regclass as of, conname from pg_constraint where contype = 'f' loop
										execute format('alter table %s drop constraint %I', key.of, key.conname);
									end loop;
								end $$""");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "update", "validate" })
	void tablesThatHibernateHasMadeAreFine(String ddlAuto, CapturedOutput output) {
		start(ddlAuto, "validate").close();

		assertThat(output).doesNotContain(WARNINGS);
	}

	@Test
	void aColumnThatOnlyTheHostHasWidenedIsRefusedUntilItIsMended() {
		alter("customer", "name", "varchar(500)");
		alter("customer_aud", "name", "varchar(80)");

		UnsuitableAuditTablesException refusal = refusal();

		assertThat(refusal).message()
			.containsIgnoringCase("customer_aud.name (Customer.name) holds 80 characters, and must hold 500");
		assertThat(StartupFailures.action(refusal)).startsWith("Add these statements to your migrations")
			.contains(refusal.ddl())
			.endsWith("revtrail.startup-check=false.")
			.doesNotContain("nothing is mapped");
		assertThat(refusal.ddl()).hasSize(1);
		refusal.ddl().forEach(this::execute);
		try (var shop = start("none", "validate")) {
			assertThatAllIsRecorded(shop);
		}
	}

	@Tag("not-postgresql")
	@Test
	void allColumnsThatFailAreNamedAtOnceWithWhatMendsThem(CapturedOutput output) {
		alter("customer", "name", "varchar(500)");
		alter("customer_aud", "name", "varchar(80)");
		alter("customer_aud", "note", "varchar(255) not null");
		alter("customer", "credit", "decimal(14, 2)");
		alter("customer_aud", "credit", "decimal(8, 2)");
		alter("customer_aud", "visits", "smallint");
		alter("customer_aud", "points", "int");
		alter("customer", "photo", "varbinary(1000)");
		alter("customer_aud", "photo", "varbinary(90)");
		alter("customer", "street", "varchar(90)");
		alter("customer_aud", "street", "varchar(50)");
		alter("customer", "motto", "varchar(90)");
		alter("customer_aud", "motto", "varchar(40)");
		alter("customer_tags", "tag", "varchar(70)");
		alter("customer_tags_aud", "tag", "varchar(40) not null");
		alter("customer_phones", "kind", "varchar(25)");
		alter("customer_phones_aud", "kind", "varchar(10) not null");
		alter("customer_phones", "number_of_it", "varchar(500)");
		alter("customer_phones_aud", "number_of_it", "varchar(20) not null");
		alter("customer", "rate", "decimal(12, 6)");
		alter("customer_aud", "seen", MOMENT + "(0)");
		execute("alter table customer_aud add column dtype varchar(31) default 'x' not null");
		execute("alter table customer_aud alter column dtype drop default");

		UnsuitableAuditTablesException refusal = refusal();

		for (String problem : List.of("customer_aud.name (Customer.name) holds 80 characters, and must hold 500",
				"customer_aud.note (Customer.note) must allow null",
				"customer_aud.credit (Customer.credit) holds 6 digits before the point, and must hold 12",
				"customer_aud.visits (Customer.visits) has the type smallint",
				"customer_aud.points (Customer.points) has the type int",
				"customer_aud.photo (Customer.photo) holds 90 bytes, and must hold 1,000",
				"customer_aud.street (Customer.address.street) holds 50 characters, and must hold 90",
				"customer_aud.motto (Customer.motto) holds 40 characters, and must hold 90",
				"customer_tags_aud.tag (Customer.tags) holds 40 characters, and must hold 70",
				"customer_phones_aud.kind (Customer.phones) holds 10 characters, and must hold 25",
				"customer_phones_aud.number_of_it (Customer.phones) holds 20 characters, and must hold 500",
				"customer_aud.dtype can be neither null nor left out, and nothing is mapped to it anymore")) {
			assertThat(refusal).message().containsIgnoringCase(problem);
		}
		assertThat(refusal.getMessage().split("\n- ")).hasSize(13);
		assertThat(output.toString().toLowerCase()).contains("the history is less exact",
				"customer_aud.rate (customer.rate) holds 4 digits behind the point, where values have 6",
				"customer_aud.seen (customer.seen) holds 0 digits of a second, where values have 6");
		refusal.ddl().forEach(this::execute);
		alter("customer_aud", "dtype", "varchar(31) null");
		try (var shop = start("none", "validate")) {
			assertThatAllIsRecorded(shop);
		}
	}

	@Test
	void whatMakesHistoryLessExactIsMendedByTheStatementsOfTheWarning(CapturedOutput output) {
		alter("customer", "rate", "decimal(12, 6)");
		alter("customer_aud", "seen", MOMENT + "(3)");

		start("none", "validate").close();

		assertThat(output).contains("The history is less exact");
		assertThatWarningIsMended(output);
	}

	@Tag("not-postgresql")
	@Test
	void aColumnThatHoldsWhatTheMappingAllowsIsWarnedOf(CapturedOutput output) {
		alter("customer", "name", "varchar(500)");
		alter("customer", "note", MYSQL ? "text" : LONG_TEXT);
		alter("customer", "credit", "decimal(14, 2)");
		alter("customer", "photo", "varbinary(1000)");
		alter("customer", "street", "varchar(90)");
		alter("customer", "motto", "varchar(90)");
		alter("customer_tags", "tag", "varchar(70)");
		alter("customer_phones", "kind", "varchar(25)");
		alter("customer_phones", "number_of_it", "varchar(500)");
		alter("customer", "visits", "int null");
		alter("customer_aud", "visits", "int not null");

		start("none", "validate").close();

		assertThat(output.toString()).contains("Changes can fail");
		for (String problem : List.of("customer_aud.name (Customer.name) holds 100 characters, and must hold 500",
				"customer_aud.note (Customer.note) holds 255 characters, and must hold "
						+ (MYSQL ? "65,535" : "1,000,000,000"),
				"customer_aud.credit (Customer.credit) holds 8 digits before the point, and must hold 12",
				"customer_aud.photo (Customer.photo) holds 100 bytes, and must hold 1,000",
				"customer_aud.street (Customer.address.street) holds 60 characters, and must hold 90",
				"customer_aud.motto (Customer.motto) holds 50 characters, and must hold 90",
				"customer_tags_aud.tag (Customer.tags) holds 50 characters, and must hold 70",
				"customer_phones_aud.kind (Customer.phones) holds 20 characters, and must hold 25",
				"customer_phones_aud.number_of_it (Customer.phones) holds 30 characters, and must hold 500",
				"customer_aud.visits (Customer.visits) must allow null")) {
			assertThat(output.toString()).containsIgnoringCase(problem);
		}
		assertThatWarningIsMended(output);
		try (var shop = start("none", "validate")) {
			assertThatAllIsRecorded(shop);
		}
	}

	@Test
	void aColumnThatHoldsLessThanTheMappingAllowsIsRefused() {
		alter("customer_aud", "name", "varchar(99)");

		assertThatRefusalIsMended("customer_aud.name (Customer.name) holds 99 characters, and must hold 100");
	}

	@Tag("postgresql")
	@Test
	void typesOfPostgreSqlAreComparedByWhatTheyHold(CapturedOutput output) {
		alter("customer", "note", "text");
		alter("customer_aud", "note", "varchar");
		alter("customer_aud", "name", "text");
		alter("customer", "visits", "bigint not null");
		alter("customer_aud", "visits", "smallint");
		alter("customer_aud", "credit", "numeric(8, 2)");
		alter("customer_aud", "seen", "timestamp(0)");
		alter("customer", "motto", "varchar(90)");
		alter("customer_aud", "motto", "varchar(40)");

		assertThatRefusalIsMended("customer_aud.visits (Customer.visits) has the type smallint",
				"customer_aud.credit (Customer.credit) holds 6 digits before the point, and must hold 8",
				"customer_aud.motto (Customer.motto) holds 40 characters, and must hold");
		assertThat(output).contains("holds 0 digits of a second, where values have 6")
			.doesNotContain("customer_aud.note", "customer_aud.name", "could not be checked");
	}

	@Tag("mysql")
	@Test
	void aColumnThatHoldsAllButRareValuesIsWarnedOf(CapturedOutput output) {
		alter("customer_aud", "seen", "timestamp(6) null");
		alter("customer", "note", "json");
		alter("customer_aud", "note", "varchar(4000)");

		start("none", "validate").close();

		assertThat(output).contains("Changes can fail",
				"has the type timestamp, which ends in 2038, where datetime does not",
				"holds 4,000 characters, where JSON can have more");
		assertThatWarningIsMended(output);
	}

	@Tag("not-mariadb") // Alters no column of a foreign key
	@Test
	void tablesOfPrintedStatementsHoldWhatTheHostsDo(CapturedOutput output) {
		alter("customer", "name", "varchar(500)");
		alter("customer", "note", MYSQL ? "text" : LONG_TEXT);
		alter("customer", "credit", "decimal(14, 2)");
		alter("customer", "rate", "decimal(12, 6)");
		alter("customer", "photo", "varbinary(1000)");
		alter("customer", "street", "varchar(90)");
		alter("customer_tags", "tag", "varchar(70)");
		alter("customer_phones", "number_of_it", "varchar(500)");
		String key = MYSQL ? EXACT : LOOSE;
		alter("customer", "code", key);
		alter("customer_tags", "customer_code", key);
		alter("customer_phones", "customer_code", key);
		for (String table : List.of("customer_aud", "customer_tags_aud", "customer_phones_aud")) {
			execute("drop table " + table);
		}
		MissingAuditTablesException missing = (MissingAuditTablesException) Throwables
			.getRootCause(catchThrowable(() -> start("none", "validate").close()));
		missing.ddl().forEach(this::execute);

		try (var shop = start("none", "validate")) {
			assertThatAllIsRecorded(shop);
		}
		assertThat(output).doesNotContain(WARNINGS);
	}

	@Test
	void aColumnThatTheDatabaseFillsIsFine() {
		if (MYSQL) {
			execute("alter table customer_aud add column node varchar(20) not null");
			execute("create trigger fill before insert on customer_aud for each row set new.node = 'a'");
		}
		else {
			execute("create domain node as varchar(20) default 'a'");
			execute("alter table customer_aud add column node node not null");
		}

		try (var shop = start("none", "validate")) {
			alter("customer", "name", "varchar(500)");
			alter("customer_aud", "name", "varchar(500)");
			assertThatAllIsRecorded(shop);
		}
	}

	@Tag("not-mariadb") // Alters no column of a foreign key
	@Tag("not-postgresql")
	@Test
	void whatHoldsAsMuchIsFine(CapturedOutput output) {
		alter("customer", "name", "varchar(200)");
		alter("customer_aud", "name", MYSQL ? "text" : LONG_TEXT);
		alter("customer_aud", "note", "varchar(300)");
		alter("customer", "visits", "bigint not null");
		alter("customer", "grade", "varchar(255)");
		alter("customer_aud", "grade", "varchar(4)");
		alter("customer_aud", "former", "tinyint");
		alter("customer", "former", "int");
		alter("customer_aud", "active", "tinyint");
		alter("customer", "active", "int not null");
		alter("customer_aud", "credit", "decimal(20, 5)");
		alter("customer_aud", "visits", "decimal(20)");
		alter("customer_aud", "points", "varchar(30)");
		alter("city", "name", "varchar(90)");
		alter("customer", "serial", "varbinary(255)");
		alter("customer", "token", "varchar(255)");
		alter("customer_aud", "token", "varchar(36)");
		alter("customer", "motto", MYSQL ? "longtext" : LONG_TEXT);
		alter("customer_aud", "motto", MYSQL ? "longtext" : "varchar");

		start("none", "validate").close();

		assertThat(output).doesNotContain(WARNINGS);
	}

	@Tag("mysql")
	@Test
	void constantsThatAnAuditTableDoesNotHoldAreRefused() {
		alter("customer", "grade", "enum('HIGH', 'LOW')");
		alter("customer_aud", "grade", "enum('LOW')");

		assertThatRefusalIsMended("customer_aud.grade (Customer.grade) does not hold HIGH");
	}

	@Tag("mysql")
	@Test
	void charactersThatAnAuditTableDoesNotHoldAreRefused() {
		alter("customer_aud", "name", "varchar(100) character set latin1");
		alter("customer_aud", "note", "tinytext");

		assertThatRefusalIsMended(
				"customer_aud.name (Customer.name) has the character set latin1, and must have utf8mb4",
				"customer_aud.note (Customer.note) holds 255 bytes, and must hold 1,020");
	}

	@Tag("not-mariadb") // Alters no column of a foreign key
	@Test
	void aKeyUnderWhichRecordsMixIsRefused() {
		alter("customer", "code", EXACT);
		if (!MYSQL) {
			alter("customer_aud", "code", LOOSE);
		}

		assertThatRefusalIsMended("customer_aud.code (Customer.id) compares texts by the "
				+ (MYSQL ? "collation utf8mb4_0900_ai_ci" : POSTGRESQL ? "collation loose" : "type varchar_ignorecase")
				+ ", under which records that differ by the");
	}

	@Test
	void aKeyUnderWhichARecordHasSeveralHistoriesIsWarnedOf(CapturedOutput output) {
		if (MYSQL) {
			alter("customer_aud", "code", EXACT);
		}
		else {
			alter("customer", "code", LOOSE);
		}

		start("none", "validate").close();

		assertThat(output.toString()).containsIgnoringCase("customer_aud.code (Customer.id) compares texts by")
			.contains("can have several histories");
	}

	@Test
	void viewsAreNotCompared(CapturedOutput output) {
		execute("alter table customer_aud rename to customer_history");
		execute("create view customer_aud as select * from customer_history");
		alter("customer", "name", "varchar(500)");

		start("none", "ignore").close();

		assertThat(output).doesNotContain(WARNINGS);
	}

	@Test
	void aHostThatLooksAfterItsTablesItselfIsNotAsked() {
		alter("customer", "name", "varchar(500)");

		start("none", "ignore").close();
	}

	@Test
	void tablesOfOtherSchemasDoNotCount(CapturedOutput output) {
		String other = MYSQL ? TestDatabase.create().url().replaceAll(".*/", "") : "other";
		if (!MYSQL) {
			execute("create schema other");
		}
		execute("create table " + other + ".customer_aud (code varchar(1) not null, name varchar(1) not null)");
		execute("create table " + other + ".customer (code varchar(400) not null, name varchar(4000) not null)");
		execute("create table customerxaud (name varchar(1) not null)");

		start("none", "validate").close();

		assertThat(output).doesNotContain(WARNINGS);
	}

	@Tag("h2")
	@ParameterizedTest
	@ValueSource(strings = { "DATABASE_TO_UPPER=FALSE", "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
			"DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE" })
	void columnsAreComparedHoweverNamesAreStored(String setting, CapturedOutput output) throws SQLException {
		String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;" + setting;
		startAt(url, "update").close();
		try (Connection connection = DriverManager.getConnection(url, "sa", "");
				Statement statement = connection.createStatement()) {
			statement.execute("alter table customer_aud alter column name varchar(20)");
		}

		// Where the case of names is kept, Hibernate finds no table, and widens none
		String ddlAuto = setting.contains("UPPER") ? "update" : "none";
		assertThat(catchThrowableOfType(UnsuitableAuditTablesException.class, () -> startAt(url, ddlAuto).close()))
			.message()
			.contains("customer_aud.name (Customer.name) holds 20 characters, and must hold 100");
		assertThat(output).doesNotContain("could not be checked");
	}

	@Tag("h2")
	@Test
	void tablesWhoseColumnsCannotBeReadAreWarnedOf(CapturedOutput output) {
		String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;OLD_INFORMATION_SCHEMA=TRUE";

		startAt(url, "update").close();

		assertThat(output).contains("could not be checked");
	}

	private ConfigurableApplicationContext startAt(String url, String ddlAuto) {
		return new SpringApplicationBuilder(Shop.class).web(WebApplicationType.NONE)
			.properties(Map.of("spring.config.name", "shop", "spring.flyway.enabled", "false", "spring.datasource.url",
					url, "spring.datasource.username", "sa", "spring.datasource.password", "",
					"spring.jpa.hibernate.ddl-auto", ddlAuto, "revtrail.schema.initialize", "never",
					"logging.level.root", "warn"))
			.run();
	}

	private void assertThatRefusalIsMended(String... problems) {
		UnsuitableAuditTablesException refusal = refusal();
		for (String problem : problems) {
			assertThat(refusal).message().containsIgnoringCase(problem);
		}
		refusal.ddl().forEach(this::execute);
		start("none", "validate").close();
	}

	private void assertThatWarningIsMended(CapturedOutput output) {
		String warning = output.toString();
		String ddl = warning.substring(warning.indexOf("mend them:") + "mend them:".length());
		for (String statement : ddl.substring(0, ddl.lastIndexOf(';')).split(";")) {
			execute(statement);
		}
		start("none", "validate").close();
		assertThat(output.toString().substring(warning.length())).doesNotContain(WARNINGS);
	}

	private static void assertThatAllIsRecorded(ConfigurableApplicationContext shop) {
		EntityManager entityManager = shop.getBean(EntityManagerFactory.class).createEntityManager();
		try {
			entityManager.getTransaction().begin();
			Shop.Customer customer = new Shop.Customer();
			customer.code = "a";
			customer.name = LONG_NAME;
			customer.credit = new BigDecimal("12345678.90");
			customer.visits = 100_000;
			customer.points = 10_000_000_000L;
			customer.grade = Shop.Grade.HIGH;
			entityManager.persist(customer);
			entityManager.getTransaction().commit();
		}
		finally {
			entityManager.close();
		}
		assertThat(shop.getBean(ChangeLog.class)
			.count(ChangeQuery.in(Scope.everything()).record(new RecordRef("CUSTOMER", "a")))).isEqualTo(1);
	}

	private UnsuitableAuditTablesException refusal() {
		return catchThrowableOfType(UnsuitableAuditTablesException.class, () -> start("none", "validate").close());
	}

	private void alter(String table, String column, String definition) {
		execute(POSTGRESQL ? new PostgreSqlTexts().alteration(table, column, ofPostgreSql(definition))
				: "alter table %s %s column %s %s".formatted(table, MYSQL ? "modify" : "alter", column, definition));
	}

	private static String ofPostgreSql(String definition) {
		return definition.replaceFirst("varbinary\\(.*\\)", "bytea").replaceFirst("(?<!l)$", "$0 null").trim();
	}

	private void execute(String sql) {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			if (MYSQL) {
				statement.execute("set foreign_key_checks = 0");
			}
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	private ConfigurableApplicationContext start(String ddlAuto, String auditTables) {
		return start(this.database, ddlAuto, auditTables);
	}

	private static ConfigurableApplicationContext start(TestDatabase.Access database, String ddlAuto,
			String auditTables) {
		Map<String, Object> properties = new HashMap<>(database.properties());
		properties.putAll(
				Map.of("spring.config.name", "shop", "spring.flyway.enabled", "false", "spring.jpa.hibernate.ddl-auto",
						ddlAuto, "revtrail.schema.initialize", "always", "revtrail.schema.audit-tables", auditTables,
						"logging.level.root", "warn", "spring.main.banner-mode", "off"));
		return new SpringApplicationBuilder(Shop.class).web(WebApplicationType.NONE).properties(properties).run();
	}

}
