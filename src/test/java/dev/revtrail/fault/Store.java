package dev.revtrail.fault;

import java.io.IOException;
import java.nio.file.Path;

import dev.revtrail.TestDatabase;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A durable database that can be killed.
 */
interface Store extends AutoCloseable {

	/**
	 * How to reach it; not the same after a restart.
	 * @return its address
	 */
	TestDatabase.Access access();

	/**
	 * Ends the database's process at once, where it has one of its own.
	 */
	void kill();

	/**
	 * Over how many connections the application may write at once.
	 * @return the size of its pool
	 */
	int connections();

	/**
	 * Starts it again after {@link #kill()}, with the data that it has.
	 */
	void restart();

	@Override
	void close();

	/**
	 * The database that the run is about.
	 * @param folder where it may leave files
	 * @return an empty database
	 * @throws IOException when it does not start
	 */
	static Store open(Path folder) throws IOException {
		return switch (TestDatabase.Kind.selected()) {
			case H2 -> new H2File(folder.resolve("warehouse"));
			case MYSQL -> new Server(new MySQLContainer("mysql:9.7").withUsername("root")
				.withPassword("test")
				.withDatabaseName("warehouse"), "mysql", 3306);
			case MARIADB -> new Server(new MariaDBContainer("mariadb:11.8").withUsername("root")
				.withPassword("test")
				.withDatabaseName("warehouse"), "mariadb", 3306);
			case POSTGRESQL -> new Server(new PostgreSQLContainer("postgres:18").withUsername("root")
				.withPassword("test")
				.withDatabaseName("warehouse"), "postgresql", 5432);
		};
	}

	/**
	 * A database that outlives the application: a server that all tests share, or, as H2
	 * lives and dies with the application, a file.
	 * @param folder where it may leave files
	 * @return how to reach it, empty
	 */
	static TestDatabase.Access outliving(Path folder) {
		return (TestDatabase.Kind.selected() == TestDatabase.Kind.H2) ? new H2File(folder.resolve("warehouse")).access()
				: TestDatabase.create();
	}

	/**
	 * H2 in a file. It lives and dies with the application; without {@code WRITE_DELAY=0}
	 * it would lose what it acknowledged last. What it stores is no snapshot of all
	 * tables while others write (h2database#2080), so that a kill can leave half a
	 * transaction; plain JDBC shows it too. So all clients share one connection.
	 *
	 * @param file the file, without its ending
	 */
	record H2File(Path file) implements Store {

		@Override
		public TestDatabase.Access access() {
			return new TestDatabase.Access("jdbc:h2:file:" + this.file + ";WRITE_DELAY=0", "sa", "");
		}

		@Override
		public int connections() {
			return 1;
		}

		@Override
		public void kill() {
		}

		@Override
		public void restart() {
		}

		@Override
		public void close() {
		}

	}

	/**
	 * A server as it comes: durable, unlike the one that the rest of the suite shares.
	 */
	final class Server implements Store {

		private final GenericContainer<?> container;

		private final String driver;

		private final int port;

		Server(GenericContainer<?> container, String driver, int port) {
			this.container = container;
			this.driver = driver;
			this.port = port;
			this.container.start();
		}

		@Override
		public TestDatabase.Access access() {
			return new TestDatabase.Access(
					"jdbc:%s://%s:%d/warehouse".formatted(this.driver, this.container.getHost(), port()), "root",
					"test");
		}

		@Override
		public int connections() {
			return Writers.COUNT;
		}

		/** The container's own memory of its port ends with the first restart. */
		private int port() {
			return this.container.getCurrentContainerInfo()
				.getNetworkSettings()
				.getPorts()
				.getBindings()
				.entrySet()
				.stream()
				.filter((binding) -> binding.getKey().getPort() == this.port)
				.map((binding) -> Integer.parseInt(binding.getValue()[0].getHostPortSpec()))
				.findFirst()
				.orElseThrow();
		}

		@Override
		public void kill() {
			this.container.getDockerClient().killContainerCmd(this.container.getContainerId()).exec();
		}

		@Override
		public void restart() {
			this.container.getDockerClient().startContainerCmd(this.container.getContainerId()).exec();
		}

		@Override
		public void close() {
			this.container.stop();
		}

	}

}
