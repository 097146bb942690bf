package dev.revtrail.actuate;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.revtrail.LibraryTest;
import dev.revtrail.Recording;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What Actuator and Micrometer are shown of recording.
 */
@LibraryTest(Hospital.class)
@TestPropertySource(properties = "test.database.of=Recording")
class RecordingTests {

	@Autowired
	private Recording recording;

	@Autowired
	private RecordingHealthIndicator health;

	@Autowired
	private RecordingMetrics metrics;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate sql;

	@Test
	void committedEntriesAreCounted() {
		MeterRegistry registry = new SimpleMeterRegistry();
		this.metrics.bindTo(registry);
		long entries = this.recording.entries();
		long transactions = this.recording.transactions();

		admit("Ann", "Ben");
		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Patient("Never", "north"));
			this.entityManager.flush();
			status.setRollbackOnly();
		});

		assertThat(this.recording.entries()).isEqualTo(entries + 2);
		assertThat(this.recording.transactions()).isEqualTo(transactions + 1);
		assertThat(registry.get("revtrail.entries").functionCounter().count()).isEqualTo(entries + 2);
		assertThat(registry.get("revtrail.capture").functionTimer().count()).isEqualTo(transactions + 1);
		assertThat(registry.get("revtrail.capture").functionTimer().totalTime(TimeUnit.SECONDS)).isPositive();
		assertThat(registry.get("revtrail.background.pending").gauge().value()).isNotNegative();
		assertThat(registry.get("revtrail.background.lost").functionCounter().count()).isZero();
	}

	@Test
	void healthIsDownWhileNothingCanBeRecorded() {
		assertThat(this.health.health().getStatus()).isEqualTo(Status.UP);
		long failures = this.recording.failures();

		this.sql.execute("alter table revtrail_entry rename to elsewhere");
		try {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> admit("Ann"));
			Health down = this.health.health();
			assertThat(down.getStatus()).isEqualTo(Status.DOWN);
			assertThat(down.getDetails()).containsKeys("lastFailure", "pending", "lost")
				.containsEntry("lost", 0L)
				.extractingByKey("lastError")
				.asString()
				.contains("SQL");
			assertThat(down.toString()).doesNotContain("elsewhere").doesNotContain("revtrail_entry");
			assertThat(this.recording.failures()).isGreaterThan(failures);
		}
		finally {
			this.sql.execute("alter table elsewhere rename to revtrail_entry");
		}

		assertThat(this.health.health().getStatus()).as("no work since then").isEqualTo(Status.UP);
		assertThat(this.recording.failure()).isEmpty();
		assertThat(this.health.health().getDetails()).isEqualTo(Map.of("pending", 0L, "lost", 0L));
	}

	private void admit(String... names) {
		this.transaction.executeWithoutResult((status) -> {
			for (String name : names) {
				this.entityManager.persist(new Patient(name, "north"));
			}
		});
	}

}
