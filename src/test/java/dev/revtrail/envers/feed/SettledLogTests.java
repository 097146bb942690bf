package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.revtrail.Action;
import dev.revtrail.ChangeCount;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Recording;
import dev.revtrail.Scope;
import dev.revtrail.SettableClock;
import dev.revtrail.SettledLog;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.DefaultRevision;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Thing;
import dev.revtrail.feed.Follower;
import dev.revtrail.feed.SettledMark;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import org.hibernate.envers.AuditReaderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two nodes write: small and large transactions on hot and cold records, some of which
 * are rolled back or lose their connections at the commit, and the clock of one node is
 * ahead and steps back. Whoever reads forward meanwhile misses nothing and gets nothing
 * twice, followers neither, and totals are those of the rows at any moment.
 */
class SettledLogTests {

	private static final int SECONDS = Integer.getInteger("settled.seconds", 6);

	private static final int WRITERS = Integer.getInteger("settled.writers", 6);

	private static final int LARGE = Integer.getInteger("settled.large", 300);

	private static final ChangeQuery ALL = ChangeQuery.in(Scope.everything()).withoutChanges();

	private final TestDatabase.Access database = TestDatabase.create();

	private final UnreliableCommits commits = new UnreliableCommits();

	private final List<Long> outside = Collections.synchronizedList(new ArrayList<>());

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final AtomicBoolean written = new AtomicBoolean();

	private final AtomicInteger committed = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	@Test
	void whoReadsForwardMissesNothingAndGetsNothingTwice() throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute("create table followed (place bigint not null, id bigint not null)");
		}
		try (var one = node(); var other = node()) {
			List<Long> hot = wards(one, 5);
			((SettableClock) other.getBean(Clock.class)).advance(Duration.ofSeconds(10));
			this.commits.on(true);
			List<Future<?>> writers = new ArrayList<>();
			for (int i = 0; i < WRITERS; i++) {
				writers.add(threads.submit(new Writer((i % 2 == 0) ? one : other, hot, "writer-" + i)));
			}
			Future<List<Long>> slices = threads.submit(() -> poll(one.getBean(ChangeLog.class), ALL));
			Future<List<Long>> onOther = threads.submit(() -> poll(other.getBean(ChangeLog.class), ALL));
			// Most answers have none, so that the place goes on with the mark
			ChangeQuery ofOneWard = ALL.record(new RecordRef("WARD", String.valueOf(hot.get(0))));
			Future<List<Long>> some = threads.submit(() -> poll(other.getBean(ChangeLog.class), ofOneWard));
			Future<List<Long>> news = threads.submit(() -> news(one.getBean(ChangeLog.class)));
			Future<Integer> counts = threads.submit(() -> compareCounts(one));
			Future<long[]> lags = threads.submit(() -> lags(one, other));
			TimeUnit.SECONDS.sleep(SECONDS / 2);
			((SettableClock) other.getBean(Clock.class)).advance(Duration.ofMinutes(-5));
			TimeUnit.SECONDS.sleep(SECONDS - SECONDS / 2);
			this.stopped.set(true);
			for (Future<?> writer : writers) {
				writer.get();
			}
			this.commits.on(false);
			// Attempts that failed are recorded in the background
			for (var node : List.of(one, other)) {
				await().until(() -> node.getBean(Recording.class).pending() == 0);
			}
			this.written.set(true);

			List<Long> all = all(one.getBean(ChangeLog.class), ALL);
			assertSame(slices.get(), all);
			assertSame(onOther.get(), all);
			assertThat(some.get()).isNotEmpty();
			assertSame(some.get(), all(one.getBean(ChangeLog.class), ofOneWard));
			// Its first page may have been full
			long oldest = Collections.min(news.get());
			assertNothingIsMissed(news.get(), all.stream().filter((id) -> id >= oldest).toList());
			assertFollowersGotAll(one, all);
			assertThat(counts.get()).isPositive();
			assertThat(this.failed.get() > 0).isEqualTo(UnreliableCommits.ROLLBACKS > 0);
			assertThat(one.getBean(SettledMark.class).late() + other.getBean(SettledMark.class).late()).isZero();
			assertRecordsAreInTheOrderOfTheirChanges(one.getBean(ChangeLog.class));
			assertPeriodsHaveWhatWasRecordedInThem(one.getBean(ChangeLog.class));
			long[] lag = lags.get();
			System.out.printf("%d entries of %d commits, %d commits failed; lag of the mark p50 %d ms, p99 %d ms%n",
					all.size(), this.committed.get(), this.failed.get(), lag[lag.length / 2],
					lag[lag.length * 99 / 100]);
		}
		finally {
			this.stopped.set(true);
			this.written.set(true);
			threads.shutdownNow();
		}
	}

	private static void assertSame(List<Long> read, List<Long> all) {
		assertNothingIsMissed(read, all);
		assertThat(read).isSorted().doesNotHaveDuplicates().hasSameSizeAs(all);
	}

	private static void assertNothingIsMissed(List<Long> read, List<Long> all) {
		List<Long> missed = new ArrayList<>(all);
		missed.removeAll(new HashSet<>(read));
		assertThat(missed).as("what was missed of " + all.size()).isEmpty();
	}

	private ConfigurableApplicationContext node() {
		Map<String, Object> properties = new HashMap<>(this.database.properties());
		properties.putAll(Map.of("spring.config.name", "hospital", "spring.flyway.enabled", "false",
				"spring.jpa.hibernate.ddl-auto", "update", "spring.main.banner-mode", "off",
				"spring.datasource.hikari.maximum-pool-size", WRITERS + 4, "revtrail.feed.gap-time",
				System.getProperty("settled.gap-time", "3s"), "logging.level.org.hibernate", "off"));
		return new SpringApplicationBuilder(Hospital.class).web(WebApplicationType.NONE)
			.properties(properties)
			.initializers((context) -> {
				context.getBeanFactory().addBeanPostProcessor(this.commits);
				GenericApplicationContext beans = (GenericApplicationContext) context;
				beans.registerBean("inside", Follower.class, () -> new Inside(context));
				beans.registerBean("outside", Follower.class, () -> new Outside());
			})
			.run();
	}

	private static List<Long> wards(ConfigurableApplicationContext context, int count) {
		List<Long> ids = new ArrayList<>();
		context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
			for (int i = 0; i < count; i++) {
				Thing.Ward ward = new Thing.Ward();
				ward.name = "0";
				context.getBean(EntityManager.class).persist(ward);
				ids.add(ward.id);
			}
		});
		return ids;
	}

	/** How far the mark was behind, in milliseconds, ordered. */
	private long[] lags(ConfigurableApplicationContext... nodes) throws InterruptedException {
		List<Long> lags = new ArrayList<>();
		while (!this.stopped.get()) {
			lags.add(Stream.of(nodes)
				.mapToLong((node) -> node.getBean(SettledMark.class).lag().toMillis())
				.max()
				.orElse(0));
			TimeUnit.MILLISECONDS.sleep(5);
		}
		return lags.stream().mapToLong(Long::longValue).sorted().toArray();
	}

	/** Follows the log by slices from the oldest entry on. */
	private List<Long> poll(ChangeLog log, ChangeQuery query) {
		List<Long> read = new ArrayList<>();
		Cursor cursor = null;
		boolean last = false;
		while (true) {
			ChangeSlice slice = log.slice(query.oldestFirst(), cursor, 100);
			slice.entries().forEach((entry) -> read.add(entry.id()));
			cursor = slice.end();
			if (slice.next() == null) {
				if (last) {
					return read;
				}
				last = isEnd(log);
			}
		}
	}

	/** Keeps the newest page, and asks for what is newer, as the page does. */
	private List<Long> news(ChangeLog log) {
		List<Long> read = new ArrayList<>();
		ChangeSlice newest = log.slice(ALL, null, 1000);
		newest.entries().forEach((entry) -> read.add(entry.id()));
		Cursor cursor = newest.place(newest.entries().get(0));
		boolean last = false;
		while (true) {
			ChangeSlice newer = log.slice(ALL.newerThan(cursor).oldestFirst(), null, 100);
			newer.entries().forEach((entry) -> read.add(entry.id()));
			if (!newer.entries().isEmpty()) {
				cursor = newer.end();
			}
			else if (last) {
				return read;
			}
			else {
				last = isEnd(log);
			}
		}
	}

	/** The one inside exactly once and in order, the one outside at least once. */
	private void assertFollowersGotAll(ConfigurableApplicationContext node, List<Long> all) {
		JdbcTemplate jdbc = node.getBean(JdbcTemplate.class);
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(jdbc.queryForList("select id from followed order by place", Long.class))
				.isEqualTo(all));
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertNothingIsMissed(this.outside, all));
	}

	/** Compares totals with the rows in one snapshot of the database, at any moment. */
	private int compareCounts(ConfigurableApplicationContext node) throws InterruptedException {
		TransactionTemplate snapshot = new TransactionTemplate(node.getBean(PlatformTransactionManager.class));
		snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		JdbcTemplate jdbc = node.getBean(JdbcTemplate.class);
		ChangeLog log = node.getBean(ChangeLog.class);
		int compared = 0;
		while (!this.written.get()) {
			snapshot.executeWithoutResult((status) -> {
				assertThat(log.count(ALL))
					.isEqualTo(jdbc.queryForObject("select count(*) from revtrail_entry", Long.class));
				assertThat(log.count(ALL.recordTypes("WARD").actions(Action.UPDATE))).isEqualTo(jdbc.queryForObject(
						"select count(*) from revtrail_entry where record_type = 'WARD' and action = 'UPDATE'",
						Long.class));
				assertThat(log.histogram(ALL, Duration.ofHours(1)).stream().mapToLong(ChangeCount::count).sum())
					.isEqualTo(jdbc.queryForObject("select count(*) from revtrail_entry", Long.class));
			});
			compared++;
			TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(20));
		}
		return compared;
	}

	private boolean isEnd(ChangeLog log) {
		return this.written.get() && SettledLog.isSettled(log);
	}

	private static List<Long> all(ChangeLog log, ChangeQuery query) {
		SettledLog.await(log);
		List<Long> all = new ArrayList<>();
		Cursor cursor = null;
		do {
			ChangeSlice slice = log.slice(query.oldestFirst().withUnsettled(), cursor, 1000);
			slice.entries().forEach((entry) -> all.add(entry.id()));
			cursor = slice.next();
		}
		while (cursor != null);
		return all;
	}

	/** Each change of a hot ward counts its name up. */
	private static void assertRecordsAreInTheOrderOfTheirChanges(ChangeLog log) {
		Map<String, Integer> counts = new TreeMap<>();
		Cursor cursor = null;
		do {
			ChangeSlice slice = log.slice(ChangeQuery.in(Scope.everything())
				.recordTypes("WARD")
				.actions(Action.CREATE, Action.UPDATE)
				.oldestFirst(), cursor, 1000);
			for (ChangeEntry entry : slice.entries()) {
				int count = Integer
					.parseInt(String.valueOf(((FieldChange.Value) entry.changes().of("name").orElseThrow()).to()));
				Integer before = counts.put(entry.record().id(), count);
				assertThat(count).as("a change of ward " + entry.record().id())
					.isEqualTo((before != null) ? before + 1 : 0);
			}
			cursor = slice.next();
		}
		while (cursor != null);
	}

	private void assertPeriodsHaveWhatWasRecordedInThem(ChangeLog log) throws SQLException {
		List<Instant> times = new ArrayList<>();
		try (Connection connection = this.database.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select r.recorded_at from revtrail_entry e "
						+ "join revtrail_revision r on r.id = e.revision")) {
			while (rows.next()) {
				times.add(rows.getObject(1, java.time.LocalDateTime.class).toInstant(java.time.ZoneOffset.UTC));
			}
		}
		Random random = new Random(3);
		Set<Instant> distinct = new HashSet<>(times);
		assertThat(distinct).hasSizeGreaterThan(2);
		for (Instant bound : distinct) {
			Instant since = bound.minusMillis(random.nextInt(2));
			Instant until = bound.plusSeconds(random.nextInt(20));
			assertThat(log.count(ALL.since(since).until(until))).as(since + " to " + until)
				.isEqualTo(times.stream().filter((time) -> !time.isBefore(since) && time.isBefore(until)).count());
			assertThat(log.count(ALL.until(bound)))
				.isEqualTo(times.stream().filter((time) -> time.isBefore(bound)).count());
		}
	}

	/** Keeps what it gets in the tracked database. */
	private static final class Inside implements Follower {

		private final ConfigurableApplicationContext context;

		private Inside(ConfigurableApplicationContext context) {
			this.context = context;
		}

		@Override
		public String name() {
			return "inside";
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
			for (ChangeEntry entry : entries) {
				jdbc.update("insert into followed (place, id) values (?, ?)", ++place, entry.id());
			}
		}

	}

	/** Remembers what it gets, and fails now and then. */
	private final class Outside implements Follower {

		@Override
		public String name() {
			return "outside";
		}

		@Override
		public void accept(List<ChangeEntry> entries) {
			entries.forEach((entry) -> SettledLogTests.this.outside.add(entry.id()));
			if (ThreadLocalRandom.current().nextInt(50) == 0) {
				throw new IllegalStateException("now and then");
			}
		}

	}

	/** Changes hot wards, or adds nurses: one, or now and then many. */
	private final class Writer implements Callable<@Nullable Void> {

		private final ConfigurableApplicationContext context;

		private final List<Long> hot;

		private final String name;

		private final List<Long> nurses = new ArrayList<>();

		private final List<Long> hired = new ArrayList<>();

		private Writer(ConfigurableApplicationContext context, List<Long> hot, String name) {
			this.context = context;
			this.hot = hot;
			this.name = name;
		}

		@Override
		public @Nullable Void call() {
			Thread.currentThread().setName(this.name);
			TransactionTemplate transaction = this.context.getBean(TransactionTemplate.class);
			EntityManager entityManager = this.context.getBean(EntityManager.class);
			while (!SettledLogTests.this.stopped.get()) {
				((SettableClock) this.context.getBean(Clock.class)).advance(Duration.ofMillis(1));
				try {
					this.hired.clear();
					transaction.executeWithoutResult((status) -> change(entityManager));
					this.nurses.addAll(this.hired);
					SettledLogTests.this.committed.incrementAndGet();
				}
				catch (DataAccessException | TransactionException | PersistenceException ex) {
					SettledLogTests.this.failed.incrementAndGet();
				}
			}
			return null;
		}

		private void change(EntityManager entityManager) {
			ThreadLocalRandom random = ThreadLocalRandom.current();
			if (random.nextInt(3) == 0) {
				Long id = this.hot.get(random.nextInt(this.hot.size()));
				Thing.Ward ward = entityManager.find(Thing.Ward.class, id,
						jakarta.persistence.LockModeType.PESSIMISTIC_WRITE);
				ward.name = String.valueOf(Integer.parseInt(ward.name) + 1);
				return;
			}
			int kind = random.nextInt(40);
			if (kind == 0) {
				// As a host may, which takes the revision's number before the work is
				// done
				AuditReaderFactory.get(entityManager).getCurrentRevision(DefaultRevision.class, true);
			}
			if (kind == 1 && !this.nurses.isEmpty()) {
				deleteInBulk(entityManager);
			}
			int count = (kind == 2) ? LARGE : 1;
			for (int i = 0; i < count; i++) {
				Thing.Nurse nurse = new Thing.Nurse();
				entityManager.persist(nurse);
				this.hired.add(nurse.id);
			}
		}

		/** Nurses that no other writer deletes. */
		private void deleteInBulk(EntityManager entityManager) {
			this.context.getBean(ChangeLog.class)
				.bulk()
				.execute(entityManager.createQuery("delete from Thing$Nurse n where n.id in :ids")
					.setParameter("ids", this.nurses.subList(0, Math.min(5, this.nurses.size()))));
		}

	}

}
