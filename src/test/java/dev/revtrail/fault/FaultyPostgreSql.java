package dev.revtrail.fault;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import dev.revtrail.TestDatabase;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL in a container, with the tables on a small disk in memory. Its log is not
 * there: where that cannot be written, the server stops for ever.
 */
final class FaultyPostgreSql implements FaultyDatabase {

	private static final String PASSWORD = "test";

	private static final String DISK = "/small";

	private final PostgreSQLContainer container = new PostgreSQLContainer("postgres:18").withUsername("root")
		.withPassword(PASSWORD)
		.withDatabaseName("server")
		.withTmpFs(Map.of(DISK, "rw,size=256m"))
		.withCommand("postgres", "-c", "max_connections=1000");

	private int databases;

	FaultyPostgreSql() throws Exception {
		this.container.start();
		this.container.execInContainer("sh", "-c", "mkdir %1$s/tables && chown postgres %1$s/tables".formatted(DISK));
		execute("create tablespace small location '" + DISK + "/tables'");
	}

	@Override
	public TestDatabase.Access create() throws SQLException {
		String name = "warehouse" + ++this.databases;
		execute("create database " + name + " tablespace small");
		return access(name, "root", PASSWORD);
	}

	@Override
	public TestDatabase.Access withoutDdl(TestDatabase.Access database) throws SQLException {
		String clerk = "clerk" + this.databases;
		execute("create user " + clerk + " password 'clerk'");
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			for (String objects : new String[] { "select, insert, update, delete on tables", "usage on sequences" }) {
				statement.execute("alter default privileges grant " + objects + " to " + clerk);
			}
		}
		return access("warehouse" + this.databases, clerk, "clerk");
	}

	@Override
	public void pause() {
		this.container.getDockerClient().pauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void resume() {
		this.container.getDockerClient().unpauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public int cut(TestDatabase.Access database) throws SQLException {
		try (Connection connection = server().connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery("select count(*) from (select pg_terminate_backend(pid) as ended from "
							+ "pg_stat_activity where datname = 'warehouse" + this.databases + "') e where ended")) {
			return row.next() ? row.getInt(1) : 0;
		}
	}

	@Override
	public void readOnly(TestDatabase.Access database, boolean readOnly) throws SQLException {
		execute("alter system set default_transaction_read_only = " + readOnly);
		execute("select pg_reload_conf()");
	}

	@Override
	public void full(TestDatabase.Access database, boolean full) throws IOException, InterruptedException {
		this.container.execInContainer("sh", "-c",
				full ? "cat /dev/zero > %s/ballast".formatted(DISK) : "rm %s/ballast".formatted(DISK));
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = server().connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private TestDatabase.Access server() {
		return access("server", "root", PASSWORD);
	}

	private TestDatabase.Access access(String name, String user, String password) {
		return new TestDatabase.Access("jdbc:postgresql://%s:%d/%s".formatted(this.container.getHost(),
				this.container.getMappedPort(5432), name), user, password);
	}

	@Override
	public boolean isDurableWhenFull() {
		return true;
	}

	@Override
	public void close() {
		this.container.stop();
	}

}
