package dev.revtrail.envers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.LegalHold;
import dev.revtrail.LegalHolds;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import dev.revtrail.Scope;
import dev.revtrail.SettableClock;
import dev.revtrail.WithoutValidation;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Table;
import org.hibernate.FlushMode;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.RevisionEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every way in which a revision comes to be, where Hibernate checks it for nulls and the
 * host's own revision entity has an attribute that must not be null.
 */
@LibraryTest(Hospital.class)
@WithoutValidation
@TestPropertySource(properties = { "test.database.of=RevisionInsertion",
		"revtrail.revision-entity=" + "dev.revtrail.envers.RevisionInsertionTests$HouseRevision" })
public class RevisionInsertionTests {

	private static final Actor NURSE = Actor.user("nurse");

	private static final Duration WORK = Duration.ofSeconds(5);

	@Autowired
	ChangeLog log;

	@Autowired
	EventLog events;

	@Autowired
	LegalHolds holds;

	@Autowired
	ChangeContext context;

	@Autowired
	EntityManager entityManager;

	@Autowired
	SessionFactory sessionFactory;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Clock clock;

	private Patient ann = new Patient("Ann", "north");

	@BeforeEach
	void admitAnn() {
		this.ann = new Patient("Ann", "north");
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(this.ann));
		((SettableClock) this.clock).advance(Duration.ofDays(1));
	}

	@Test
	void aRevisionIsTimedByItsInsertionAndNotByTheFirstChange() {
		Instant end = this.clock.instant().plus(WORK);

		nurse(() -> this.transaction.executeWithoutResult((status) -> {
			rename(this.entityManager.find(Patient.class, this.ann.id()));
			this.entityManager.flush();
			work();
		}));

		assertThat(newest(Action.UPDATE).recordedAt()).isEqualTo(end);
	}

	@Test
	void aRevisionOfASessionThatFlushesByHandIsTimedByItsInsertion() {
		Instant end = this.clock.instant().plus(WORK);

		nurse(() -> this.sessionFactory.inTransaction((session) -> {
			session.setHibernateFlushMode(FlushMode.MANUAL);
			rename(session.find(Patient.class, this.ann.id()));
			session.flush();
			work();
		}));

		assertThat(newest(Action.UPDATE).recordedAt()).isEqualTo(end);
	}

	@Test
	void aRevisionOfAStatelessSessionIsTimedByItsInsertion() {
		Instant end = this.clock.instant().plus(WORK);

		nurse(() -> this.sessionFactory.inStatelessTransaction((session) -> {
			Patient patient = Objects.requireNonNull(session.get(Patient.class, this.ann.id()));
			rename(patient);
			session.update(patient);
			work();
		}));

		assertThat(newest(Action.UPDATE).recordedAt()).isEqualTo(end);
	}

	@Test
	void aRevisionOfABulkChangeIsTimedByItsInsertion() {
		Instant end = this.clock.instant().plus(WORK);

		nurse(() -> this.transaction.executeWithoutResult((status) -> {
			this.log.bulk()
				.execute(this.entityManager.createQuery("update Patient set name = 'Anna' where id = :id")
					.setParameter("id", this.ann.id()));
			work();
		}));

		assertThat(newest(Action.UPDATE).recordedAt()).isEqualTo(end);
	}

	@Test
	void aHostMayInsertTheRevisionBeforeItChangesAnything() {
		Instant begin = this.clock.instant();

		nurse(() -> this.transaction.executeWithoutResult((status) -> {
			HouseRevision early = AuditReaderFactory.get(this.entityManager.unwrap(SessionImplementor.class))
				.getCurrentRevision(HouseRevision.class, true);
			assertThat(early.getId()).isNotNull();
			work();
			rename(this.entityManager.find(Patient.class, this.ann.id()));
		}));

		assertThat(newest(Action.UPDATE).recordedAt()).isEqualTo(begin);
	}

	@Test
	void anEventThatStandsAloneHasARevision() {
		nurse(() -> this.events.recordAlone(List.of(Event.of(Action.VIEW, ref()))));

		assertThat(newest(Action.VIEW).recordedAt()).isEqualTo(this.clock.instant());
	}

	@Test
	void anEventThatJoinsIsTimedByTheInsertionToo() {
		Instant end = this.clock.instant().plus(WORK);

		nurse(() -> this.transaction.executeWithoutResult((status) -> {
			this.events.record(Event.of(Action.PRINT, ref()));
			work();
		}));

		assertThat(newest(Action.PRINT).recordedAt()).isEqualTo(end);
	}

	@Test
	void aNoteAndALegalHoldHaveRevisions() {
		Caller admin = new Caller(NURSE, Scope.everything(), Set.of(Caller.AUDIT_READ, Caller.AUDIT_NOTE));

		assertThat(this.log.note(admin, ref(), "Checked.")).isPresent();
		LegalHold hold = this.holds.place(NURSE, LegalHold.Subject.record(ref()), "A claim.");
		this.holds.lift(NURSE, hold.id(), "Settled.");

		assertThat(newest(Action.NOTE).note()).isEqualTo("Checked.");
		assertThat(this.log.count(ChangeQuery.in(Scope.everything())
			.recordTypes(LegalHolds.RECORD_TYPE)
			.actions(LegalHolds.PLACED, LegalHolds.LIFTED))).isEqualTo(2);
	}

	private Revision newest(Action action) {
		ChangeEntry entry = this.log.slice(ChangeQuery.in(Scope.everything()).record(ref()).actions(action), null, 1)
			.entries()
			.get(0);
		Revision revision = entry.revision();
		assertThat(revision.actor()).isEqualTo(NURSE);
		assertThat(this.jdbc.queryForObject("select house from revtrail_revision where id = ?", String.class,
				revision.number()))
			.isEqualTo("north");
		return revision;
	}

	private void nurse(Runnable work) {
		this.context.runAs(NURSE, "ward", work);
	}

	private void work() {
		((SettableClock) this.clock).advance(WORK);
	}

	private RecordRef ref() {
		return new RecordRef("PATIENT", String.valueOf(this.ann.id()));
	}

	private static void rename(Patient patient) {
		patient.name = "Anna";
	}

	/** A host's own. */
	@Entity
	@Table(name = "revtrail_revision")
	@RevisionEntity(HouseListener.class)
	public static class HouseRevision extends RevtrailRevision {

		@Column(nullable = false)
		@Nullable String house;

	}

	/** Completes it. */
	public static class HouseListener extends RevtrailRevisionListener {

		@Override
		public void newRevision(Object revision) {
			super.newRevision(revision);
			((HouseRevision) revision).house = "north";
		}

	}

}
