package dev.revtrail.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.OrganizationTree;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The cost of reading for a parent of 200 subsidiaries, compared with one organization
 * with as many entries, among a million: with all entries in the root's range, and with
 * one organization that came from elsewhere.
 */
public final class SubsidiariesBenchmark {

	private static final int SUBSIDIARIES = 200;

	private static final int TURNS = 20;

	private SubsidiariesBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args none
	 */
	public static void main(String[] args) {
		Map<String, Object> properties = new HashMap<>(TestDatabase.create().properties());
		properties.putAll(Map.of("spring.config.name", "bench", "spring.main.banner-mode", "off",
				"spring.flyway.enabled", "false", "spring.jpa.hibernate.ddl-auto", "create", "revtrail.query-timeout",
				"10m", "revtrail.schema.initialize", "always", "logging.level.root", "warn"));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Hospital.class, Group.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			fill(jdbc);
			ChangeLog log = context.getBean(ChangeLog.class);
			compare(log, "one organization", "alone");
			compare(log, "200 subsidiaries, by their root", "group");
			jdbc.update(
					"insert into revtrail_organization_root (organization, root_organization) values ('group-7', 'elsewhere')");
			compare(log, "200 subsidiaries, one from elsewhere", "group");
		}
		// The shared container ends with the JVM
		System.exit(0);
	}

	private static void compare(ChangeLog log, String what, String organization) {
		ChangeQuery all = ChangeQuery.in(Scope.organization(organization)).withoutChanges();
		System.out.printf("%-38s newest page %7.2f ms, page and total %8.2f ms (%s)%n", what,
				median(() -> log.slice(all, null, 50)), median(() -> log.page(all, 0, 50)),
				TestDatabase.Kind.selected());
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

	/**
	 * Of four entries one is the lone organization's, one the group's, two are others'.
	 */
	private static void fill(JdbcTemplate jdbc) {
		jdbc.execute("create table digits (d int)");
		jdbc.update("insert into digits values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
		jdbc.update("insert into revtrail_revision (id, recorded_at, actor_id, actor_type, source)"
				+ " select n, '2026-01-01 00:00:00', '1', 'USER', 'bench' from (" + numbers(5) + ") numbers");
		String organization = "case mod(n, 4) when 0 then 'alone' when 1 then concat('group-', mod(floor(n / 4), "
				+ SUBSIDIARIES + ")) else concat('other-', mod(n, 1000)) end";
		jdbc.update("insert into revtrail_entry (id, revision, organization, root_organization, record_type, record_id,"
				+ " action, outcome, actor) select (1 + floor((n - 1) / 10)) * 16777216 + mod(n - 1, 10), 1 + floor((n - 1) / 10), "
				+ organization + ", case mod(n, 4) when 1 then 'group' else " + organization
				+ " end, 'THING', mod(n, 5000), 'UPDATE', 'SUCCESS', '1' from (" + numbers(6) + ") numbers");
		jdbc.update(
				"insert into revtrail_organization_root (organization, root_organization) select distinct organization, root_organization"
						+ " from revtrail_entry");
		if (TestDatabase.Kind.selected().isLikeMySql()) {
			jdbc.execute("analyze table revtrail_entry, revtrail_revision");
		}
	}

	/** The numbers from 1 to a power of ten. */
	private static String numbers(int digits) {
		List<String> sum = new ArrayList<>(List.of("1"));
		List<String> tables = new ArrayList<>();
		for (int i = 0; i < digits; i++) {
			sum.add("d" + i + ".d * " + (long) Math.pow(10, i));
			tables.add("digits d" + i);
		}
		return "select " + String.join(" + ", sum) + " as n from " + String.join(", ", tables);
	}

	/**
	 * A group of 200, and organizations that stand alone.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Group {

		@Bean
		OrganizationTree tree() {
			return new OrganizationTree() {

				@Override
				public Set<String> subtreeOf(String organizationId) {
					Set<String> tree = new LinkedHashSet<>(Set.of(organizationId));
					for (int i = 0; organizationId.equals("group") && i < SUBSIDIARIES; i++) {
						tree.add("group-" + i);
					}
					return tree;
				}

				@Override
				public String rootOf(String organizationId) {
					return organizationId.startsWith("group") ? "group" : organizationId;
				}

			};
		}

	}

}
