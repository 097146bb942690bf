package dev.revtrail.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.revtrail.Recording;
import dev.revtrail.Revision;
import dev.revtrail.TestDatabase;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.Origin;
import dev.revtrail.envers.log.Discrepancy;
import dev.revtrail.envers.log.Discrepancy.Kind;
import dev.revtrail.envers.OpenWork;
import example.warehouse.Warehouse;
import example.warehouse.WarehouseApplication;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The warehouse, in which clients write and read without a pause.
 */
final class Host implements AutoCloseable {

	/** How many clients there are. */
	static final int THREADS = Writers.COUNT + Readers.COUNT;

	/** How long a fault lasts. */
	static final Duration FAULT = Duration.ofSeconds(Long.getLong("fault.seconds", 2));

	/** How long work may take to begin again. */
	static final Duration PATIENCE = FAULT.multipliedBy(2).plusSeconds(30);

	private static final int SOME = 40;

	/** How long a client waits between its operations. */
	private static final int PAUSE_MILLIS = 100;

	private final TestDatabase.Access database;

	private final ConfigurableApplicationContext application;

	private final ChangeContext context;

	private final Warehouse warehouse;

	private final Journal journal;

	private final Writers writers;

	private final Readers readers;

	private final AtomicLong writes = new AtomicLong();

	private final AtomicLong reads = new AtomicLong();

	private volatile Failures failures = new Failures();

	/** When the fault ended; null until then. */
	private volatile @Nullable Long end;

	/** How long after the end of the fault the first write was acknowledged. */
	private volatile @Nullable Duration recovery;

	private Set<String> inDoubt = Set.of();

	private Host(TestDatabase.Access database, ConfigurableApplicationContext application, Journal journal) {
		this.database = database;
		this.application = application;
		this.context = application.getBean(ChangeContext.class);
		this.warehouse = application.getBean(Warehouse.class);
		this.journal = journal;
		this.writers = new Writers(journal, this::perform, this::failed);
		this.readers = new Readers(application.getBean(Reads.Copies.class), application.getBean(Reads.Counter.class),
				() -> {
					this.reads.incrementAndGet();
					pause();
				}, this::failed);
	}

	/**
	 * Starts the application and its clients.
	 * @param database where it writes
	 * @param settings settings of the application
	 * @param journal where to keep what it acknowledges
	 * @return the running application
	 * @throws Exception when it does not start
	 */
	static Host start(TestDatabase.Access database, Map<String, Object> settings, Path journal) throws Exception {
		Map<String, Object> properties = new HashMap<>(database.properties());
		properties.putAll(Map.of("spring.main.sources", Reads.class.getName(),
				"spring.datasource.hikari.maximum-pool-size", "6", "spring.datasource.hikari.connection-timeout",
				"2000", "spring.datasource.hikari.validation-timeout", "1000",
				"spring.datasource.hikari.exception-override-class-name", BrokenConnections.class.getName(),
				"logging.level.root", "off"));
		properties.putAll(settings);
		Host host = new Host(database, WarehouseApplication.start(properties), new Journal(journal));
		host.writers.start("w", 1);
		host.readers.start();
		return host;
	}

	ConfigurableApplicationContext application() {
		return this.application;
	}

	Failures failures() {
		return this.failures;
	}

	/** Forgets the failures so far. */
	void forgetFailures() {
		this.failures = new Failures();
	}

	/** Waits until some more has been written and read. */
	void work() {
		long writesBefore = this.writes.get();
		long readsBefore = this.reads.get();
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> this.writes.get() >= writesBefore + SOME && this.reads.get() >= readsBefore + SOME);
	}

	/**
	 * Waits for the length of a fault that stops all writing, apart from what was under
	 * way when it began.
	 * @throws InterruptedException when interrupted
	 */
	void standStill() throws InterruptedException {
		long before = this.writes.get();
		Thread.sleep(FAULT.toMillis());
		assertThat(this.writes.get() - before).as("written during the fault").isLessThanOrEqualTo(Writers.COUNT);
	}

	/** Waits until a client has met a failure. */
	void awaitFailure() {
		Awaitility.await().atMost(PATIENCE).until(() -> !this.failures.isEmpty());
	}

	/**
	 * Waits until work goes on after a fault that has ended now.
	 * @return how long it took until something was written, and until nothing waited to
	 * be written in the background
	 */
	Recovery recover() {
		long now = System.nanoTime();
		this.recovery = null;
		this.end = now;
		Recording recording = this.application.getBean(Recording.class);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.recovery).as(this.failures::toString).isNotNull());
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(5))
			// The clients work on, and each may have one that waits at any moment
			.untilAsserted(() -> assertThat(recording.pending()).as(() -> "pending, " + recording.failure())
				.isLessThanOrEqualTo(THREADS));
		Duration queue = Duration.ofNanos(System.nanoTime() - now);
		work();
		return new Recovery(this.recovery, queue);
	}

	/**
	 * Ends the clients' work, but not the application.
	 * @throws InterruptedException when interrupted
	 */
	void stop() throws InterruptedException {
		this.inDoubt = this.writers.stop();
		this.readers.stop(PATIENCE.toSeconds());
		Awaitility.await().atMost(PATIENCE).until(() -> OpenWork.of(this.application).equals(OpenWork.NONE));
		Awaitility.await().atMost(PATIENCE).until(() -> pool().getHikariPoolMXBean().getActiveConnections() == 0);
	}

	HikariDataSource pool() {
		try {
			return this.application.getBean(DataSource.class).unwrap(HikariDataSource.class);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The application's pool is not Hikari.", ex);
		}
	}

	/** How many operations were acknowledged. */
	int acknowledged() throws IOException {
		return this.journal.read().size() + this.readers.acknowledged();
	}

	/**
	 * Compares the database with what the clients know.
	 * @param durable whether the database has kept all that it acknowledged; where it has
	 * not, anything may have happened or not, but nothing by halves
	 * @return each discrepancy
	 * @throws Exception when the database or the journal cannot be read
	 */
	List<Discrepancy> discrepancies(boolean durable) throws Exception {
		try (Connection connection = this.database.connect()) {
			Set<String> doubted = new HashSet<>(this.inDoubt);
			List<Acknowledgement> written = new ArrayList<>(this.journal.read());
			if (!durable) {
				written.forEach((acknowledged) -> doubted.add(acknowledged.operation()));
				written.clear();
			}
			List<Discrepancy> found = new ArrayList<>(Remains.read(connection).discrepancies(written, doubted));
			found.addAll(this.readers.discrepancies(connection, durable));
			long statuses = count(connection, "select count(*) from revtrail_http_status where status = 200");
			if (statuses < written.size()) {
				found.add(new Discrepancy(Kind.LOST, "%d operations were acknowledged, and %d revisions have a status."
					.formatted(written.size(), statuses)));
			}
			long attempts = count(connection,
					"select count(*) from (select record_id from revtrail_entry "
							+ "where action in ('UPDATE_FAILED', 'DELETE_FAILED') and record_type = 'LABEL' "
							+ "group by record_id having count(*) > 1) doubled");
			if (attempts > 0) {
				found.add(new Discrepancy(Kind.DOUBLED, attempts + " attempts have several entries."));
			}
			long lost = this.application.getBean(Recording.class).lost();
			if (lost > 0) {
				found.add(new Discrepancy(Kind.LOST, lost + " events or statuses count as lost."));
			}
			return found;
		}
	}

	private static long count(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			rows.next();
			return rows.getLong(1);
		}
	}

	private long perform(String kind, String operation, long parcel, String label) throws Exception {
		long begun = System.nanoTime();
		Answer answer = new Answer();
		this.context.answer(
				new Origin(null, "warehouse", operation, new Revision.Request("POST", "/" + kind, null, null)),
				() -> answer.status(() -> write(kind, operation, parcel, label)));
		long written = answer.get();
		Long end = this.end;
		if (end != null && begun - end >= 0 && this.recovery == null) {
			this.recovery = Duration.ofNanos(System.nanoTime() - end);
		}
		this.writes.incrementAndGet();
		pause();
		return written;
	}

	private long write(String kind, String operation, long parcel, String label) {
		switch (kind) {
			case "create":
				return this.warehouse.create(operation);
			case "update":
				this.warehouse.update(operation, parcel, label);
				return parcel;
			default:
				this.warehouse.delete(parcel, label);
				return parcel;
		}
	}

	private boolean failed(Exception failure) {
		this.failures.add(failure);
		pause();
		return true;
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("A client was interrupted.", ex);
		}
	}

	@Override
	public void close() throws IOException, InterruptedException {
		this.writers.stop();
		this.readers.stop(PATIENCE.toSeconds());
		this.application.close();
		this.journal.close();
	}

	/**
	 * How long it took.
	 *
	 * @param write until something was written
	 * @param queue until nothing waited to be written in the background
	 */
	record Recovery(@Nullable Duration write, Duration queue) {

	}

	/** What a request comes to. */
	private static final class Answer {

		private long written;

		private @Nullable RuntimeException failure;

		int status(LongSupplier work) {
			try {
				this.written = work.getAsLong();
				return 200;
			}
			catch (RuntimeException ex) {
				this.failure = ex;
				return 500;
			}
		}

		long get() {
			if (this.failure != null) {
				throw this.failure;
			}
			return this.written;
		}

	}

}
