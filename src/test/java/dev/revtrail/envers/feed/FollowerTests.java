package dev.revtrail.envers.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Recording;
import dev.revtrail.Scope;
import dev.revtrail.SettledLog;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Thing;
import dev.revtrail.envers.index.EntryIds;
import dev.revtrail.feed.Feed;
import dev.revtrail.feed.Follower;
import dev.revtrail.feed.FollowerStatus;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Followers of one database, on nodes that come and go.
 */
class FollowerTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private final TestDatabase.Access database = TestDatabase.create();

	private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();

	@AfterEach
	void stop() {
		this.nodes.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void eachEntryComesOnceAndInOrderWhicheverNodeRunsTheFollower() {
		Recorder recorder = new Recorder();
		ConfigurableApplicationContext one = node(recorder);
		ConfigurableApplicationContext other = node(recorder);
		for (int i = 0; i < 20; i++) {
			write((i % 2 == 0) ? one : other);
		}
		awaitAll(one, recorder);

		boolean oneRuns = nodeOf(one).equals(status(one, recorder).node());
		assertThat(oneRuns || nodeOf(other).equals(status(one, recorder).node())).isTrue();
		ConfigurableApplicationContext left = oneRuns ? other : one;
		(oneRuns ? one : other).close();
		for (int i = 0; i < 20; i++) {
			write(left);
		}
		awaitAll(left, recorder);
		assertThat(status(left, recorder).node()).isNotNull();
	}

	@Test
	void whatFailsComesAgainAndIsParkedUntilARetryIsAskedFor() {
		Recorder recorder = new Recorder();
		recorder.failures.set(Integer.MAX_VALUE);
		ConfigurableApplicationContext node = node(recorder, "revtrail.feed.attempts=2");
		write(node);
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(status(node, recorder).state()).isEqualTo(FollowerStatus.State.PARKED));
		assertThat(status(node, recorder).attempts()).isEqualTo(2);
		assertThat(status(node, recorder).failure()).isEqualTo(IllegalStateException.class.getName());
		assertThat(recorder.ids).isEmpty();
		write(node);
		SettledLog.await(node.getBean(ChangeLog.class));

		recorder.failures.set(1);
		node.getBean(Feed.class).retry(recorder.name());
		awaitAll(node, recorder);
		assertThat(status(node, recorder).attempts()).isZero();
		assertThat(status(node, recorder).failure()).isNull();
	}

	@Test
	void aTransactionalFollowerKeepsWhatItMakesExactlyOnce() throws SQLException {
		execute("create table seen (id bigint not null)");
		AtomicInteger calls = new AtomicInteger();
		ConfigurableApplicationContext[] node = new ConfigurableApplicationContext[1];
		Follower follower = new Follower() {

			@Override
			public String name() {
				return "seen";
			}

			@Override
			public boolean isTransactional() {
				return true;
			}

			@Override
			public int batchSize() {
				return 3;
			}

			@Override
			public void accept(List<ChangeEntry> entries) {
				JdbcTemplate jdbc = node[0].getBean(JdbcTemplate.class);
				entries.forEach((entry) -> jdbc.update("insert into seen (id) values (?)", entry.id()));
				if (calls.incrementAndGet() == 2) {
					throw new IllegalStateException("after the rows");
				}
			}

		};
		node[0] = node(follower);
		for (int i = 0; i < 10; i++) {
			write(node[0]);
		}
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(
					node[0].getBean(JdbcTemplate.class).queryForList("select id from seen order by id", Long.class))
				.isEqualTo(all(node[0])));
	}

	@Test
	void aNewFollowerCanStartWithWhatIsCommittedFromNowOn() {
		ConfigurableApplicationContext before = node(new Recorder());
		write(before);
		SettledLog.await(before.getBean(ChangeLog.class));
		before.close();
		List<Long> old = new ArrayList<>();
		Recorder late = new Recorder() {

			@Override
			public String name() {
				return "late";
			}

			@Override
			public Start start() {
				return Start.NOW;
			}

		};
		ConfigurableApplicationContext node = node(late);
		old.addAll(all(node));
		await().atMost(LONG).until(() -> status(node, late).node() != null);
		write(node);
		await().atMost(LONG).until(() -> !late.ids.isEmpty());
		assertThat(late.ids).doesNotContainAnyElementsOf(old)
			.isEqualTo(all(node).subList(old.size(), all(node).size()));

		node.getBean(Feed.class).restart("late", Follower.Start.OLDEST);
		await().atMost(LONG).until(() -> late.ids.containsAll(old));
		assertThat(events(node, Action.FOLLOWER_RESTARTED)).hasSize(1);
	}

	@Test
	void whoseLeadWasTakenMeanwhileStoresNoPosition() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		Recorder recorder = new Recorder() {

			@Override
			public void accept(List<ChangeEntry> entries) {
				super.accept(entries);
				entered.countDown();
				try {
					goOn.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}

		};
		ConfigurableApplicationContext node = node(recorder);
		write(node);
		entered.await();
		execute("update revtrail_follower set epoch = epoch + 1, leader = 'other' where name = 'recorder'");
		List<Long> delivered = List.copyOf(recorder.ids);
		goOn.countDown();

		// It takes over again once the other one has given no sign of life for a while
		await().atMost(LONG).until(() -> recorder.ids.size() >= 2 * delivered.size());
		assertThat(recorder.ids.subList(delivered.size(), 2 * delivered.size())).isEqualTo(delivered);
	}

	@Test
	void whatAppearsBelowThePositionIsDeliveredLate() throws SQLException {
		Recorder recorder = new Recorder();
		ConfigurableApplicationContext node = node(recorder);
		write(node);
		write(node);
		awaitAll(node, recorder);
		SettledLog.awaitFollowers(node.getBean(ChangeLog.class), node.getBean(Feed.class));
		long last = recorder.ids.get(recorder.ids.size() - 1);
		execute("insert into revtrail_late (revision, follower) values (" + EntryIds.revision(last) + ", 'recorder')");
		await().atMost(LONG).until(() -> recorder.ids.size() == all(node).size() + 1);
		assertThat(recorder.ids).endsWith(last, last);
	}

	/** As if the mark had passed a number before its revision appeared. */
	@Test
	void aTransactionalFollowerAndCountsGetWhatIsLateOnce() throws SQLException {
		Recorder recorder = new TransactionalRecorder();
		ConfigurableApplicationContext first = node(recorder);
		write(first);
		awaitAll(first, recorder);
		long passed = EntryIds.revision(recorder.ids.get(recorder.ids.size() - 1)) + 1;
		recorder.failures.set(Integer.MAX_VALUE);
		write(first);
		write(first);
		SettledLog.await(first.getBean(ChangeLog.class));
		assertThat(others(first, passed)).hasSize(all(first).size() - 1);
		execute("insert into revtrail_passed (revision) values (" + passed + ")");
		recorder.failures.set(0);
		first.getBean(Feed.class).restart(Feed.COUNTS, Follower.Start.OLDEST);
		// Where its leader looks late, it has what was passed already
		await().atMost(LONG).untilAsserted(() -> assertThat(recorder.ids).containsAll(others(first, passed)));
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(first.getBean(ChangeLog.class).count(ChangeQuery.in(Scope.everything())))
				.isBetween((long) others(first, passed).size(), (long) all(first).size()));

		// Its leader watches what was passed
		ConfigurableApplicationContext next = node(recorder);
		first.close();
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(recorder.ids).containsExactlyInAnyOrderElementsOf(all(next)));
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(next.getBean(ChangeLog.class).count(ChangeQuery.in(Scope.everything())))
				.isEqualTo(all(next).size()));
		write(next);
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(recorder.ids).containsExactlyInAnyOrderElementsOf(all(next)));
	}

	private static List<Long> others(ConfigurableApplicationContext node, long revision) {
		return all(node).stream().filter((id) -> EntryIds.revision(id) != revision).toList();
	}

	@Test
	void whatIsNoLongerLateIsNotDeliveredThoughItWasSeen() throws SQLException {
		Recorder recorder = new TransactionalRecorder();
		ConfigurableApplicationContext node = node(recorder);
		write(node);
		awaitAll(node, recorder);
		FollowerLead lead = (FollowerLead) ReflectionTestUtils.getField(runner(node), "lead");
		FollowerLead.Place place = lead.place();
		ReflectionTestUtils.setField(lead, "place", new AtomicReference<>(
				place.withLate(new TreeSet<>(Set.of(EntryIds.revision(recorder.ids.get(recorder.ids.size() - 1)))))));
		write(node);
		awaitAll(node, recorder);
	}

	private static FollowerRunner runner(ConfigurableApplicationContext node) {
		List<?> runners = (List<?>) ReflectionTestUtils.getField(node.getBean(FollowerService.class), "runners");
		return runners.stream()
			.map(FollowerRunner.class::cast)
			.filter((runner) -> runner.name().equals("recorder"))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void theLibrarysOwnFollowerGetsAllEntriesOrNone() {
		Feed feed = node(new Recorder()).getBean(Feed.class);
		assertThatIllegalArgumentException().isThrownBy(() -> feed.abandon(Feed.COUNTS))
			.withMessage("The follower revtrail.counts is the library's, and cannot be abandoned.");
		assertThatIllegalArgumentException().isThrownBy(() -> feed.restart(Feed.COUNTS, Follower.Start.NOW))
			.withMessageContaining("begins with the oldest entry");
	}

	@Test
	void whoHasNotFailedIsNotInterruptedByARetry() {
		Recorder recorder = new Recorder();
		ConfigurableApplicationContext node = node(recorder);
		write(node);
		awaitAll(node, recorder);
		String before = status(node, recorder).node();
		node.getBean(Feed.class).retry(recorder.name());
		assertThat(status(node, recorder).node()).isEqualTo(before).isNotNull();
	}

	/** The interrupt would end the thread while the node still seems to run it. */
	@Test
	void aFollowerThatInterruptsItsThreadGoesOn() {
		Recorder recorder = new Recorder() {

			@Override
			public void accept(List<ChangeEntry> entries) {
				super.accept(entries);
				Thread.currentThread().interrupt();
			}

		};
		ConfigurableApplicationContext node = node(recorder);
		write(node);
		awaitAll(node, recorder);
		write(node);
		awaitAll(node, recorder);
	}

	@Test
	void aNodeThatIsStoppedAndStartedRunsItsFollowersOnOneThread() {
		Recorder recorder = new Recorder();
		ConfigurableApplicationContext node = node(recorder);
		write(node);
		awaitAll(node, recorder);
		for (int i = 0; i < 3; i++) {
			node.stop();
			node.start();
		}
		write(node);
		awaitAll(node, recorder);
		await().atMost(LONG)
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().equals("revtrail-follower-recorder"))
				.count() == 1);
	}

	@Test
	void whatTheChecksOfNodesRollBackHoldsNothingBack() {
		Recorder recorder = new Recorder();
		ConfigurableApplicationContext first = node(recorder, "revtrail.feed.gap-time=10m");
		write(first);
		awaitAll(first, recorder);
		ConfigurableApplicationContext other = node(recorder, "revtrail.feed.gap-time=10m");
		other.getBean(Recording.class).check();
		write(other);
		awaitAll(other, recorder);
	}

	@Test
	void aFollowerWhoseQueryHasAnEndIsNotBehind() {
		Recorder recorder = new Recorder() {

			@Override
			public ChangeQuery query() {
				return super.query().until(Instant.parse("2000-01-01T00:00:00Z"));
			}

		};
		ConfigurableApplicationContext node = node(recorder);
		write(node);
		await().atMost(LONG)
			.until(() -> status(node, recorder).revisionsBehind() == 0
					&& EntryIds.revision(status(node, recorder).position()) > 1);
	}

	@Test
	void howManyItTakesAtOnceIsCheckedAtStartUp() {
		for (int size : new int[] { 0, -1, 1001 }) {
			Recorder recorder = new Recorder() {

				@Override
				public int batchSize() {
					return size;
				}

			};
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> node(recorder))
				.withStackTraceContaining("takes 1 to 1,000 entries at once, not " + size);
		}
	}

	@Test
	void aPositionThatTheLogHasNotReachedIsReported() throws SQLException {
		Recorder recorder = new Recorder();
		ConfigurableApplicationContext node = node(recorder);
		write(node);
		awaitAll(node, recorder);
		execute("update revtrail_follower set epoch = epoch + 1, leader = null, position = 999999999999 "
				+ "where name = 'recorder'");
		await().atMost(LONG)
			.untilAsserted(() -> assertThat(status(node, recorder).state()).isEqualTo(FollowerStatus.State.PARKED));
		assertThat(status(node, recorder).failure()).isEqualTo("ahead of the log");

		recorder.ids.clear();
		node.getBean(Feed.class).restart(recorder.name(), Follower.Start.OLDEST);
		awaitAll(node, recorder);
	}

	@Test
	void whoDoesNotExistIsNamedWithThoseWhoDo() {
		Feed feed = node(new Recorder()).getBean(Feed.class);
		await().atMost(LONG).until(() -> feed.followers().size() == 2);
		for (Runnable command : Arrays.<Runnable>asList(() -> feed.retry("nobody"), () -> feed.abandon("nobody"),
				() -> feed.restart("nobody", Follower.Start.NOW))) {
			assertThatIllegalArgumentException().isThrownBy(command::run)
				.withMessage("The change log has no follower 'nobody', but [recorder, revtrail.counts].");
		}
	}

	@Test
	void aNameIsCheckedAtStartUp() {
		for (String name : List.of("", "Upper", "revtrail.own", "x".repeat(65))) {
			Recorder recorder = new Recorder() {

				@Override
				public String name() {
					return name;
				}

			};
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> node(recorder))
				.withStackTraceContaining("is called '" + name + "'. A name takes 1 to 64 lower-case letters");
		}
	}

	@Test
	void whoIsAbandonedIsForgottenAndTheLogSaysSo() {
		Recorder recorder = new Recorder();
		ConfigurableApplicationContext node = node(recorder);
		write(node);
		awaitAll(node, recorder);
		node.close();
		ConfigurableApplicationContext next = node(new Recorder() {

			@Override
			public String name() {
				return "next";
			}

		});
		await().atMost(LONG).until(() -> next.getBean(Feed.class).followers().size() == 3);
		assertThat(status(next, recorder).state()).isEqualTo(FollowerStatus.State.IDLE);
		next.getBean(Feed.class).abandon(recorder.name());
		assertThat(next.getBean(Feed.class).followers()).extracting(FollowerStatus::name)
			.containsExactly("next", Feed.COUNTS);
		assertThat(events(next, Action.FOLLOWER_ABANDONED)).singleElement()
			.satisfies((entry) -> assertThat(entry.record().id()).isEqualTo("recorder"));
	}

	private ConfigurableApplicationContext node(Follower follower, String... properties) {
		ConfigurableApplicationContext node = new SpringApplicationBuilder(Hospital.class).web(WebApplicationType.NONE)
			.properties(Map.of("spring.config.name", "hospital", "spring.flyway.enabled", "false",
					"spring.jpa.hibernate.ddl-auto", "update", "spring.main.banner-mode", "off",
					"revtrail.feed.gap-time", "1s"))
			.properties(this.database.properties())
			.properties(properties)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean("follower", Follower.class,
					() -> follower))
			.run();
		this.nodes.add(node);
		return node;
	}

	private static String nodeOf(ConfigurableApplicationContext node) {
		return String.valueOf(ReflectionTestUtils.getField(node.getBean(FollowerService.class), "node"));
	}

	private static void write(ConfigurableApplicationContext node) {
		node.getBean(TransactionTemplate.class)
			.executeWithoutResult((status) -> node.getBean(EntityManager.class).persist(new Thing.Nurse()));
	}

	private static void awaitAll(ConfigurableApplicationContext node, Recorder recorder) {
		await().atMost(LONG).untilAsserted(() -> assertThat(recorder.ids).isEqualTo(all(node)));
	}

	/** A node inserts its followers when it has read the mark. */
	private static FollowerStatus status(ConfigurableApplicationContext node, Follower follower) {
		await().atMost(LONG)
			.until(() -> node.getBean(Feed.class)
				.followers()
				.stream()
				.anyMatch((status) -> status.name().equals(follower.name())));
		return node.getBean(Feed.class)
			.followers()
			.stream()
			.filter((status) -> status.name().equals(follower.name()))
			.findFirst()
			.orElseThrow();
	}

	private static List<Long> all(ConfigurableApplicationContext node) {
		return entries(node, ChangeQuery.in(Scope.everything())).stream().map(ChangeEntry::id).toList();
	}

	private static List<ChangeEntry> events(ConfigurableApplicationContext node, Action action) {
		return entries(node, ChangeQuery.in(Scope.everything()).actions(action));
	}

	private static List<ChangeEntry> entries(ConfigurableApplicationContext node, ChangeQuery query) {
		return node.getBean(ChangeLog.class).slice(query.oldestFirst().withUnsettled(), null, 1000).entries();
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Remembers what it gets, unless it is to fail.
	 */
	private static class Recorder implements Follower {

		final List<Long> ids = new CopyOnWriteArrayList<>();

		final AtomicInteger failures = new AtomicInteger();

		@Override
		public String name() {
			return "recorder";
		}

		@Override
		public void accept(List<ChangeEntry> entries) {
			if (this.failures.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
				throw new IllegalStateException("as asked");
			}
			entries.forEach((entry) -> this.ids.add(entry.id()));
		}

	}

	/**
	 * The same in the transaction that stores the position.
	 */
	private static final class TransactionalRecorder extends Recorder {

		@Override
		public boolean isTransactional() {
			return true;
		}

	}

}
