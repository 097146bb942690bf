package dev.revtrail.envers.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import dev.revtrail.ChangeEntry;
import dev.revtrail.Recording;
import dev.revtrail.SettableClock;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.feed.Follower;
import dev.revtrail.feed.SettledMark;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.awaitility.Awaitility.await;

/**
 * A hospital with writers, whose commits are unreliable, and two followers: one keeps
 * what it gets in the tracked database, the other in a file, and fails now and then.
 */
final class StressNode implements AutoCloseable {

	/** How many write on each node. */
	static final int WRITERS = Integer.getInteger("settled.writers", 3);

	/** How many entries its followers take at once, so that they keep up. */
	private static final int BATCH = 1000;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final UnreliableCommits commits = new UnreliableCommits();

	private final List<StressWriter> writers = new ArrayList<>();

	private final List<Future<?>> writing = new ArrayList<>();

	private final ConfigurableApplicationContext context;

	/**
	 * Starts a node.
	 * @param database where it writes
	 * @param file where one follower keeps what it gets
	 * @param contracts whether it serves the contracts
	 */
	StressNode(TestDatabase.Access database, Path file, boolean contracts) {
		Map<String, Object> properties = new HashMap<>(database.properties());
		properties.putAll(Map.of("spring.config.name", "hospital", "spring.flyway.enabled", "false",
				"spring.jpa.hibernate.ddl-auto", "update", "spring.main.banner-mode", "off",
				"spring.datasource.hikari.maximum-pool-size", WRITERS + 8, "revtrail.feed.gap-time",
				System.getProperty("settled.gap-time", "3s"), "logging.level.org.hibernate", "off"));
		properties.put("spring.datasource.url", waiting(database.url()));
		properties.put("revtrail.query-timeout", "60s");
		properties.putAll(Map.of("server.port", 0, "revtrail.web.feed.enabled", contracts, "revtrail.graphql.enabled",
				contracts, "revtrail.events.log-reads", false));
		this.context = new SpringApplicationBuilder(Hospital.class, OpenToAll.class)
			.web(contracts ? WebApplicationType.SERVLET : WebApplicationType.NONE)
			.properties(properties)
			.initializers((context) -> {
				context.getBeanFactory().addBeanPostProcessor(this.commits);
				GenericApplicationContext beans = (GenericApplicationContext) context;
				beans.registerBean("inside", Follower.class, () -> new Inside(context));
				beans.registerBean("outside", Follower.class, () -> new Outside(file));
			})
			.run();
	}

	/**
	 * The writers wait for each other as long as on MySQL, however busy the machine is.
	 */
	private static String waiting(String url) {
		return url.startsWith("jdbc:h2:") ? url + ";LOCK_TIMEOUT=50000" : url;
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/** Has writers begin, which also change the wards with these ids. */
	void write(String name, List<Long> wards) {
		this.commits.on(true);
		for (int i = 0; i < WRITERS; i++) {
			StressWriter writer = new StressWriter(this.context, wards, "writer-" + name + "-" + i);
			this.writers.add(writer);
			this.writing.add(this.threads.submit(writer));
		}
	}

	void moveClock(Duration step) {
		((SettableClock) bean(Clock.class)).advance(step);
	}

	/** Has the writers end, and waits until all that is recorded for them is there. */
	Written stop() throws InterruptedException, ExecutionException {
		this.writers.forEach(StressWriter::stop);
		for (Future<?> one : this.writing) {
			one.get();
		}
		this.commits.on(false);
		// Attempts that failed are recorded in the background, one by one
		await().atMost(Duration.ofMinutes(10)).until(() -> bean(Recording.class).pending() == 0);
		return new Written(this.writers.stream().mapToInt(StressWriter::committed).sum(),
				this.writers.stream().mapToInt(StressWriter::failed).sum(), this.commits.disturbed(),
				bean(SettledMark.class).late());
	}

	@Override
	public void close() {
		this.writers.forEach(StressWriter::stop);
		this.context.close();
		this.threads.shutdownNow();
	}

	/**
	 * What the writers of a node have done.
	 *
	 * @param committed how many transactions were committed
	 * @param failed how many were not
	 * @param disturbed how many commits were rolled back or lost their connections
	 * @param late how many revisions appeared after readers had gone past them
	 */
	record Written(int committed, int failed, int disturbed, long late) {

		static Written parse(String text) {
			String[] numbers = text.split(" ");
			return new Written(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]),
					Long.parseLong(numbers[3]));
		}

		String text() {
			return this.committed + " " + this.failed + " " + this.disturbed + " " + this.late;
		}

		Written with(Written other) {
			return new Written(this.committed + other.committed, this.failed + other.failed,
					this.disturbed + other.disturbed, this.late + other.late);
		}

	}

	/** Keeps what it gets in the tracked database. */
	private record Inside(ConfigurableApplicationContext context) implements Follower {

		@Override
		public String name() {
			return "inside";
		}

		@Override
		public int batchSize() {
			return BATCH;
		}

		@Override
		public boolean isTransactional() {
			return true;
		}

		@Override
		public void accept(List<ChangeEntry> entries) {
			JdbcTemplate jdbc = this.context.getBean(JdbcTemplate.class);
			Long last = jdbc.queryForObject("select coalesce(max(place), 0) from followed", Long.class);
			long place = (last != null) ? last : 0;
			List<String> rows = new ArrayList<>();
			for (ChangeEntry entry : entries) {
				rows.add("(" + ++place + ", " + entry.id() + ")");
			}
			jdbc.update("insert into followed (place, id) values " + String.join(", ", rows));
		}

	}

	/** Keeps what it gets in a file, and fails now and then. */
	private record Outside(Path file) implements Follower {

		@Override
		public String name() {
			return "outside";
		}

		@Override
		public int batchSize() {
			return BATCH;
		}

		@Override
		public void accept(List<ChangeEntry> entries) {
			try {
				Files.writeString(this.file,
						entries.stream().map((entry) -> entry.id() + "\n").collect(Collectors.joining()),
						StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			if (ThreadLocalRandom.current().nextInt(50) == 0) {
				throw new IllegalStateException("now and then");
			}
		}

	}

}
