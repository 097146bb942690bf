package dev.revtrail.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Thing;
import jakarta.persistence.EntityManager;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the settled mark and the counts cost those who write: commits per second while
 * they are kept, and while they are not, in turns.
 */
public final class WritersBenchmark {

	private static final int WRITERS = Integer.getInteger("writers.threads", 8);

	private static final int SECONDS = Integer.getInteger("writers.seconds", 10);

	private static final int TURNS = Integer.getInteger("writers.turns", 7);

	/** Those that stop first come first. */
	private static final List<String> SERVICES = List.of("revtrailFollowers", "revtrailSettledMark");

	private WritersBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args none
	 * @throws Exception if a writer fails
	 */
	public static void main(String[] args) throws Exception {
		Map<String, Object> properties = new HashMap<>(TestDatabase.create().properties());
		properties
			.putAll(Map.of("spring.config.name", "bench", "spring.main.banner-mode", "off", "spring.flyway.enabled",
					"false", "spring.jpa.hibernate.ddl-auto", "create", "revtrail.schema.initialize", "always",
					"logging.level.root", "warn", "spring.datasource.hikari.maximum-pool-size", WRITERS + 4));
		ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Hospital.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			List<Double> with = new ArrayList<>();
			List<Double> without = new ArrayList<>();
			write(context, threads);
			for (int turn = 0; turn < TURNS; turn++) {
				with.add(write(context, threads));
				SERVICES.forEach((name) -> context.getBean(name, Lifecycle.class).stop());
				without.add(write(context, threads));
				SERVICES.forEach((name) -> context.getBean(name, Lifecycle.class).start());
			}
			System.out.printf("%d writers: %.0f commits/s with mark and counts, %.0f without: %.3f of it%n", WRITERS,
					median(with), median(without), median(with) / median(without));
		}
		finally {
			threads.shutdownNow();
		}
		// The shared container ends with the JVM
		System.exit(0);
	}

	/** Returns how many transactions were committed in a second. */
	private static double write(ConfigurableApplicationContext context, ExecutorService threads)
			throws ExecutionException, InterruptedException {
		long began = System.nanoTime();
		long end = began + Duration.ofSeconds(SECONDS).toNanos();
		List<Future<Integer>> writers = new ArrayList<>();
		for (int i = 0; i < WRITERS; i++) {
			writers.add(threads.submit(() -> write(context, end)));
		}
		int commits = 0;
		for (Future<Integer> writer : writers) {
			commits += writer.get();
		}
		return commits * 1e9 / (System.nanoTime() - began);
	}

	private static int write(ConfigurableApplicationContext context, long end) {
		TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
		EntityManager entityManager = context.getBean(EntityManager.class);
		int commits = 0;
		while (System.nanoTime() < end) {
			transaction.executeWithoutResult((status) -> entityManager.persist(new Thing.Nurse()));
			commits++;
		}
		return commits;
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

}
