package dev.revtrail.envers.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import dev.revtrail.Action;
import dev.revtrail.ChangeCount;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.SettledLog;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Thing;
import dev.revtrail.feed.Feed;
import dev.revtrail.feed.SettledMark;
import dev.revtrail.web.entry.EntryType;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two nodes in two Java machines write: small and large transactions on hot and cold
 * records, some of which are rolled back or lose their connections at the commit, and the
 * clock of one node is ahead and steps back. Those who read forward meanwhile miss
 * nothing and get nothing twice, by any contract, followers neither, and totals are those
 * of the rows at any moment.
 */
class SettledLogTests {

	private static final int SECONDS = Integer.getInteger("settled.seconds", 6);

	/** How many periods are counted. */
	private static final int PERIODS = 300;

	private static final ChangeQuery ALL = ChangeQuery.in(Scope.everything()).withoutChanges();

	private final TestDatabase.Access database = TestDatabase.create();

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final AtomicBoolean written = new AtomicBoolean();

	@TempDir
	private Path folder;

	@Test
	void whoReadsForwardMissesNothingAndGetsNothingTwice() throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute("create table followed (place bigint not null, id bigint not null)");
		}
		Path outside = Files.createFile(this.folder.resolve("outside"));
		try (var reachable = new ReachableDatabase(this.database);
				var one = new StressNode(this.database, outside, true);
				var other = StressProcess.start(reachable.access(), outside)) {
			ChangeLog log = one.bean(ChangeLog.class);
			List<Long> wards = wards(one.context(), 5);
			// The numbers that the checks at the start have rolled back
			SettledLog.await(log);
			other.moveClock(Duration.ofSeconds(10));
			one.write("one", wards);
			other.write(wards);
			BooleanSupplier ended = () -> this.written.get() && SettledLog.isSettled(log);
			Future<List<Long>> slices = threads.submit(() -> poll(log, ALL, ended));
			// Most answers have none, so that the place goes on with the mark
			ChangeQuery ofOneWard = ALL.record(new RecordRef("WARD", String.valueOf(wards.get(0))));
			Future<List<Long>> some = threads.submit(() -> poll(log, ofOneWard, ended));
			Future<List<Long>> news = threads.submit(() -> news(log, ended));
			ContractReader contracts = new ContractReader(one.context(), ended);
			Future<List<Long>> list = threads.submit(contracts::list);
			Future<List<Long>> feed = threads.submit(contracts::feed);
			Future<List<Long>> graphQl = threads.submit(contracts::graphQl);
			Future<Integer> counts = threads.submit(() -> compareCounts(one.context()));
			Future<long[]> lags = threads.submit(() -> lags(one.bean(SettledMark.class)));
			long began = System.nanoTime();
			TimeUnit.SECONDS.sleep(SECONDS / 2);
			other.moveClock(Duration.ofMinutes(-5));
			TimeUnit.SECONDS.sleep(SECONDS - SECONDS / 2);
			this.stopped.set(true);
			Duration time = Duration.ofNanos(System.nanoTime() - began);
			// At once, as what one waits for takes longer while the other writes
			Future<StressNode.Written> others = threads.submit(other::stop);
			StressNode.Written done = one.stop().with(others.get());
			this.written.set(true);

			List<Long> all = all(log, ALL);
			assertSame(slices.get(), all);
			assertThat(some.get()).isNotEmpty();
			assertSame(some.get(), all(log, ofOneWard));
			// Its first page may have been full
			long oldest = Collections.min(news.get());
			assertNothingIsMissed(news.get(), all.stream().filter((id) -> id >= oldest).toList());
			List<Long> changes = all(log, ALL.actions(EntryType.actions()));
			assertSame(list.get(), changes);
			assertSame(feed.get(), changes);
			assertSame(graphQl.get(), all(log, ALL.actions(Action.CREATE, Action.UPDATE, Action.DELETE)));
			assertFollowersGotAll(one.context(), outside, log);
			assertThat(counts.get()).isPositive();
			assertThat(done.failed()).as("transactions that failed, of %s", done).isEqualTo(done.disturbed());
			assertThat(done.disturbed() > 0).isEqualTo(UnreliableCommits.ROLLBACKS > 0);
			assertThat(done.late()).isZero();
			assertRecordsAreInTheOrderOfTheirChanges(log);
			assertPeriodsHaveWhatWasRecordedInThem(log);
			long[] lag = lags.get();
			System.out.printf(
					"%d entries of %d commits, %d commits failed, %.0f commits/s; %d comparisons of counts; "
							+ "lag of the mark p50 %d ms, p99 %d ms%n",
					all.size(), done.committed(), done.failed(), done.committed() * 1e9 / time.toNanos(), counts.get(),
					lag[lag.length / 2], lag[lag.length * 99 / 100]);
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
	private long[] lags(SettledMark mark) throws InterruptedException {
		List<Long> lags = new ArrayList<>();
		while (!this.stopped.get()) {
			lags.add(mark.lag().toMillis());
			TimeUnit.MILLISECONDS.sleep(5);
		}
		return lags.stream().mapToLong(Long::longValue).sorted().toArray();
	}

	/** Follows the log by slices from the oldest entry on. */
	private static List<Long> poll(ChangeLog log, ChangeQuery query, BooleanSupplier ended) {
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
				last = ended.getAsBoolean();
			}
		}
	}

	/** Keeps the newest page, and asks for what is newer, as the page does. */
	private static List<Long> news(ChangeLog log, BooleanSupplier ended) {
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
				last = ended.getAsBoolean();
			}
		}
	}

	/** The one inside exactly once and in order, the one outside at least once. */
	private static void assertFollowersGotAll(ConfigurableApplicationContext node, Path outside, ChangeLog log)
			throws IOException {
		JdbcTemplate jdbc = node.getBean(JdbcTemplate.class);
		Feed feed = node.getBean(Feed.class);
		await().atMost(Duration.ofMinutes(10))
			.until(() -> feed.followers().stream().allMatch((follower) -> follower.revisionsBehind() == 0));
		List<Long> all = all(log, ALL);
		assertThat(jdbc.queryForList("select id from followed order by place", Long.class)).isEqualTo(all);
		assertNothingIsMissed(Files.readAllLines(outside).stream().map(Long::valueOf).toList(), all);
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
				times.add((TestDatabase.Kind.selected() == TestDatabase.Kind.POSTGRESQL)
						? rows.getObject(1, OffsetDateTime.class).toInstant()
						: rows.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC));
			}
		}
		Random random = new Random(3);
		List<Instant> distinct = new ArrayList<>(new HashSet<>(times));
		assertThat(distinct).hasSizeGreaterThan(2);
		Collections.shuffle(distinct, random);
		for (Instant bound : distinct.subList(0, Math.min(PERIODS, distinct.size()))) {
			Instant since = bound.minusMillis(random.nextInt(2));
			Instant until = bound.plusSeconds(random.nextInt(20));
			assertThat(log.count(ALL.since(since).until(until))).as(since + " to " + until)
				.isEqualTo(times.stream().filter((time) -> !time.isBefore(since) && time.isBefore(until)).count());
			assertThat(log.count(ALL.until(bound)))
				.isEqualTo(times.stream().filter((time) -> time.isBefore(bound)).count());
		}
	}

}
