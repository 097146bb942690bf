package dev.revtrail.bench;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.hospital.Thing;
import dev.revtrail.envers.hospital.Visit;
import jakarta.persistence.EntityManager;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a transaction of very many insertions keeps in memory compared with raw Envers,
 * although its session is flushed and cleared: {@code RECORDS} (200,000) of them, first
 * of a plain type, then of one with a patient and a collection.
 */
public final class LargeTransactionBenchmark {

	private static final int RECORDS = Integer.getInteger("bench.records", 200_000);

	private static final int FLUSHED = 1000;

	private LargeTransactionBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args which of the two to run, "with" or "without"; both by default
	 */
	public static void main(String[] args) {
		for (String application : (args.length > 0) ? args : new String[] { "without", "with" }) {
			run(application.equals("with"));
		}
		System.exit(0);
	}

	private static void run(boolean revtrail) {
		Map<String, Object> properties = new HashMap<>(TestDatabase.create().properties());
		properties.putAll(Map.of("spring.config.name", "bench", "spring.main.banner-mode", "off",
				"spring.flyway.enabled", "false", "spring.jpa.hibernate.ddl-auto", "create",
				"spring.jpa.properties.hibernate.jdbc.batch_size", "100", "revtrail.schema.initialize", "always",
				"revtrail.enabled", revtrail, "logging.level.root", "warn"));
		try (var context = new SpringApplicationBuilder(Hospital.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			String which = revtrail ? "Revtrail" : "Envers";
			insert(context, which, "plain records", Thing.Ward::new);
			Patient patient = context.getBean(TransactionTemplate.class).execute((status) -> {
				Patient ann = new Patient("Ann", "north");
				context.getBean(EntityManager.class).persist(ann);
				return ann;
			});
			insert(context, which, "records of a patient", () -> new Visit(patient));
		}
	}

	private static void insert(ConfigurableApplicationContext context, String which, String what,
			Supplier<Object> record) {
		long before = live();
		long[] during = new long[1];
		long start = System.nanoTime();
		context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			EntityManager entities = context.getBean(EntityManager.class);
			for (int i = 1; i <= RECORDS; i++) {
				entities.persist(record.get());
				if (i % FLUSHED == 0) {
					entities.flush();
					entities.clear();
				}
			}
			during[0] = live();
		});
		System.out.printf(
				"%-9s %,d %-20s keep %4d MB at the end of the work, %d bytes each; %.1f s in all; %d MB after it (%s)%n",
				which, RECORDS, what, (during[0] - before) >> 20, (during[0] - before) / RECORDS,
				(System.nanoTime() - start) / 1e9, (live() - before) >> 20, TestDatabase.Kind.selected());
	}

	/** How many bytes of the heap are in use once the garbage is gone. */
	private static long live() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
