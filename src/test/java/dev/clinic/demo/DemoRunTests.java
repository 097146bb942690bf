package dev.clinic.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The demo data is made at the first start, wholly, and never again.
 */
@Tag("h2")
class DemoRunTests {

	private static final Instant NOW = DemoClinic.NOW;

	private static ConfigurableApplicationContext clinic;

	@BeforeAll
	static void startAgain() {
		clinic = DemoClinic.start(TestDatabase.copyOf(DemoClinic.written()), NOW, true);
	}

	@AfterAll
	static void stop() {
		clinic.close();
	}

	@Test
	void isMadeOnce() {
		assertThat(texts(clinic, "select id from organization")).containsExactlyInAnyOrder("acme", "acme-north",
				"acme-south", "globex");
		assertThat(texts(clinic, "select began_at from demo_run where finished_at is not null")).hasSize(1);
		assertThat(history(clinic)).isNotEmpty().isEqualTo(history(DemoClinic.written()));
	}

	@Test
	void isRepeatedAfterAnInterruptionWithTheSameResult() {
		try (ConfigurableApplicationContext other = DemoClinic.start(TestDatabase.create(), NOW, false)) {
			assertThat(other.getBean(ChangeLog.class).count(ChangeQuery.in(Scope.everything()))).isZero();
			DemoRun run = other.getBean(DemoRun.class);
			DemoData data = other.getBean(DemoData.class);
			assertThatIllegalStateException().isThrownBy(() -> run.once(() -> data.make(new Killed())))
				.withMessage("killed");
			assertThat(texts(other, "select id from organization")).isNotEmpty();
			run.once(() -> {
				requireRefusalOfOthers(run);
				data.make(new ProgressBar("demo", false, System.out));
			});
			assertThat(history(other)).isEqualTo(history(clinic));
		}
	}

	@Test
	void staysAwayFromADatabaseInUse() {
		try (ConfigurableApplicationContext other = DemoClinic.start(TestDatabase.create(), NOW, false)) {
			other.getBean(JdbcClient.class)
				.sql("insert into organization (id, name, brand, active, created_at, updated_at, version) values "
						+ "('own', 'Own', 'own', true, current_timestamp, current_timestamp, 0)")
				.update();
			List<String> made = new ArrayList<>();
			other.getBean(DemoRun.class).once(() -> made.add("demo"));
			assertThat(made).isEmpty();
		}
	}

	@Test
	void isLeftAsItIsWhereTheDemoWasSwitchedOff() {
		try (ConfigurableApplicationContext other = DemoClinic.start(TestDatabase.create(), NOW, false)) {
			DemoRun run = other.getBean(DemoRun.class);
			assertThatIllegalStateException().isThrownBy(() -> run.once(() -> {
				throw new IllegalStateException("killed");
			}));
			run.abandon();
			List<String> made = new ArrayList<>();
			run.once(() -> made.add("demo"));
			assertThat(made).isEmpty();
		}
	}

	/** Others are on other threads, whose transactions are their own. */
	private static void requireRefusalOfOthers(DemoRun run) {
		List<String> made = new ArrayList<>();
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> CompletableFuture.runAsync(() -> run.once(() -> made.add("demo"))).join())
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessageContaining("Another process is making the demo data");
		assertThat(made).isEmpty();
	}

	private static List<String> texts(ConfigurableApplicationContext context, String sql) {
		return context.getBean(JdbcClient.class).sql(sql).query(String.class).list();
	}

	/** All but the ids, some of which are random, and what the tests themselves did. */
	private static String history(ConfigurableApplicationContext context) {
		return history(context.getBean(JdbcClient.class));
	}

	private static String history(TestDatabase.Access database) {
		return history(
				JdbcClient.create(new DriverManagerDataSource(database.url(), database.user(), database.password())));
	}

	private static String history(JdbcClient jdbc) {
		return jdbc.sql("""
				select concat(r.recorded_at, ' ', coalesce(r.actor_name, r.actor_type), ' ', r.source, ' ',
					coalesce(r.request_id, ''), ' ', e.action, ' ', e.record_type, ' ', coalesce(e.changed, ''), ' ',
					case when e.action in ('CREATE', 'UPDATE', 'DELETE') then '' else coalesce(e.data, '') end, ' ',
					coalesce(r.note, ''))
				from revtrail_entry e join revtrail_revision r on r.id = e.revision
				where coalesce(r.ip_address, '') not like '127.%' order by r.id, e.id""")
			.query(String.class)
			.list()
			.stream()
			.collect(Collectors.joining("\n"));
	}

	/**
	 * Ends the work when a part of it is done.
	 */
	private static final class Killed extends ProgressBar {

		Killed() {
			super("demo", false, System.out);
		}

		@Override
		void show(int percent) {
			if (percent >= 10) {
				throw new IllegalStateException("killed");
			}
		}

	}

}
