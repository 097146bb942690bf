package dev.clinic.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Adds changes of the demo's users to the clinic's log, ten in a revision, over half a
 * year: by statements, as a million transactions would take hours.
 */
final class ManyEntries {

	private static final int IN_REVISION = 10;

	private static final long HALF_YEAR = 180L * 86_400;

	/** How ids of entries are made of time, revision and place in it. */
	private static final String ID = "(%d + floor(n / 10) * %d) * 4194304 + mod(%d + floor(n / 10), 4096) * 1024 + mod(n, 10)";

	private static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();

	private ManyEntries() {
	}

	static void add(JdbcTemplate jdbc, int entries, Instant now) {
		long first = 1 + max(jdbc, "select max(id) from revtrail_revision");
		long step = HALF_YEAR * IN_REVISION / entries;
		Instant start = now.minusSeconds(HALF_YEAR).truncatedTo(ChronoUnit.SECONDS);
		jdbc.execute("create table bench_digit (d int)");
		jdbc.update("insert into bench_digit values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
		jdbc.execute("create table bench_number (n int primary key)");
		jdbc.update(
				"insert into bench_number select a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d"
						+ " from bench_digit a, bench_digit b, bench_digit c, bench_digit d, bench_digit e, bench_digit f");
		jdbc.execute("create table bench_user (n int primary key, id bigint, organization varchar(64), rev bigint)");
		jdbc.update("insert into bench_user select row_number() over (order by u.id) - 1, u.id, u.organization_id,"
				+ " (select max(a.rev) from users_aud a where a.id = u.id) from users u where u.role = 'PATIENT'"
				+ " and u.organization_id like 'acme%'");
		long users = max(jdbc, "select count(*) from bench_user");
		jdbc.update(
				"insert into revtrail_revision (id, recorded_at, actor_id, actor_type, actor_name, actor_email, source,"
						+ " request_id, http_method, http_path, ip_address) select %d + n, timestampadd(second, n * %d, timestamp '%s'),"
							.formatted(first, step, start.toString().replace("T", " ").replace("Z", ""))
						+ " 'bench', 'USER', 'Ben Bench', 'ben@acme.example', 'bench', concat('bench-', n), 'PATCH', '/api/users',"
						+ " '192.0.2.1' from bench_number where n < " + entries / IN_REVISION);
		List<String> columns = jdbc.queryForList(
				"select lower(column_name) from information_schema.columns where lower(table_name) = 'users_aud'"
						+ " and lower(column_name) not in ('rev', 'id', 'revtype', 'phone') group by lower(column_name)",
				String.class);
		String same = String.join(", ", columns);
		jdbc.update("insert into users_aud (rev, id, revtype, phone, %s) select %d + floor(v.n / 10), u.id, 1,"
			.formatted(same, first) + " concat('+1 555 ', v.n), a." + String.join(", a.", columns)
				+ " from bench_number v join bench_user u on u.n = mod(v.n, " + users + ")"
				+ " join users_aud a on a.id = u.id and a.rev = u.rev where v.n < " + entries);
		jdbc.update("insert into revtrail_entry (id, revision, organization, root_organization, record_type, record_id,"
				+ " action, outcome, previous_revision, patient, actor, changed) select "
				+ ID.formatted(start.toEpochMilli() - EPOCH, step * 1000, first)
					.replace(" n", " v.n")
					.replace("(n", "(v.n")
				+ ", %d + floor(v.n / 10), u.organization, 'acme', 'USER', u.id, 'UPDATE', 'SUCCESS',".formatted(first)
				+ " case when v.n < %d then u.rev else %d + floor((v.n - %d) / 10) end, u.id, 'bench', ',phone,'"
					.formatted(users, first, users)
				+ " from bench_number v join bench_user u on u.n = mod(v.n, %d) where v.n < %d".formatted(users,
						entries));
	}

	private static long max(JdbcTemplate jdbc, String sql) {
		Long found = jdbc.queryForObject(sql, Long.class);
		return (found != null) ? found : 0;
	}

}
