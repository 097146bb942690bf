package dev.revtrail.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Thing;
import jakarta.persistence.EntityManager;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The cost of writing compared with raw Envers: the same mapping, the same database, turn
 * by turn in the same run.
 */
public final class WriteBenchmark {

	private static final int TURNS = 30;

	private static final int TRANSACTIONS = 100;

	private static final int RECORDS = 1000;

	private WriteBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args none
	 */
	public static void main(String[] args) {
		try (Application with = new Application(true); Application without = new Application(false)) {
			compare("one update and one insert", with, without, WriteBenchmark::smallTransactions);
			compare("1,000 updates in one transaction", with, without, WriteBenchmark::largeTransaction);
		}
		// The shared container ends with the JVM
		System.exit(0);
	}

	private static void compare(String what, Application with, Application without, Consumer<Application> work) {
		List<Long> ours = new ArrayList<>();
		List<Long> theirs = new ArrayList<>();
		for (int turn = -5; turn < TURNS; turn++) {
			long theirTime = time(without, work);
			long ourTime = time(with, work);
			if (turn >= 0) {
				theirs.add(theirTime);
				ours.add(ourTime);
			}
		}
		System.out.printf("%-34s Envers %7.2f ms, Revtrail %7.2f ms, ratio of medians %.2f (%s)%n", what,
				median(theirs) / 1e6, median(ours) / 1e6, (double) median(ours) / median(theirs),
				TestDatabase.Kind.selected());
	}

	private static long time(Application application, Consumer<Application> work) {
		long start = System.nanoTime();
		work.accept(application);
		return System.nanoTime() - start;
	}

	private static long median(List<Long> times) {
		return times.stream().sorted().toList().get(times.size() / 2);
	}

	private static void smallTransactions(Application application) {
		for (int i = 0; i < TRANSACTIONS; i++) {
			long id = application.ids.get(i);
			application.inTransaction((entities) -> {
				entities.find(Thing.Ward.class, id).name += "x";
				entities.persist(new Thing.Nurse());
			});
		}
		application
			.inTransaction((entities) -> entities.createQuery("update " + Thing.Ward.class.getName() + " set name = ''")
				.executeUpdate());
	}

	private static void largeTransaction(Application application) {
		application
			.inTransaction((entities) -> entities.createQuery("from " + Thing.Ward.class.getName(), Thing.Ward.class)
				.getResultList()
				.forEach((ward) -> ward.name = ward.name.isEmpty() ? "x" : ""));
	}

	/**
	 * An application with a thousand records, with the library or with Envers alone.
	 */
	private static final class Application implements AutoCloseable {

		private final ConfigurableApplicationContext context;

		private final TransactionTemplate transaction;

		private final EntityManager entities;

		private final List<Long> ids = new ArrayList<>();

		Application(boolean revtrail) {
			Map<String, Object> properties = new HashMap<>(TestDatabase.create().properties());
			properties.putAll(Map.of("spring.config.name", "bench", "spring.main.banner-mode", "off",
					"spring.flyway.enabled", "false", "spring.jpa.hibernate.ddl-auto", "create",
					"spring.jpa.properties.org.hibernate.envers.store_data_at_delete", "true",
					"revtrail.schema.initialize", "always", "revtrail.enabled", revtrail, "logging.level.root",
					"warn"));
			this.context = new SpringApplicationBuilder(Hospital.class).web(WebApplicationType.NONE)
				.properties(properties)
				.run();
			this.transaction = this.context.getBean(TransactionTemplate.class);
			this.entities = SharedEntityManagerCreator
				.createSharedEntityManager(this.context.getBean(jakarta.persistence.EntityManagerFactory.class));
			inTransaction((em) -> {
				for (int i = 0; i < RECORDS; i++) {
					Thing.Ward ward = new Thing.Ward();
					em.persist(ward);
					this.ids.add(Objects.requireNonNull(ward.id));
				}
			});
		}

		void inTransaction(Consumer<EntityManager> work) {
			this.transaction.executeWithoutResult((status) -> work.accept(this.entities));
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

}
