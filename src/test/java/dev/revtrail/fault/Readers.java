package dev.revtrail.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.envers.log.Discrepancy;
import dev.revtrail.envers.log.Discrepancy.Kind;
import dev.revtrail.fault.Reads.Counter;

/**
 * Clients that read protected records and have events recorded, each of a copy that has a
 * name of its own, and go on after failures.
 */
final class Readers {

	static final int COUNT = 4;

	private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);

	private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

	private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();

	private final List<Consumer<String>> ways;

	private final Runnable succeeded;

	private final Consumer<Exception> failed;

	private volatile boolean stopped;

	/**
	 * Creates the clients.
	 * @param copies prints copies
	 * @param counter prints and scans copies in other ways
	 * @param succeeded follows each success
	 * @param failed receives each failure
	 */
	Readers(Reads.Copies copies, Counter counter, Runnable succeeded, Consumer<Exception> failed) {
		this.ways = List.of(copies::print, counter::printIn, counter::scan, counter::scanIn, copies::print,
				counter::printIn, counter::scan, counter::scanIn, counter::scanLater);
		this.succeeded = succeeded;
		this.failed = failed;
	}

	void start() {
		for (int i = 0; i < COUNT; i++) {
			String name = "r" + i;
			this.threads.execute(() -> read(name));
		}
		this.threads.shutdown();
	}

	/**
	 * Waits until no client reads any more.
	 * @param seconds how long at most
	 * @throws InterruptedException when interrupted
	 */
	void stop(long seconds) throws InterruptedException {
		this.stopped = true;
		if (!this.threads.awaitTermination(seconds, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The readers did not stop.");
		}
	}

	private void read(String name) {
		for (int i = 0; !this.stopped; i++) {
			String copy = name + "-" + i;
			this.inDoubt.add(copy);
			try {
				this.ways.get(i % this.ways.size()).accept(copy);
				this.acknowledged.add(copy);
				this.inDoubt.remove(copy);
				this.succeeded.run();
			}
			catch (RuntimeException ex) {
				this.failed.accept(ex);
			}
		}
	}

	int acknowledged() {
		return this.acknowledged.size();
	}

	/**
	 * Compares the entries of reads and events with what the clients know.
	 * @param connection a connection to the database
	 * @param durable whether the database has kept all that it acknowledged
	 * @return each discrepancy
	 * @throws SQLException when the entries cannot be read
	 */
	List<Discrepancy> discrepancies(Connection connection, boolean durable) throws SQLException {
		Map<String, Integer> entries = entries(connection);
		List<Discrepancy> found = new ArrayList<>();
		Set<String> lost = durable ? new HashSet<>(this.acknowledged) : new HashSet<>();
		lost.removeAll(entries.keySet());
		lost.forEach((copy) -> found.add(new Discrepancy(Kind.LOST, "The read of " + copy + " has no entry.")));
		entries.forEach((copy, count) -> {
			if (!this.acknowledged.contains(copy) && !this.inDoubt.contains(copy)) {
				found.add(new Discrepancy(Kind.INVENTED, copy + " has an entry and was never read."));
			}
			if (count > 1) {
				found.add(new Discrepancy(Kind.DOUBLED, "The read of %s has %d entries.".formatted(copy, count)));
			}
		});
		return found;
	}

	private static Map<String, Integer> entries(Connection connection) throws SQLException {
		Map<String, Integer> entries = new HashMap<>();
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(
						"select record_id, count(*) from revtrail_entry where action in ('%s', '%s') group by record_id"
							.formatted(Action.PRINT.name(), Reads.SCAN.name()))) {
			while (rows.next()) {
				entries.put(rows.getString(1), rows.getInt(2));
			}
		}
		return entries;
	}

}
