package dev.clinic.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Adds patients and changes of them to the clinic's log, ten in a revision, over half a
 * year: by statements, as a million transactions would take hours. The log holds fifty
 * changes of each patient; the patients themselves have gone.
 */
final class ManyEntries {

	private static final int IN_REVISION = 10;

	private static final int OF_PATIENT = 50;

	private static final long HALF_YEAR = 180L * 86_400;

	private static final long FIRST_PATIENT = 1_000_000;

	private static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();

	private ManyEntries() {
	}

	static void add(JdbcTemplate jdbc, int entries, Instant now) {
		long first = 1 + number(jdbc, "select max(id) from revtrail_revision");
		long step = HALF_YEAR * IN_REVISION / entries;
		int patients = entries / OF_PATIENT;
		Instant start = now.minusSeconds(HALF_YEAR).truncatedTo(ChronoUnit.SECONDS);
		String revision = "%d + floor(n / %d)".formatted(first, IN_REVISION);
		String patient = "%d + mod(n, %d)".formatted(FIRST_PATIENT, patients);
		jdbc.execute("create table bench_digit (d int)");
		jdbc.update("insert into bench_digit values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
		jdbc.execute("create table bench_number (n int primary key)");
		jdbc.update(
				"insert into bench_number select a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d"
						+ " from bench_digit a, bench_digit b, bench_digit c, bench_digit d, bench_digit e, bench_digit f");
		jdbc.update(
				("insert into revtrail_revision (id, recorded_at, actor_id, actor_type, actor_name, actor_email, source,"
						+ " request_id, http_method, http_path, ip_address)"
						+ " select %d + n, timestampadd(second, n * %d, timestamp '%s'), concat('bench-', mod(n, 50)), 'USER',"
						+ " concat('Ben Bench ', mod(n, 50)), concat('ben', mod(n, 50), '@acme.example'), 'bench',"
						+ " concat('bench-', n), 'PATCH', '/api/users', '192.0.2.1' from bench_number where n < %d")
					.formatted(first, step, start.toString().replace("T", " ").replace("Z", ""),
							entries / IN_REVISION));
		List<String> columns = jdbc.queryForList(
				"select lower(column_name) from information_schema.columns where lower(table_name) = 'users_aud'"
						+ " and lower(column_name) not in ('rev', 'id', 'revtype', 'phone', 'last_name')"
						+ " group by lower(column_name)",
				String.class);
		jdbc.update(("insert into users_aud (rev, id, revtype, phone, last_name, %s) select %s, %s,"
				+ " case when n < %d then 0 else 1 end, concat('+1 555 ', n), concat('Bench ', mod(n, %d)), %s"
				+ " from bench_number join users_aud a on a.id = (select min(id) from users where role = 'PATIENT')"
				+ " and a.revtype = 0 where n < %d")
			.formatted(String.join(", ", columns), revision, patient, patients, patients,
					"a." + String.join(", a.", columns), entries));
		jdbc.update(
				("insert into revtrail_entry (id, revision, organization, root_organization, record_type, record_id,"
						+ " action, outcome, previous_revision, patient, actor, changed)"
						+ " select (%d + floor(n / %d) * %d) * 4194304 + mod(%s, 4096) * 1024 + mod(n, %d), %s, 'acme', 'acme',"
						+ " 'USER', %s, case when n < %d then 'CREATE' else 'UPDATE' end, 'SUCCESS',"
						+ " case when n < %d then null else %d + floor((n - %d) / %d) end, %s,"
						+ " concat('bench-', mod(floor(n / %d), 50)), ',phone,' from bench_number where n < %d")
					.formatted(start.toEpochMilli() - EPOCH, IN_REVISION, step * 1000, revision, IN_REVISION, revision,
							patient, patients, patients, first, patients, IN_REVISION, patient, IN_REVISION, entries));
	}

	private static long number(JdbcTemplate jdbc, String sql) {
		Long found = jdbc.queryForObject(sql, Long.class);
		return (found != null) ? found : 0;
	}

}
