package dev.revtrail;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TestDatabaseTests {

	@Test
	void theSuiteRunsOnTheDatabaseThatWasSelected() throws SQLException {
		try (Connection connection = TestDatabase.create().connect()) {
			assertThat(connection.getMetaData().getDatabaseProductName())
				.isEqualToIgnoringCase(System.getProperty("test.database", "h2"));
		}
	}

	@Test
	void eachDatabaseIsEmpty() throws SQLException {
		create(TestDatabase.create());
		create(TestDatabase.create());
	}

	@Test
	void aCopyHasTheRowsOfItsSourceAndGoesItsOwnWay() throws SQLException {
		TestDatabase.Access source = TestDatabase.create();
		execute(source, "create table parent (id int primary key)",
				"create table child (id bigint auto_increment primary key, name varchar(20), parent int not null, "
						+ "constraint fk_parent foreign key (parent) references parent (id))",
				"insert into parent values (1)", "insert into child (name, parent) values ('it''s; \n ü', 1)");

		TestDatabase.Access copy = TestDatabase.copyOf(source);
		execute(copy, "insert into child (name, parent) values ('second', 1)");

		assertThat(names(source)).containsExactly("1 it's; \n ü");
		assertThat(names(copy)).containsExactly("1 it's; \n ü", "2 second");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(copy, "delete from parent"));
	}

	@Test
	void eachContextHasADatabaseOfItsOwn() {
		new ApplicationContextRunner().withInitializer(new TestDatabase())
			.run((one) -> new ApplicationContextRunner().withInitializer(new TestDatabase())
				.run((other) -> assertThat(url(one)).isNotEqualTo(url(other))));
	}

	private static String url(ApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("spring.datasource.url");
	}

	private static List<String> names(TestDatabase.Access database) throws SQLException {
		List<String> names = new ArrayList<>();
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select id, name from child order by id")) {
			while (rows.next()) {
				names.add(rows.getInt(1) + " " + rows.getString(2));
			}
		}
		return names;
	}

	private static void execute(TestDatabase.Access database, String... statements) throws SQLException {
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	private static void create(TestDatabase.Access database) throws SQLException {
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			statement.execute("create table same_name (id int primary key)");
			try (ResultSet rows = statement.executeQuery("select count(*) from same_name")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getInt(1)).isZero();
			}
		}
	}

}
