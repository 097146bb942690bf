package dev.revtrail.envers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.revtrail.TestDatabase;
import dev.revtrail.envers.log.WarehouseTrail;
import example.warehouse.Warehouse;
import example.warehouse.WarehouseApplication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * 16 writers on new and on hot records, with the library and with Envers alone.
 */
class ConcurrentWritersTests {

	private static final int WRITERS = 16;

	private static final int TRANSACTIONS = 100;

	private static final int HOT_RECORDS = 4;

	/** Where the records to be written stand, so that both runs write the same. */
	private static final long SEED = 1;

	static Stream<String> isolationLevels() {
		return switch (TestDatabase.Kind.selected()) {
			case H2 -> Stream.of("TRANSACTION_READ_COMMITTED");
			case MYSQL, MARIADB, POSTGRESQL -> Stream.of("TRANSACTION_READ_COMMITTED", "TRANSACTION_REPEATABLE_READ");
		};
	}

	@ParameterizedTest
	@MethodSource("isolationLevels")
	void neitherBlockEachOtherNorKeepAnotherValueThanTheRowBefore(String isolation) throws Exception {
		TestDatabase.Access database = TestDatabase.create();
		int deadlocks = write(database, isolation, true);
		int deadlocksOfEnvers = write(TestDatabase.create(), isolation, false);
		// PostgreSQL refuses at REPEATABLE READ what another has changed meanwhile
		if (TestDatabase.Kind.selected() != TestDatabase.Kind.POSTGRESQL || !isolation.endsWith("REPEATABLE_READ")) {
			assertThat(deadlocks).as("deadlocks, against %d of Envers alone", deadlocksOfEnvers)
				.isLessThanOrEqualTo(deadlocksOfEnvers);
		}
		try (Connection connection = database.connect()) {
			WarehouseTrail trail = WarehouseTrail.read(connection);
			assertThat(trail.discrepancies()).isEmpty();
			assertThat(trail.revisions()).hasSize(HOT_RECORDS + WRITERS * TRANSACTIONS - deadlocks);
		}
	}

	/**
	 * Lets all writers write.
	 * @return how many transactions a deadlock ended
	 */
	private static int write(TestDatabase.Access database, String isolation, boolean revtrail) throws Exception {
		Map<String, Object> properties = new HashMap<>(database.properties());
		properties.put("spring.datasource.hikari.maximum-pool-size", WRITERS + 4);
		properties.put("spring.datasource.hikari.transaction-isolation", isolation);
		properties.put("revtrail.enabled", revtrail);
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
		try (ConfigurableApplicationContext context = WarehouseApplication.start(properties)) {
			Warehouse warehouse = context.getBean(Warehouse.class);
			List<Long> hot = new ArrayList<>();
			for (int i = 0; i < HOT_RECORDS; i++) {
				hot.add(warehouse.create("hot-" + i));
			}
			List<Callable<Integer>> writers = new ArrayList<>();
			for (int i = 0; i < WRITERS; i++) {
				int number = i;
				writers.add(() -> new Writer(warehouse, hot, number).call());
			}
			int deadlocks = 0;
			for (Future<Integer> writer : threads.invokeAll(writers)) {
				deadlocks += writer.get();
			}
			return deadlocks;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * One of the writers: creates, updates and deletes its own, and updates hot records.
	 */
	private static final class Writer implements Callable<Integer> {

		private final Warehouse warehouse;

		private final List<Long> hot;

		private final int number;

		private final Random random;

		private long own;

		private String label = "";

		Writer(Warehouse warehouse, List<Long> hot, int number) {
			this.warehouse = warehouse;
			this.hot = hot;
			this.number = number;
			this.random = new Random(SEED + number);
		}

		@Override
		public Integer call() {
			int deadlocks = 0;
			for (int i = 0; i < TRANSACTIONS; i++) {
				try {
					write("w%d-%d".formatted(this.number, i));
				}
				catch (RuntimeException ex) {
					if (!isDeadlock(ex)) {
						throw ex;
					}
					deadlocks++;
				}
			}
			return deadlocks;
		}

		private void write(String operation) {
			if (this.random.nextBoolean()) {
				this.warehouse.touch(operation, this.hot.get(this.random.nextInt(HOT_RECORDS)));
			}
			else if (this.own == 0) {
				this.own = this.warehouse.create(operation);
				this.label = operation;
			}
			else if (this.random.nextInt(4) > 0) {
				this.warehouse.update(operation, this.own, this.label);
			}
			else {
				this.warehouse.delete(this.own, this.label);
				this.own = 0;
			}
		}

		private static boolean isDeadlock(RuntimeException exception) {
			for (@Nullable
			Throwable cause = exception; cause != null; cause = cause.getCause()) {
				if (cause instanceof SQLException sql && Set.of("40001", "40P01").contains(sql.getSQLState())) {
					return true;
				}
			}
			return false;
		}

	}

}
