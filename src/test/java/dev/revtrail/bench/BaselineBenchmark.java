package dev.revtrail.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.revtrail.TestDatabase;
import dev.revtrail.baseline.Baseline;
import dev.revtrail.baseline.BaselineStatus;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.hospital.Thing;
import dev.revtrail.reconciliation.Reconciliation;
import dev.revtrail.reconciliation.ReconciliationReport;
import jakarta.persistence.EntityManager;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long the baseline and the reconciliation of many records take, in how much memory,
 * and what they cost those who write meanwhile.
 */
public final class BaselineBenchmark {

	private static final int RECORDS = Integer.getInteger("baseline.records", 1_000_000);

	private static final int WRITERS = Integer.getInteger("baseline.writers", 8);

	private static final int SECONDS = Integer.getInteger("baseline.seconds", 10);

	private static final int FIRST = 1000;

	private BaselineBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args none
	 * @throws Exception if a writer fails
	 */
	public static void main(String[] args) throws Exception {
		Map<String, Object> properties = new HashMap<>(TestDatabase.create().properties());
		properties.putAll(Map.of("spring.config.name", "bench", "spring.main.banner-mode", "off",
				"spring.flyway.enabled", "false", "spring.jpa.hibernate.ddl-auto", "create",
				"revtrail.schema.initialize", "always", "logging.level.root", "warn", "revtrail.baseline.batch-size",
				System.getProperty("baseline.batch", "500"), "spring.datasource.hikari.maximum-pool-size",
				WRITERS + 4));
		ExecutorService threads = Executors.newCachedThreadPool();
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Hospital.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			fill(context.getBean(JdbcTemplate.class));
			if (WRITERS == 0) {
				report(take(context), null, null);
				reconcile(context);
				System.exit(0);
			}
			write(context, threads, () -> TimeUnit.SECONDS.sleep(SECONDS));
			Written before = write(context, threads, () -> TimeUnit.SECONDS.sleep(SECONDS));
			List<Taken> taken = new ArrayList<>();
			Written meanwhile = write(context, threads, () -> taken.add(take(context)));
			report(taken.get(0), before, meanwhile);
			report(before, write(context, threads, () -> reconcile(context)));
		}
		finally {
			threads.shutdownNow();
		}
		// The shared container ends with the JVM
		System.exit(0);
	}

	/** Patients that are older than the library. */
	private static void fill(JdbcTemplate jdbc) {
		for (int i = 0; i < FIRST; i++) {
			jdbc.update("insert into patient (version, name, house, born) values (0, ?, 'north', '1980-01-01')",
					"patient " + i);
		}
		for (int records = FIRST; records < RECORDS; records *= 2) {
			jdbc.update("insert into patient (version, name, house, born) select version, name, house, born "
					+ "from patient limit " + Math.min(records, RECORDS - records));
		}
		jdbc.update("insert into patient_tags (patient_id, tag) select id, name from patient where mod(id, 10) = 0");
	}

	private static Taken take(ConfigurableApplicationContext context) {
		heaps().forEach(MemoryPoolMXBean::resetPeakUsage);
		long began = System.nanoTime();
		BaselineStatus status = context.getBean(Baseline.class).run("PATIENT");
		return new Taken(status, Duration.ofNanos(System.nanoTime() - began),
				heaps().stream().mapToLong((heap) -> heap.getPeakUsage().getUsed()).sum());
	}

	private static List<MemoryPoolMXBean> heaps() {
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.toList();
	}

	private static void report(Taken taken, Written before, Written meanwhile) {
		double seconds = taken.time().toNanos() / 1e9;
		System.out.printf("baseline of %d of %d records in %.1f s: %.0f records/s, peak of the heap %d MB of %d%n",
				taken.status().written(), taken.status().total(), seconds, taken.status().scanned() / seconds,
				taken.peak() >> 20, Runtime.getRuntime().maxMemory() >> 20);
		if (before != null) {
			report(before, meanwhile);
		}
	}

	private static void report(Written before, Written meanwhile) {
		System.out.printf("%d writers: %s before, %s meanwhile%n", WRITERS, before, meanwhile);
	}

	/** Compares the records with the baseline, and with what writers write meanwhile. */
	private static void reconcile(ConfigurableApplicationContext context) {
		heaps().forEach(MemoryPoolMXBean::resetPeakUsage);
		long began = System.nanoTime();
		ReconciliationReport report = context.getBean(Reconciliation.class).run("PATIENT");
		double seconds = (System.nanoTime() - began) / 1e9;
		System.out.printf("reconciliation of %d records in %.1f s: %.0f records/s, %d differ, peak of the heap %d MB%n",
				report.compared(), seconds, report.compared() / seconds, report.discrepancies(),
				heaps().stream().mapToLong((heap) -> heap.getPeakUsage().getUsed()).sum() >> 20);
	}

	/** Has writers write while something is done. */
	private static Written write(ConfigurableApplicationContext context, ExecutorService threads, Work work)
			throws Exception {
		AtomicBoolean ended = new AtomicBoolean();
		long began = System.nanoTime();
		List<Future<long[]>> writers = new ArrayList<>();
		for (int i = 0; i < WRITERS; i++) {
			int number = i;
			writers.add(threads.submit(() -> write(context, number, ended)));
		}
		work.run();
		ended.set(true);
		List<long[]> times = new ArrayList<>();
		for (Future<long[]> writer : writers) {
			times.add(writer.get());
		}
		long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
		return new Written(all.length * 1e9 / (System.nanoTime() - began), all[all.length / 2],
				all[(int) (all.length * 0.99)], all[all.length - 1]);
	}

	/**
	 * Writes to patients that no other writer writes to. Returns how long each commit
	 * took, in nanoseconds.
	 */
	private static long[] write(ConfigurableApplicationContext context, int number, AtomicBoolean ended) {
		TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
		EntityManager entityManager = context.getBean(EntityManager.class);
		List<Long> times = new ArrayList<>();
		while (!ended.get()) {
			long began = System.nanoTime();
			transaction.executeWithoutResult((status) -> {
				Patient patient = entityManager.find(Patient.class,
						ThreadLocalRandom.current().nextLong(RECORDS / WRITERS) * WRITERS + number);
				if (patient != null) {
					patient.name = "changed " + began;
				}
				entityManager.persist(new Thing.Nurse());
			});
			times.add(System.nanoTime() - began);
		}
		return times.stream().mapToLong(Long::longValue).toArray();
	}

	/**
	 * A baseline.
	 *
	 * @param status how it ended
	 * @param time how long it took
	 * @param peak the most bytes of the heap in use, garbage included
	 */
	private record Taken(BaselineStatus status, Duration time, long peak) {

	}

	/**
	 * What writers did.
	 *
	 * @param perSecond commits per second
	 * @param median the median of their times, in nanoseconds
	 * @param p99 the 99th percentile
	 * @param longest the longest
	 */
	private record Written(double perSecond, long median, long p99, long longest) {

		@Override
		public String toString() {
			return "%.0f commits/s (p50 %.1f ms, p99 %.1f ms, longest %.0f ms)".formatted(this.perSecond,
					this.median / 1e6, this.p99 / 1e6, this.longest / 1e6);
		}

	}

	/**
	 * What is done while writers write.
	 */
	@FunctionalInterface
	private interface Work {

		void run() throws Exception;

	}

}
