package dev.revtrail.envers;

import java.sql.Connection;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.LibraryTest;
import dev.revtrail.Scope;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import jakarta.persistence.EntityManager;
import org.awaitility.Awaitility;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A transaction whose connection breaks: nothing of it is kept, and it is an attempt.
 */
@LibraryTest(Hospital.class)
@TestPropertySource(properties = { "test.database.of=BrokenConnection", "revtrail.events.failed-attempts=true" })
class BrokenConnectionTests {

	@Autowired
	private Capture capture;

	@Autowired
	private ChangeLog log;

	@Autowired
	private ChangeContext context;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void nothingIsKeptOfATransactionThatCannotEvenBeRolledBack() {
		Patient ann = new Patient("Ann", "north");
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(ann));

		this.context.runAs(new Actor("nurse", Actor.Type.USER, "Nan", null, null, null), "ward",
				() -> assertThatExceptionOfType(RuntimeException.class)
					.isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
						this.entityManager.find(Patient.class, ann.id()).name = "Anna";
						this.entityManager.flush();
						this.entityManager.unwrap(Session.class)
							.doWork((connection) -> connection.unwrap(Connection.class).close());
					})));

		assertThat(this.capture.openTransactions()).isZero();
		assertThat(ReflectionTestUtils.getField(this.capture.envers().getAuditProcessManager(), "auditProcesses"))
			.isEqualTo(Map.of());
		ChangeQuery attempts = ChangeQuery.in(Scope.everything()).actions(Action.UPDATE.failed());
		Awaitility.await().untilAsserted(() -> assertThat(this.log.page(attempts, 0, 10).entries()).hasSize(1));
	}

}
