package dev.revtrail.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.Action;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.OrganizationTree;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.feed.Feed;
import dev.revtrail.feed.FollowerStatus;
import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What totals, days and the pages of rare values cost in a large log: three years of ten
 * groups with ten organizations each, 23 record types, three entries in a revision.
 */
public final class CountsBenchmark {

	private static final long ENTRIES = Long.getLong("counts.entries", 1_000_000);

	private static final long DAYS = Long.getLong("counts.days", 3 * 365);

	private static final int PER_REVISION = 3;

	private static final int REVISIONS_AT_ONCE = 100_000;

	private static final int TURNS = 20;

	private static final Instant END = Instant.parse("2026-07-01T00:00:00Z");

	private CountsBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args none
	 */
	public static void main(String[] args) {
		Map<String, Object> properties = new HashMap<>(TestDatabase.create().properties());
		properties.putAll(Map.of("spring.config.name", "bench", "spring.main.banner-mode", "off",
				"spring.flyway.enabled", "false", "spring.jpa.hibernate.ddl-auto", "create", "revtrail.query-timeout",
				"30m", "revtrail.schema.initialize", "always", "logging.level.root", "warn", "revtrail.startup-check",
				"false"));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Hospital.class, Groups.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			long start = System.nanoTime();
			fill(jdbc, context.getBean(TransactionTemplate.class));
			System.out.printf("%,d entries written in %d s%n", ENTRIES, seconds(start));
			start = System.nanoTime();
			Feed feed = context.getBean(Feed.class);
			Awaitility.await()
				.pollInterval(Duration.ofSeconds(1))
				.atMost(Duration.ofHours(2))
				.until(() -> feed.followers()
					.stream()
					.anyMatch((follower) -> follower.position() > (ENTRIES / PER_REVISION) << 24
							&& follower.revisionsBehind() == 0 && follower.state() == FollowerStatus.State.FOLLOWING));
			System.out.printf("counted in %d s: %,d series, %,d rows of counts%n", seconds(start),
					jdbc.queryForObject("select count(*) from revtrail_series", Long.class),
					jdbc.queryForObject("select count(*) from revtrail_count", Long.class));
			if (TestDatabase.Kind.selected().isLikeMySql()) {
				jdbc.execute("analyze table revtrail_entry, revtrail_revision, revtrail_series, revtrail_count");
			}
			measure(context.getBean(ChangeLog.class));
		}
		// The shared container ends with the JVM
		System.exit(0);
	}

	private static long seconds(long start) {
		return Duration.ofNanos(System.nanoTime() - start).toSeconds();
	}

	private static void measure(ChangeLog log) {
		ChangeQuery all = ChangeQuery.in(Scope.everything()).withoutChanges();
		Map<String, ChangeQuery> queries = new LinkedHashMap<>();
		queries.put("everything", all);
		queries.put("a type", all.recordTypes("TYPE_7"));
		queries.put("an organization", ChangeQuery.in(Scope.organization("org-3-7")).withoutChanges());
		queries.put("a group of ten", ChangeQuery.in(Scope.organization("org-3")).withoutChanges());
		queries.put("type, action and source", all.recordTypes("TYPE_7").actions(Action.UPDATE).source("import"));
		queries.put("organization, type and action",
				ChangeQuery.in(Scope.organization("org-3-7"))
					.withoutChanges()
					.recordTypes("TYPE_7")
					.actions(Action.CREATE));
		queries.put("a brand", all.brand("two"));
		queries.put("a year", all.since(END.minus(Duration.ofDays(365))));
		queries.put("100 days, odd times",
				all.since(END.minus(Duration.ofDays(200)).plusSeconds(17)).until(END.minus(Duration.ofDays(100))));
		queries.put("a brand that nothing has", all.brand("none"));
		queries.put("a field that nothing has", all.field("none"));
		queries.put("a rare action", all.actions(Action.DELETE));
		queries.forEach((name, query) -> System.out.printf(
				"%-32s total %8.2f ms (%,d), days of a year %8.2f ms, hours of a year %8.2f ms, newest page %8.2f ms%n",
				name, median(() -> log.count(query)), log.count(query),
				median(() -> log.histogram(lastYear(query), Duration.ofDays(1))),
				median(() -> log.histogram(lastYear(query), Duration.ofHours(1))),
				median(() -> log.slice(query, null, 50))));
	}

	private static ChangeQuery lastYear(ChangeQuery query) {
		return query.criteria().since().isPresent() ? query : query.since(END.minus(Duration.ofDays(366)));
	}

	private static double median(Runnable read) {
		List<Long> times = new ArrayList<>();
		for (int turn = -5; turn < TURNS; turn++) {
			long start = System.nanoTime();
			read.run();
			if (turn >= 0) {
				times.add(System.nanoTime() - start);
			}
		}
		return times.stream().sorted().toList().get(TURNS / 2) / 1e6;
	}

	private static void fill(JdbcTemplate jdbc, TransactionTemplate transaction) {
		jdbc.execute("create table digits (d int)");
		jdbc.update("insert into digits values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
		jdbc.execute("create table numbers (n bigint primary key)");
		jdbc.update("insert into numbers select 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d "
				+ "from digits a, digits b, digits c, digits e, digits f");
		long revisions = ENTRIES / PER_REVISION;
		long secondsEach = Math.max(1, Duration.ofDays(DAYS).toSeconds() / revisions);
		boolean mysql = TestDatabase.Kind.selected().isLikeMySql();
		String time = mysql ? "timestampadd(second, r.n * %d, '%s')" : "dateadd(second, r.n * %d, timestamp '%s')";
		String begin = END.minusSeconds(secondsEach * revisions).toString().replace('T', ' ').replace("Z", "");
		for (long from = 0; from < revisions; from += REVISIONS_AT_ONCE) {
			String numbers = "(select n + " + from + " as n from numbers where n <= "
					+ Math.min(REVISIONS_AT_ONCE, revisions - from) + ") r";
			// Revisions are committed with their entries, as a log's are
			transaction.executeWithoutResult((status) -> fill(jdbc, numbers, time.formatted(secondsEach, begin)));
		}
		jdbc.update("insert into revtrail_organization_root (organization, root_organization) "
				+ "select distinct organization, root_organization from revtrail_entry where id < 167772160000");
	}

	private static void fill(JdbcTemplate jdbc, String numbers, String time) {
		jdbc.update("insert into revtrail_revision (id, recorded_at, actor_id, actor_type, source, brand) select r.n, "
				+ time + ", mod(r.n * 7919, 5000), case when mod(r.n, 10) = 0 then 'SERVICE' else 'USER' end, "
				+ "case when mod(r.n, 10) = 0 then 'import' else 'app' end, "
				+ "case when mod(r.n * 31, 100) < 3 then 'two' end from " + numbers);
		for (int i = 0; i < PER_REVISION; i++) {
			String group = "concat('org-', mod(r.n * 7927, 10))";
			String organization = "concat(" + group + ", '-', mod(floor(r.n * 7919 / 10), 10))";
			String action = "case when mod(r.n * 13, 100000) = 0 then 'DELETE' when mod(r.n * 17 + " + i
					+ ", 10) < 3 then 'CREATE' else 'UPDATE' end";
			jdbc.update("insert into revtrail_entry (id, revision, organization, root_organization, record_type, "
					+ "record_id, action, outcome, actor, changed) select r.n * 16777216 + " + i + ", r.n, "
					+ organization + ", " + group + ", concat('TYPE_', mod(r.n * 29 + " + i
					+ ", 23)), mod(r.n * 7919, 500000), " + action
					+ ", 'SUCCESS', mod(r.n * 7919, 5000), case when mod(r.n * 17 + " + i
					+ ", 10) < 3 then null else concat(',field', mod(r.n, 20), ',other', mod(r.n, 7), ',') end from "
					+ numbers);
		}
	}

	/**
	 * Ten groups of ten.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Groups {

		@Bean
		OrganizationTree tree() {
			return new OrganizationTree() {

				@Override
				public Set<String> subtreeOf(String organizationId) {
					Set<String> tree = new TreeSet<>(Set.of(organizationId));
					for (int i = 0; organizationId.length() == 5 && i < 10; i++) {
						tree.add(organizationId + "-" + i);
					}
					return tree;
				}

				@Override
				public String rootOf(String organizationId) {
					return organizationId.substring(0, 5);
				}

			};
		}

	}

}
