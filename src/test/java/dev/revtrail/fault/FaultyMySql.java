package dev.revtrail.fault;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.revtrail.TestDatabase;
import org.testcontainers.mysql.MySQLContainer;

/**
 * A MySQL in a container, with its files on a small disk in memory.
 */
final class FaultyMySql implements FaultyDatabase {

	private static final String PASSWORD = "test";

	private static final String BALLAST = "/var/lib/mysql/ballast";

	/** MySQL's "Unknown thread id". */
	private static final int GONE = 1094;

	private final MySQLContainer container = new MySQLContainer("mysql:9.7").withUsername("root")
		.withPassword(PASSWORD)
		.withTmpFs(Map.of("/var/lib/mysql", "rw,size=512m"))
		.withCommand("--max-connections=1000", "--skip-log-bin");

	private int databases;

	FaultyMySql() {
		this.container.start();
	}

	@Override
	public TestDatabase.Access create() throws SQLException {
		String name = "warehouse" + ++this.databases;
		execute("create database " + name);
		return access(name, "root", PASSWORD);
	}

	@Override
	public TestDatabase.Access withoutDdl(TestDatabase.Access database) throws SQLException {
		String name = "warehouse" + this.databases;
		execute("create user clerk" + this.databases + " identified by 'clerk'");
		execute("grant select, insert, update, delete on " + name + ".* to clerk" + this.databases);
		return access(name, "clerk" + this.databases, "clerk");
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
		List<Long> ids = new ArrayList<>();
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			try (ResultSet rows = statement.executeQuery(
					"select id from information_schema.processlist where db = 'warehouse" + this.databases + "'")) {
				while (rows.next()) {
					ids.add(rows.getLong(1));
				}
			}
			int ended = 0;
			for (long id : ids) {
				ended += kill(statement, id) ? 1 : 0;
			}
			return ended;
		}
	}

	/** Returns whether the connection was still there. */
	private static boolean kill(Statement statement, long id) throws SQLException {
		try {
			statement.execute("kill " + id);
			return true;
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() != GONE) {
				throw ex;
			}
			return false;
		}
	}

	@Override
	public void readOnly(TestDatabase.Access database, boolean readOnly) throws SQLException {
		execute("set global super_read_only = " + readOnly);
		execute("set global read_only = " + readOnly);
	}

	/**
	 * What the application's statements may measure at most, from its next connection on.
	 */
	void maxPacket(int bytes) throws SQLException {
		execute("set global max_allowed_packet = " + bytes);
	}

	@Override
	public void full(TestDatabase.Access database, boolean full) throws IOException, InterruptedException {
		this.container.execInContainer("sh", "-c", full ? "cat /dev/zero > " + BALLAST : "rm " + BALLAST);
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private Connection connect() throws SQLException {
		TestDatabase.Access server = access("", "root", PASSWORD);
		return DriverManager.getConnection(server.url(), server.user(), server.password());
	}

	private TestDatabase.Access access(String name, String user, String password) {
		return new TestDatabase.Access(
				"jdbc:mysql://%s:%d/%s".formatted(this.container.getHost(), this.container.getMappedPort(3306), name),
				user, password);
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
