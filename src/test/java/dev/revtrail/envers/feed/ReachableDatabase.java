package dev.revtrail.envers.feed;

import java.sql.SQLException;

import dev.revtrail.TestDatabase;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;

/**
 * The database of a test as other Java machines reach it.
 */
final class ReachableDatabase implements AutoCloseable {

	private static final String IN_MEMORY = "jdbc:h2:";

	private final TestDatabase.Access access;

	private final @Nullable Server server;

	ReachableDatabase(TestDatabase.Access database) throws SQLException {
		if (database.url().startsWith(IN_MEMORY)) {
			this.server = Server.createTcpServer("-tcpPort", "0").start();
			this.access = new TestDatabase.Access(
					database.url().replace(IN_MEMORY, IN_MEMORY + "tcp://localhost:" + this.server.getPort() + "/"),
					database.user(), database.password());
		}
		else {
			this.server = null;
			this.access = database;
		}
	}

	TestDatabase.Access access() {
		return this.access;
	}

	@Override
	public void close() {
		if (this.server != null) {
			this.server.stop();
		}
	}

}
