package dev.revtrail.retention;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import example.warehouse.Warehouse;
import example.warehouse.WarehouseApplication;
import jakarta.persistence.PessimisticLockException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.CannotAcquireLockException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances purge what eight writers write. Time goes by so fast that what was
 * written is too old some seconds later, hot records and deleted ones included.
 */
class PurgeUnderWritersTests {

	private static final int WRITERS = 8;

	private static final int HOT_RECORDS = 4;

	private static final long SECONDS = Long.getLong("purge.seconds", 12);

	@TempDir
	Path archives = Path.of("");

	static Stream<String> isolationLevels() {
		return switch (TestDatabase.Kind.selected()) {
			case H2 -> Stream.of("TRANSACTION_READ_COMMITTED");
			case MYSQL, MARIADB, POSTGRESQL -> Stream.of("TRANSACTION_READ_COMMITTED", "TRANSACTION_REPEATABLE_READ");
		};
	}

	@ParameterizedTest
	@MethodSource("isolationLevels")
	void everyChangeIsRecordedOnceWithWhatWasBeforeIt(String isolation) throws Exception {
		Map<String, Object> properties = new HashMap<>(TestDatabase.create().properties());
		properties.put("spring.datasource.hikari.maximum-pool-size", WRITERS + 4);
		properties.put("spring.datasource.hikari.transaction-isolation", isolation);
		properties.put("spring.main.sources", Time.class.getName());
		properties.put("revtrail.retention.period", "1d");
		properties.put("revtrail.retention.batch-size", "50");
		properties.put("revtrail.retention.archive-directory", this.archives.toString());
		try (ConfigurableApplicationContext one = WarehouseApplication.start(properties);
				ConfigurableApplicationContext other = WarehouseApplication.start(properties)) {
			Map<Long, ChangeEntry> removed = new TreeMap<>();
			int written = write(one, List.of(one.getBean(Purge.class), other.getBean(Purge.class)), removed);
			Map<Long, ChangeEntry> all = new TreeMap<>(removed);
			int stays = 0;
			for (ChangeEntry entry : entries(one.getBean(ChangeLog.class))) {
				assertThat(all.put(entry.id(), entry)).as("an entry that is in the log and in an archive").isNull();
				stays++;
			}
			assertThat(all).hasSize(written);
			assertThat(removed).isNotEmpty();
			assertThat(stays).isPositive();
			assertThat(faults(all)).isEmpty();
			System.out.printf("%d changes of %d writers, %d of them purged meanwhile%n", written, WRITERS,
					removed.size());
		}
	}

	/**
	 * Writes and purges for a while.
	 * @return how many changes were committed
	 */
	private static int write(ConfigurableApplicationContext context, List<Purge> purges, Map<Long, ChangeEntry> removed)
			throws Exception {
		Warehouse warehouse = context.getBean(Warehouse.class);
		List<Long> hot = new ArrayList<>();
		for (int i = 0; i < HOT_RECORDS; i++) {
			hot.add(warehouse.create("hot-" + i));
		}
		ExecutorService threads = Executors.newCachedThreadPool();
		AtomicBoolean stopped = new AtomicBoolean();
		try {
			List<Future<Integer>> writers = new ArrayList<>();
			for (int i = 0; i < WRITERS; i++) {
				writers.add(threads.submit(new Writer(warehouse, hot, i, stopped)));
			}
			List<Future<Set<String>>> purging = purges.stream().map((purge) -> threads.submit(() -> {
				Set<String> archives = new TreeSet<>();
				while (!stopped.get()) {
					String archive = purge.run().archive();
					if (archive != null) {
						archives.add(archive);
					}
				}
				return archives;
			})).toList();
			TimeUnit.SECONDS.sleep(SECONDS);
			stopped.set(true);
			int written = 2 * HOT_RECORDS;
			for (Future<Integer> writer : writers) {
				written += writer.get();
			}
			Set<String> names = new TreeSet<>();
			for (Future<Set<String>> purge : purging) {
				names.addAll(purge.get());
			}
			for (String name : names) {
				purges.get(0)
					.archive(name)
					.read((archived) -> assertThat(removed.put(archived.entry().id(), archived.entry())).isNull());
			}
			return written;
		}
		finally {
			stopped.set(true);
			threads.shutdownNow();
		}
	}

	private static List<ChangeEntry> entries(ChangeLog log) {
		List<ChangeEntry> entries = new ArrayList<>();
		Cursor after = null;
		do {
			ChangeSlice slice = log.slice(ChangeQuery.in(Scope.everything())
				.actions(Action.CREATE, Action.UPDATE, Action.DELETE)
				.oldestFirst()
				.withUnsettled(), after, 1000);
			entries.addAll(slice.entries());
			after = slice.next();
		}
		while (after != null);
		return entries;
	}

	/** Each change of a record starts from what the change before it left. */
	private static List<String> faults(Map<Long, ChangeEntry> entries) {
		Map<RecordRef, TreeMap<Long, ChangeEntry>> byRecord = new HashMap<>();
		entries.values()
			.forEach((entry) -> byRecord.computeIfAbsent(entry.record(), (record) -> new TreeMap<>())
				.put(entry.revision().number(), entry));
		List<String> faults = new ArrayList<>();
		byRecord.forEach((record, changes) -> {
			@Nullable Object last = null;
			for (ChangeEntry entry : changes.values()) {
				FieldChange.@Nullable Value operation = (FieldChange.Value) entry.changes()
					.of("operation")
					.orElse(null);
				if (operation == null || !operation.fromKnown() || !Objects.equals(operation.from(), last)) {
					faults.add("After " + last + " came " + entry);
				}
				last = (operation != null) ? operation.to() : null;
			}
		});
		return faults;
	}

	/**
	 * Creates, updates and deletes its own records, and updates hot ones.
	 *
	 * @param warehouse where
	 * @param hot the records that all write
	 * @param number which of the writers it is
	 * @param stopped whether to end
	 */
	private record Writer(Warehouse warehouse, List<Long> hot, int number,
			AtomicBoolean stopped) implements Callable<Integer> {

		@Override
		public Integer call() {
			Random random = new Random(this.number);
			int written = 0;
			long own = 0;
			String label = "";
			for (int i = 0; !this.stopped.get(); i++) {
				String operation = "w%d-%d".formatted(this.number, i);
				if (random.nextBoolean()) {
					written += touch(operation, this.hot.get(random.nextInt(HOT_RECORDS))) ? 1 : 0;
				}
				else if (own == 0) {
					own = this.warehouse.create(operation);
					label = operation;
					written += 2;
				}
				else if (random.nextInt(4) > 0) {
					this.warehouse.update(operation, own, label);
					written += 2;
				}
				else {
					this.warehouse.delete(own, label);
					own = 0;
					written += 2;
				}
			}
			return written;
		}

		/** PostgreSQL refuses at REPEATABLE READ what another has changed meanwhile. */
		private boolean touch(String operation, long parcel) {
			try {
				this.warehouse.touch(operation, parcel);
				return true;
			}
			catch (PessimisticLockException | CannotAcquireLockException ex) {
				assertThat(ex).rootCause().hasMessageContaining("could not serialize access");
				return false;
			}
		}

	}

	/**
	 * Time that goes by 20,000 times as fast: a day takes four seconds.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Time {

		private static final int SPEED = 20_000;

		private static final long START = System.nanoTime();

		@Bean
		Clock clock() {
			return new Clock() {

				@Override
				public Instant instant() {
					return Instant.parse("2026-03-01T08:00:00Z").plusNanos((System.nanoTime() - START) * SPEED);
				}

				@Override
				public ZoneId getZone() {
					return ZoneOffset.UTC;
				}

				@Override
				public Clock withZone(ZoneId zone) {
					return this;
				}

			};
		}

	}

}
