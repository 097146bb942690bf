package dev.revtrail.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

import dev.revtrail.TestDatabase;
import org.awaitility.Awaitility;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.support.JdbcUtils;

/**
 * A server of H2's with files on a disk that can be full, behind a proxy.
 */
final class FaultyH2 implements FaultyDatabase {

	private static final String USER = "sa";

	private final Path folder;

	private final Server server;

	private final TcpProxy proxy;

	private int databases;

	private @Nullable Connection keeper;

	FaultyH2(Path folder) throws IOException, SQLException {
		LimitedDisk.register();
		this.folder = folder;
		this.server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
		this.proxy = new TcpProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.server.getPort()));
	}

	/** Without a delay of 0 H2 loses what it acknowledged last. */
	@Override
	public TestDatabase.Access create() throws SQLException {
		TestDatabase.Access database = new TestDatabase.Access("jdbc:h2:tcp://localhost:%d/limited:%s/warehouse%d"
			.formatted(this.proxy.port(), this.folder, ++this.databases), USER, "");
		open(database, "");
		try (Statement statement = keeper().createStatement()) {
			statement.execute("set write_delay 0");
		}
		return database;
	}

	/**
	 * Opens a database, which stays open when all connections are cut. One that was
	 * closed by a fault takes a moment to let go of its file.
	 */
	private void open(TestDatabase.Access database, String setting) {
		String url = database.url().replace(":" + this.proxy.port() + "/", ":" + this.server.getPort() + "/");
		this.keeper = Awaitility.await()
			.atMost(Host.PATIENCE)
			.ignoreExceptionsInstanceOf(SQLException.class)
			.until(() -> DriverManager.getConnection(url + setting, USER, ""), Objects::nonNull);
	}

	private Connection keeper() {
		return Objects.requireNonNull(this.keeper, "No database has been made.");
	}

	@Override
	public TestDatabase.Access withoutDdl(TestDatabase.Access database) throws SQLException {
		try (Statement statement = keeper().createStatement()) {
			statement.execute("create user clerk password 'clerk'");
			statement.execute("grant select, insert, update, delete on schema public to clerk");
		}
		return new TestDatabase.Access(database.url(), "clerk", "clerk");
	}

	@Override
	public void pause() {
		this.proxy.pause();
	}

	@Override
	public void resume() {
		this.proxy.resume();
	}

	@Override
	public int cut(TestDatabase.Access database) {
		return this.proxy.cut();
	}

	/** How a database is opened decides, so it is shut down and opened. */
	@Override
	public void readOnly(TestDatabase.Access database, boolean readOnly) throws SQLException {
		this.proxy.pause();
		this.proxy.cut();
		try (Statement statement = keeper().createStatement()) {
			statement.execute("shutdown");
		}
		open(database, readOnly ? ";ACCESS_MODE_DATA=r" : "");
		this.proxy.resume();
	}

	/** H2 closes a database that it cannot write. */
	@Override
	public void full(TestDatabase.Access database, boolean full) throws SQLException {
		if (full) {
			LimitedDisk.full(true);
			return;
		}
		this.proxy.pause();
		this.proxy.cut();
		// With its last connection H2 closes the database, for which the disk may be too
		// full
		JdbcUtils.closeConnection(keeper());
		LimitedDisk.full(false);
		open(database, "");
		this.proxy.resume();
	}

	/**
	 * It acknowledges before it finds that it cannot write, and falls back behind that.
	 */
	@Override
	public boolean isDurableWhenFull() {
		return false;
	}

	@Override
	public void close() throws IOException, SQLException {
		if (this.keeper != null) {
			this.keeper.close();
		}
		this.proxy.close();
		this.server.stop();
	}

}
