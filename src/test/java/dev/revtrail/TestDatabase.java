package dev.revtrail;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives every application context that it initializes an empty database of its own: on H2
 * in memory or, where the system property {@code test.database} is {@code mysql},
 * {@code mariadb} or {@code postgresql}, in a container that all tests of the JVM share.
 * <p>
 * Tests of Spring's name it as initializer in {@code ContextConfiguration}; a context
 * runner takes it by {@code withInitializer(new TestDatabase())}.
 * <p>
 * A test that makes sense on one of them only is tagged {@code h2}, {@code mysql},
 * {@code mariadb} or {@code postgresql}, so that the other runs do not even count it. So
 * is one whose outcome no database has a say in, as pages, documents and settings: it is
 * tagged {@code h2}, the fastest of them.
 */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/**
	 * The databases that the suite runs on.
	 */
	public enum Kind {

		/** H2 in memory. */
		H2,

		/** MySQL 9.7 in a container. */
		MYSQL,

		/** MariaDB 11.8 in a container. */
		MARIADB,

		/** PostgreSQL 18 in a container. */
		POSTGRESQL;

		/**
		 * The database that this run is about.
		 * @return the kind
		 */
		public static Kind selected() {
			return valueOf(System.getProperty("test.database", "h2").toUpperCase(Locale.ROOT));
		}

		/**
		 * Whether it speaks MySQL's SQL.
		 * @return true for MySQL and MariaDB
		 */
		public boolean isLikeMySql() {
			return this == MYSQL || this == MARIADB;
		}

		/**
		 * The expression of SQL for the schema of a connection.
		 * @return the expression
		 */
		public String schema() {
			return (this == POSTGRESQL) ? "current_schema()" : "schema()";
		}

	}

	/**
	 * An empty database.
	 *
	 * @param url its JDBC address
	 * @param user who may do anything there
	 * @param password the user's password
	 */
	public record Access(String url, String user, String password) {

		/**
		 * Connects to the database.
		 * @return a connection in auto-commit mode
		 * @throws SQLException when it does not answer
		 */
		public Connection connect() throws SQLException {
			return DriverManager.getConnection(this.url, this.user, this.password);
		}

		/**
		 * The same as Spring Boot knows it. An application's first start is no event, so
		 * that tests know the first revision.
		 * @return the properties of {@code spring.datasource}, and that one
		 */
		public Map<String, Object> properties() {
			return Map.of("spring.datasource.url", this.url, "spring.datasource.username", this.user,
					"spring.datasource.password", this.password, "revtrail.events.configuration-changes", "false");
		}

	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test database", create().properties()));
	}

	/**
	 * Makes an empty database of the selected kind.
	 * @return how to reach it
	 */
	public static Access create() {
		String name = newName();
		return switch (Kind.selected()) {
			case H2 -> new Access("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
			case MYSQL, MARIADB -> SharedMySql.create(name);
			case POSTGRESQL -> SharedPostgreSql.create(name, "template1");
		};
	}

	/**
	 * Makes a database of the selected kind with the tables and rows of another.
	 * @param source the other database, which is not changed meanwhile
	 * @return how to reach the copy
	 */
	public static Access copyOf(Access source) {
		if (Kind.selected() == Kind.POSTGRESQL) {
			return SharedPostgreSql.create(newName(), name(source));
		}
		Access copy = create();
		if (Kind.selected() == Kind.H2) {
			copyInMemory(source, copy);
		}
		else {
			SharedMySql.copy(source, copy);
		}
		return copy;
	}

	private static String newName() {
		return "test_" + UUID.randomUUID().toString().replace("-", "");
	}

	private static String name(Access database) {
		return database.url().substring(database.url().lastIndexOf('/') + 1);
	}

	private static void copyInMemory(Access source, Access copy) {
		try (Connection from = source.connect();
				Connection to = copy.connect();
				Statement reading = from.createStatement();
				Statement writing = to.createStatement();
				ResultSet script = reading.executeQuery("script")) {
			while (script.next()) {
				writing.execute(script.getString(1));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The database could not be copied.", ex);
		}
	}

	/**
	 * MySQL or MariaDB. Started by the first test that needs it, and stopped with the
	 * JVM.
	 */
	private static final class SharedMySql {

		private static final String PASSWORD = "test";

		/**
		 * It lives in memory, as nothing of it outlives the JVM, has room for the pools
		 * of all cached contexts, and measures nothing of itself.
		 */
		private static final JdbcDatabaseContainer<?> CONTAINER = container().withUsername("root")
			.withPassword(PASSWORD)
			.withTmpFs(Map.of("/var/lib/mysql", "rw"))
			.withCommand("--max-connections=1000", "--skip-log-bin", "--innodb-flush-log-at-trx-commit=0",
					"--performance-schema=OFF");

		static {
			CONTAINER.start();
		}

		private static JdbcDatabaseContainer<?> container() {
			return (Kind.selected() == Kind.MARIADB) ? new MariaDBContainer("mariadb:11.8")
					: new MySQLContainer("mysql:9.7");
		}

		static Access create(String name) {
			Access server = access("");
			try (Connection connection = server.connect(); Statement statement = connection.createStatement()) {
				statement.execute("create database " + name);
			}
			catch (SQLException ex) {
				throw new IllegalStateException("The shared MySQL made no database.", ex);
			}
			return access(name);
		}

		static void copy(Access source, Access copy) {
			try (Connection connection = copy.connect(); Statement statement = connection.createStatement()) {
				statement.execute("set foreign_key_checks = 0");
				List<String> tables = new ArrayList<>();
				try (ResultSet rows = statement.executeQuery("show tables from " + name(source))) {
					while (rows.next()) {
						tables.add("`" + rows.getString(1) + "`");
					}
				}
				for (String table : tables) {
					String original = name(source) + "." + table;
					String definition;
					try (ResultSet rows = statement.executeQuery("show create table " + original)) {
						rows.next();
						definition = rows.getString(2);
					}
					statement.execute(definition);
					String columns = columns(connection, table.substring(1, table.length() - 1));
					statement
						.execute("insert into " + table + " (" + columns + ") select " + columns + " from " + original);
				}
			}
			catch (SQLException ex) {
				throw new IllegalStateException("The database could not be copied.", ex);
			}
		}

		/** The columns of a table whose values are not generated. */
		private static String columns(Connection connection, String table) throws SQLException {
			List<String> columns = new ArrayList<>();
			try (PreparedStatement statement = connection
				.prepareStatement("select column_name from information_schema.columns where table_schema = schema() "
						+ "and table_name = ? and coalesce(generation_expression, '') = ''")) {
				statement.setString(1, table);
				try (ResultSet rows = statement.executeQuery()) {
					while (rows.next()) {
						columns.add("`" + rows.getString(1) + "`");
					}
				}
			}
			return String.join(", ", columns);
		}

		/**
		 * MySQL's driver would negotiate TLS for each of many connections, and parse each
		 * statement every time.
		 */
		private static String server() {
			return (Kind.selected() == Kind.MARIADB) ? "%s:%d"
					: "(host=%s,port=%d,sslMode=DISABLED,allowPublicKeyRetrieval=true,"
							+ "cachePrepStmts=true,prepStmtCacheSize=500,prepStmtCacheSqlLimit=10000)";
		}

		private static Access access(String name) {
			String url = "jdbc:%s://%s/%s".formatted(Kind.selected().name().toLowerCase(Locale.ROOT),
					server().formatted(CONTAINER.getHost(), CONTAINER.getMappedPort(3306)), name);
			return new Access(url, "root", PASSWORD);
		}

	}

	/** Started by the first test that needs it, and stopped with the JVM. */
	private static final class SharedPostgreSql {

		private static final PostgreSQLContainer CONTAINER = new PostgreSQLContainer("postgres:18").withUsername("test")
			.withPassword("test")
			.withTmpFs(Map.of("/var/lib/postgresql", "rw"))
			.withCommand("postgres", "-c", "max_connections=1000", "-c", "fsync=off", "-c", "synchronous_commit=off",
					"-c", "full_page_writes=off");

		static {
			CONTAINER.start();
		}

		/** The template must have no other connections. */
		static Access create(String name, String template) {
			try (Connection connection = access("test").connect(); Statement statement = connection.createStatement()) {
				statement.execute("create database " + name + " template " + template);
			}
			catch (SQLException ex) {
				throw new IllegalStateException("The shared PostgreSQL made no database.", ex);
			}
			return access(name);
		}

		private static Access access(String name) {
			String url = "jdbc:postgresql://%s:%d/%s".formatted(CONTAINER.getHost(), CONTAINER.getMappedPort(5432),
					name);
			return new Access(url, "test", "test");
		}

	}

}
