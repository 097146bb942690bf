package dev.revtrail.retention;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.util.List;

import javax.sql.DataSource;

import dev.revtrail.ChangeLogCase;
import dev.revtrail.CountedStatements;
import dev.revtrail.LibraryTest;
import dev.revtrail.SettableClock;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A purge keeps the revisions that tables refer to which nothing is mapped to.
 */
@LibraryTest(Hospital.class)
@Import({ CountedStatements.class, PurgeTests.Retention.class })
@TestPropertySource(properties = { "test.database.of=purge-references", "revtrail.retention.batch-size=10" })
class PurgeReferencesTests extends ChangeLogCase {

	@TempDir
	Path folder = Path.of("");

	@Autowired
	Purge purge;

	@Autowired
	CountedStatements statements;

	@Autowired
	DataSource dataSource;

	@Autowired
	Clock clock;

	@Autowired
	PurgeTests.Retention retention;

	@BeforeEach
	void keepForAYear() {
		this.retention.archives = new DirectoryArchiveStore(this.folder);
		this.retention.policies = List.of(new RetentionPolicy("default", null, null, Period.ofYears(1)));
	}

	@Test
	void whichTablesThereAreIsAskedOnceForEachPurge() {
		for (int purge = 1; purge <= 2; purge++) {
			for (int i = 0; i < 15; i++) {
				deleted(persisted(new Patient("Ann", "north")));
			}
			advance();

			List<String> sent = this.statements.of(() -> assertThat(this.purge.run().removed()).isGreaterThan(20));

			assertThat(sent).filteredOn((sql) -> sql.matches("select \\* from \\S*revtrail_revision where 1 = 0"))
				.as("purge %d", purge)
				.hasSize(1);
		}
	}

	@Test
	void aTableOfAnotherSchemaCountsUnderAnyName() throws SQLException {
		JdbcTemplate jdbc = new JdbcTemplate(this.dataSource);
		String schema = jdbc.queryForObject("select concat('other_', count(*)) from information_schema.tables",
				String.class);
		String own = (TestDatabase.Kind.selected().isLikeMySql())
				? jdbc.queryForObject("select database()", String.class) : "public";
		long highest = jdbc.queryForObject("select coalesce(max(id), 0) from revtrail_revision", Long.class);
		deleted(persisted(new Patient("Ann", "north")));
		execute("create schema " + schema);
		try {
			execute("create table " + schema + ".patient_aud (rev bigint not null, foreign key (rev) references " + own
					+ ".revtrail_revision (id))");
			execute("insert into " + schema + ".patient_aud (rev) select min(id) from " + own
					+ ".revtrail_revision where id > " + highest);
			advance();

			assertThat(this.purge.run().state()).isEqualTo(PurgeStore.State.COMPLETED);

			assertThat(jdbc.queryForObject("select count(*) from " + own + ".revtrail_revision r join " + schema
					+ ".patient_aud a on a.rev = r.id", Long.class))
				.isEqualTo(1);
		}
		finally {
			execute("drop table if exists " + schema + ".patient_aud");
			execute("drop schema " + schema);
		}
	}

	private void deleted(Patient patient) {
		inTransaction((em) -> em.remove(em.find(Patient.class, patient.id())));
	}

	private void advance() {
		((SettableClock) this.clock).advance(Duration.ofDays(400));
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
