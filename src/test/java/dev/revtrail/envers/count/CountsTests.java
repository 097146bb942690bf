package dev.revtrail.envers.count;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.CountedStatements;
import dev.revtrail.Cursor;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.LibraryTest;
import dev.revtrail.OrganizationTree;
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.SettableClock;
import dev.revtrail.SettledLog;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.feed.FollowerPositions;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.hospital.Visit;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.feed.Feed;
import dev.revtrail.feed.Follower;
import dev.revtrail.retention.ArchiveStore;
import dev.revtrail.retention.Purge;
import dev.revtrail.retention.RetentionPolicies;
import dev.revtrail.retention.RetentionPolicy;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Totals and days are those of the log, whatever has been counted of it.
 */
@LibraryTest(Hospital.class)
@Import({ CountedStatements.class, CountsTests.Groups.class })
@TestPropertySource(properties = "test.database.of=counts")
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountsTests extends ChangeLogCase {

	private static final ChangeQuery ALL = ChangeQuery.in(Scope.everything());

	private static final Instant DAY_AFTER = Instant.parse("2030-01-01T00:00:00Z");

	private static final int PAGE = 20;

	private static final List<String> HOUSES = List.of("north", "north-1", "north-2", "south", "alone");

	private static final List<String> SOURCES = List.of("app", "import", "Import");

	@Autowired
	Clock clock;

	@Autowired
	ChangeContext context;

	@Autowired
	EventLog events;

	@Autowired
	Feed feed;

	@Autowired
	Purge purge;

	@Autowired
	Groups groups;

	@Autowired
	CountedStatements statements;

	@Autowired
	EntryIndex index;

	@Autowired
	FollowerPositions positions;

	@Autowired
	TrackedPersistence persistence;

	private final Random random = new Random(7);

	@BeforeAll
	void work() throws Exception {
		work(150);
	}

	private void work(int transactions) throws Exception {
		for (int i = 0; i < transactions; i++) {
			((SettableClock) this.clock).advance(Duration.ofSeconds(this.random.nextInt(20_000)));
			Actor actor = new Actor("a" + this.random.nextInt(3), one(List.of(Actor.Type.USER, Actor.Type.SERVICE)),
					null, null, null, one(List.of("", "one", "two")).isEmpty() ? null : "two");
			this.context.callAs(actor, one(SOURCES), () -> {
				inTransaction((em) -> {
					Patient patient = new Patient("Ann", one(HOUSES));
					patient.born = null;
					em.persist(patient);
					if (this.random.nextBoolean()) {
						em.flush();
						em.persist(new Visit(patient));
					}
				});
				return true;
			});
			if (this.random.nextInt(3) == 0) {
				Long id = this.transaction
					.execute((status) -> this.entityManager.createQuery("select max(p.id) from Patient p", Long.class)
						.getSingleResult());
				change(Patient.class, id, (patient) -> patient.name = "Bea" + this.random.nextInt());
			}
			if (this.random.nextInt(6) == 0) {
				this.events.record(Event.of(Action.SIGN_IN, RecordRef.none(RecordRef.APPLICATION)).failed());
			}
		}
	}

	private <T> T one(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	@Test
	void totalsAndDaysAreThoseOfTheLog() throws Exception {
		check(20);
		counted();
		check(60);
		work(20);
		check(20);
		this.feed.restart(Feed.COUNTS, Follower.Start.OLDEST);
		check(10);
		counted();
		check(20);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> rows("RevtrailSeries s where s.generation < (select f.generation from RevtrailFollower f "
					+ "where f.name = 'revtrail.counts')") == 0);

		this.groups.policies = List.of(new RetentionPolicy("short", null, null, Period.ofDays(3)));
		long before = this.log.count(ALL);
		this.purge.run();
		assertThat(this.log.count(ALL)).isLessThan(before);
		check(20);
		counted();
		check(10);
		assertThat(rows("RevtrailCount c where c.entries <= 0")).isZero();
	}

	@Test
	void theOnlyEntryIsFoundCloseToMidnight() {
		Instant now = this.clock.instant();
		Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
		((SettableClock) this.clock).advance(Duration.between(now, midnight.minusSeconds(300)));
		this.events.record(Event.of(Action.SIGN_OUT, RecordRef.none(RecordRef.APPLICATION)));
		((SettableClock) this.clock).advance(Duration.ofSeconds(600));
		this.events.record(Event.of(Action.SIGN_OUT, RecordRef.none(RecordRef.APPLICATION)).failed());
		counted();

		ChangeQuery rare = ALL.actions(Action.SIGN_OUT);
		assertThat(ids(rare, null)).hasSize(2);
		assertThat(ids(rare.since(midnight.minusSeconds(600)), null)).hasSize(2);
		assertThat(ids(rare.since(midnight.minusSeconds(600)).until(midnight), null)).hasSize(1);
		assertThat(ids(rare.until(midnight.plusSeconds(600)), null)).hasSize(2);
		assertThat(ids(rare.since(midnight).until(midnight.plusSeconds(600)), null)).hasSize(1);
		assertThat(ids(rare.since(midnight.plusSeconds(10)).until(midnight.plusSeconds(310)), null)).hasSize(1);
		assertThat(ids(rare.outcome(Outcome.FAILURE).oldestFirst().since(midnight.minusSeconds(600)), null)).hasSize(1);
	}

	@Test
	void aTotalTakesOneStatementAndReadsNoEntryThatIsCounted() {
		counted();
		for (ChangeQuery query : List.of(ALL, ALL.recordTypes("PATIENT"), ALL.source("app").actions(Action.CREATE),
				ALL.field("name"), ChangeQuery.in(Scope.organization("alone")))) {
			assertThat(this.statements.of(() -> this.log.count(query))).singleElement()
				.asString()
				.contains("revtrail_count");
		}
		assertThat(this.statements.of(() -> this.log.histogram(ALL, Duration.ofDays(1)))).hasSize(2);
	}

	@Test
	void whatDiffersFromTheLogIsFoundAndCountedAgain(CapturedOutput output) {
		counted();
		CountsCheck check = new CountsCheck(this.index, this.positions, this.persistence.newTransaction(),
				Duration.ZERO);
		for (int i = 0; i < 100; i++) {
			check.next();
		}
		assertThat(output).doesNotContain("were counted. All entries");
		inTransaction((em) -> em
			.createNativeQuery("update revtrail_count set entries = entries + 1, quarters = quarters "
					+ "where utc_day = (select d from (select max(utc_day) as d from revtrail_count) m)")
			.executeUpdate());
		assertThat(this.log.count(ALL.until(DAY_AFTER))).isNotEqualTo(read(ALL).size());
		for (int i = 0; i < 100; i++) {
			check.next();
		}
		assertThat(output).contains("were counted. All entries");
		counted();
		check(5);
	}

	/** Where a filter is one that is not counted by, the log is. */
	@Test
	void whatIsNotCountedByIsCountedInTheLog() {
		counted();
		assertThat(this.log.count(ALL.actor("a1"))).isEqualTo(read(ALL.actor("a1")).size()).isPositive();
		assertThat(this.statements.of(() -> this.log.count(ALL.actor("a1")))).singleElement()
			.asString()
			.doesNotContain("revtrail_count");
	}

	private long rows(String from) {
		return this.transaction
			.execute((status) -> this.entityManager.createQuery("select count(*) from " + from, Long.class)
				.getSingleResult());
	}

	private void counted() {
		SettledLog.awaitFollowers(this.log, this.feed);
	}

	private void check(int queries) {
		List<ChangeEntry> all = read(ALL);
		for (int i = 0; i < queries; i++) {
			ChangeQuery query = ALL;
			Predicate<ChangeEntry> matches = (entry) -> true;
			List<Filter> filters = new ArrayList<>(some(filters(all)));
			if (this.random.nextInt(3) == 0) {
				some(filters(all)).forEach((filter) -> filters.add(Filter.except(List.of(filter))));
			}
			List<Filter> together = some(filters(all));
			if (this.random.nextInt(3) == 0 && !together.isEmpty()) {
				filters.add(Filter.except(together));
			}
			if (this.random.nextInt(3) == 0) {
				filters.add(Filter.anyOf(some(filters(all))));
			}
			for (Filter filter : filters) {
				query = filter.narrow.apply(query);
				matches = matches.and(filter.matches);
			}
			List<ChangeEntry> expected = all.stream().filter(matches).toList();
			assertThat(this.log.count(query)).as(query.criteria().toString()).isEqualTo(expected.size());
			assertThat(this.log.page(query, 0, 1).total()).isEqualTo(expected.size());
			checkPages(query, expected);
			for (Duration step : List.of(Duration.ofDays(1), Duration.ofHours(1), Duration.ofMinutes(15),
					Duration.ofMinutes(5))) {
				Map<String, Long> found = this.log.histogram(query, step)
					.stream()
					.collect(Collectors.toMap((count) -> count.from() + " " + count.action().name(),
							(count) -> count.count(), Long::sum, TreeMap::new));
				assertThat(found).as(step + " " + query.criteria()).isEqualTo(histogram(expected, step));
			}
		}
	}

	private void checkPages(ChangeQuery query, List<ChangeEntry> expected) {
		List<Long> oldest = expected.stream().map(ChangeEntry::id).toList();
		List<Long> newest = new ArrayList<>(oldest);
		Collections.reverse(newest);
		int from = newest.isEmpty() ? 0 : this.random.nextInt(newest.size());
		Cursor after = (from > 0) ? new Cursor(newest.get(from - 1)) : null;
		assertThat(ids(query, after)).as(query.criteria().toString())
			.isEqualTo(newest.stream().skip(from).limit(PAGE).toList());
		Cursor before = (from > 0) ? new Cursor(oldest.get(from - 1)) : null;
		assertThat(ids(query.oldestFirst().withUnsettled(), before)).as(query.criteria().toString())
			.isEqualTo(oldest.stream().skip(from).limit(PAGE).toList());
	}

	private List<Long> ids(ChangeQuery query, @Nullable Cursor after) {
		return this.log.slice(query, after, PAGE).entries().stream().map(ChangeEntry::id).toList();
	}

	private static Map<String, Long> histogram(List<ChangeEntry> entries, Duration step) {
		return entries.stream().collect(Collectors.groupingBy((entry) -> {
			long second = entry.revision().recordedAt().getEpochSecond();
			return Instant.ofEpochSecond(second - Math.floorMod(second, step.toSeconds())) + " "
					+ entry.action().name();
		}, TreeMap::new, Collectors.counting()));
	}

	private List<Filter> some(List<Filter> filters) {
		return filters.stream().filter((filter) -> this.random.nextInt(4) == 0).toList();
	}

	private List<Filter> filters(List<ChangeEntry> all) {
		Instant some = one(all).revision().recordedAt();
		Instant other = one(all).revision().recordedAt();
		Instant quarter = Instant.ofEpochSecond(other.getEpochSecond() - Math.floorMod(other.getEpochSecond(), 900));
		Instant since = this.random.nextBoolean() ? some : quarter;
		Instant until = this.random.nextBoolean() ? other : quarter.plusSeconds(86_400);
		String type = one(List.of("PATIENT", "VISIT", "APPLICATION", "NONE"));
		Action action = one(List.of(Action.CREATE, Action.UPDATE, Action.SIGN_IN));
		String source = one(SOURCES);
		String house = one(HOUSES);
		String field = one(List.of("name", "house", "no such field"));
		return List.of(
				new Filter((query) -> query.since(since), (entry) -> !entry.revision().recordedAt().isBefore(since)),
				new Filter((query) -> query.until(until), (entry) -> entry.revision().recordedAt().isBefore(until)),
				new Filter((query) -> query.recordTypes(type), (entry) -> entry.record().type().equals(type)),
				new Filter((query) -> query.exceptRecordTypes("VISIT"),
						(entry) -> !entry.record().type().equals("VISIT")),
				new Filter((query) -> query.actions(action), (entry) -> entry.action().equals(action)),
				new Filter((query) -> query.source(source), (entry) -> entry.revision().source().equals(source)),
				new Filter((query) -> query.brand("two"), (entry) -> "two".equals(entry.revision().actor().brand())),
				new Filter((query) -> query.outcome(Outcome.FAILURE), (entry) -> entry.outcome() == Outcome.FAILURE),
				new Filter((query) -> query.actorTypes(Actor.Type.SERVICE),
						(entry) -> entry.revision().actor().type() == Actor.Type.SERVICE),
				new Filter((query) -> query.organization(house),
						(entry) -> entry.organizationId() != null
								&& this.groups.subtreeOf(house).contains(entry.organizationId())),
				new Filter((query) -> query.field(field), (entry) -> entry.changes().of(field).isPresent()));
	}

	private List<ChangeEntry> read(ChangeQuery query) {
		List<ChangeEntry> all = new ArrayList<>();
		Cursor after = null;
		do {
			ChangeSlice slice = this.log.slice(query.oldestFirst().withUnsettled(), after, 1000);
			all.addAll(slice.entries());
			after = slice.next();
		}
		while (after != null);
		return all;
	}

	/**
	 * A filter, and which entries match it.
	 *
	 * @param narrow adds it to a query
	 * @param matches whether an entry matches
	 */
	private record Filter(UnaryOperator<ChangeQuery> narrow, Predicate<ChangeEntry> matches) {

		static Filter anyOf(List<Filter> filters) {
			return new Filter((query) -> query.anyOf(filters.stream().map(Filter::narrow).toList()),
					(entry) -> filters.stream().anyMatch((filter) -> filter.matches.test(entry)));
		}

		/** Excludes what matches all of some filters. */
		static Filter except(List<Filter> filters) {
			return new Filter((query) -> query.except((excluded) -> {
				for (Filter filter : filters) {
					excluded = filter.narrow.apply(excluded);
				}
				return excluded;
			}), (entry) -> !filters.stream().allMatch((filter) -> filter.matches.test(entry)));
		}

	}

	/**
	 * A group with two subsidiaries, and when entries are too old.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Groups implements OrganizationTree {

		List<RetentionPolicy> policies = List.of();

		@Bean
		RetentionPolicies retentionPolicies() {
			return () -> this.policies;
		}

		/** Keeps what is archived in memory. */
		@Bean
		ArchiveStore archiveStore() {
			Map<String, byte[]> files = new ConcurrentHashMap<>();
			return new ArchiveStore() {

				@Override
				public void write(String archive, String file, byte[] content) {
					files.put(archive + "/" + file, content);
				}

				@Override
				public InputStream read(String archive, String file) {
					return new ByteArrayInputStream(Objects.requireNonNull(files.get(archive + "/" + file)));
				}

			};
		}

		@Override
		public Set<String> subtreeOf(String organizationId) {
			return organizationId.equals("north") ? Set.of("north", "north-1", "north-2") : Set.of(organizationId);
		}

		@Override
		public String rootOf(String organizationId) {
			return organizationId.startsWith("north") ? "north" : organizationId;
		}

	}

}
