package dev.revtrail;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

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
	void eachContextHasADatabaseOfItsOwn() {
		new ApplicationContextRunner().withInitializer(new TestDatabase())
			.run((one) -> new ApplicationContextRunner().withInitializer(new TestDatabase())
				.run((other) -> assertThat(url(one)).isNotEqualTo(url(other))));
	}

	private static String url(ApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("spring.datasource.url");
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
