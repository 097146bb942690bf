package dev.clinic;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.QueryTimedOutException;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A database that takes its time for every entry that it looks at.
 */
@TestPropertySource(properties = "revtrail.query-timeout=1s")
public class SlowDatabaseTests extends RunningClinic {

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private ChangeLog log;

	@Autowired
	private TransactionTemplate transaction;

	private boolean slow;

	/** Called by H2 for every row; it looks every 128 rows whether it was cancelled. */
	public static int pause(int milliseconds) throws InterruptedException {
		Thread.sleep(milliseconds);
		return 0;
	}

	@BeforeEach
	void slowDown() {
		if (this.slow) {
			return;
		}
		this.slow = true;
		List<String> statements = switch (TestDatabase.Kind.selected()) {
			case H2 -> List.of("alter table revtrail_entry rename to kept_entry",
					"create alias pause for '" + SlowDatabaseTests.class.getName() + ".pause'",
					"create view revtrail_entry as select kept_entry.* from kept_entry, system_range(1, 100) where pause(10) = 0");
			case MYSQL, MARIADB -> List.of("rename table revtrail_entry to kept_entry",
					"create view revtrail_entry as select * from kept_entry where sleep(0.3) = 0");
			case POSTGRESQL -> List.of("alter table revtrail_entry rename to kept_entry",
					"create view revtrail_entry as select * from kept_entry where pg_sleep(0.3)::text = ''");
		};
		statements.forEach(this.jdbc::execute);
	}

	@ParameterizedTest
	@CsvSource({ "/v1/change-log-entries,/hint", "/acme/live/audit,/0/message", "/v1/admin/audit-log,/message" })
	void aReadThatTakesTooLongEndsWithAHintToAskForLess(String path, String hint) throws Exception {
		long start = System.nanoTime();
		HttpResponse<String> answer = get(path, "owner");

		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(json(answer).at(hint).asString()).contains("Ask for less");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
	}

	@Test
	void aReadOverGraphQlThatTakesTooLongEndsWithAHintToAskForLess() throws Exception {
		long start = System.nanoTime();
		HttpResponse<String> answer = send(request("/graphql", "owner").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"query\": \"{ auditLog { total_count nodes { resource_id } } }\"}")));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(json(answer).at("/errors/0/extensions/code").asString()).isEqualTo("QUERY_TIMEOUT");
		assertThat(json(answer).at("/errors/0/message").asString()).contains("Ask for less");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
	}

	@Test
	void allReadsOfAnOperationOverGraphQlShareItsTime() throws Exception {
		String reads = IntStream.range(0, 12)
			.mapToObj((i) -> "a" + i + ": auditLog { total_count } ")
			.collect(Collectors.joining());
		long start = System.nanoTime();
		HttpResponse<String> answer = send(request("/graphql", "owner").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"query\": \"{ " + reads + "}\"}")));

		assertThat(json(answer).get("errors")).isNotEmpty()
			.allSatisfy((error) -> assertThat(error.at("/extensions/code").asString()).isEqualTo("QUERY_TIMEOUT"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
	}

	@Test
	void aNarrowReadIsAnswered() throws Exception {
		assertThat(get(ENTRIES + "?filters-ids=8000000000000001", "owner").statusCode()).isEqualTo(200);
	}

	@Test
	void aReadInTheHostsTransactionIsBoundedToo() {
		assertThatExceptionOfType(QueryTimedOutException.class)
			.isThrownBy(() -> this.transaction.execute((status) -> this.log.count(ChangeQuery.in(Scope.everything()))))
			.withMessageContaining("1 s");
	}

	@Test
	void theHostsOwnStatementsKeepTheirTime() {
		Integer timeout = this.transaction.execute((status) -> {
			this.log.count(ChangeQuery.in(Scope.everything()).ids(1L));
			return this.jdbc.execute((Statement statement) -> statement.getQueryTimeout());
		});
		assertThat(timeout).isZero();
	}

}
