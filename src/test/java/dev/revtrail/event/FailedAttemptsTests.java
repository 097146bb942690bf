package dev.revtrail.event;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.CountedStatements;
import dev.revtrail.LibraryTest;
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.awaitility.Awaitility;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Attempts to change tracked records that fail, whichever statement does.
 */
@LibraryTest(Hospital.class)
@Import(CountedStatements.class)
@TestPropertySource(properties = { "test.database.of=FailedAttempts", "revtrail.events.failed-attempts=true" })
class FailedAttemptsTests {

	private static final Actor NURSE = new Actor("nurse", Actor.Type.USER, "Nan", null, null, null);

	private static final String TOO_LONG = "x".repeat(300);

	@Autowired
	private ChangeLog log;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private EntityManagerFactory factory;

	@Autowired
	private JdbcTemplate sql;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private ChangeContext context;

	@Autowired
	private CountedStatements statements;

	private long newest;

	@BeforeEach
	void begin() {
		this.newest = this.log.page(ChangeQuery.in(Scope.everything()), 0, 1000)
			.entries()
			.stream()
			.mapToLong((entry) -> entry.revision().number())
			.max()
			.orElse(0);
	}

	@Test
	void anUpdateWhoseValueIsTooLong() {
		long ann = admitted("Ann", "north");
		fails((entities) -> entities.find(Patient.class, ann).name = TOO_LONG);
		attempted(Action.UPDATE, ann);
	}

	@Test
	void anUpdateOfWhatAnotherHasChanged() {
		long ann = admitted("Ann", "north");
		fails((entities) -> {
			Patient patient = entities.find(Patient.class, ann);
			this.sql.update("update patient set version = version + 1 where id = ?", ann);
			patient.name = "Anna";
		});
		attempted(Action.UPDATE, ann);
	}

	@Test
	void aMergedObjectThatIsOutdated() {
		long ann = admitted("Ann", "north");
		Patient detached = Objects
			.requireNonNull(this.transaction.execute((status) -> this.entityManager.find(Patient.class, ann)));
		this.transaction.executeWithoutResult((status) -> this.entityManager.find(Patient.class, ann).name = "Anna");
		fails((entities) -> {
			detached.name = "Annie";
			entities.merge(detached);
		});
		attempted(Action.UPDATE, ann);
	}

	@Test
	void aDeletionOfWhatAnotherHasChanged() {
		long ann = admitted("Ann", "north");
		fails((entities) -> {
			Patient patient = entities.find(Patient.class, ann);
			this.sql.update("update patient set version = version + 1 where id = ?", ann);
			entities.remove(patient);
		});
		attempted(Action.DELETE, ann);
	}

	@Test
	void aDeletionOfWhatWasChangedBefore() {
		long ann = admitted("Ann", "north");
		fails((entities) -> {
			Patient patient = entities.find(Patient.class, ann);
			patient.name = "Anna";
			entities.flush();
			this.sql.update("update patient set version = version + 1 where id = ?", ann);
			entities.remove(patient);
		});
		attempted(Action.DELETE, ann);
	}

	@Test
	void aCreationWhoseValueIsTooLong() {
		fails((entities) -> entities.persist(new Patient(TOO_LONG, "north")));
		attempted(Action.CREATE, null);
	}

	@Test
	void aCollectionOfWhatAnotherHasChanged() {
		long ann = admitted("Ann", "north");
		fails((entities) -> {
			Patient patient = entities.find(Patient.class, ann);
			this.sql.update("update patient set version = version + 1 where id = ?", ann);
			patient.relatives.add(entities.getReference(Patient.class, -1L));
		});
		attempted(Action.UPDATE, ann);
	}

	@Test
	void aStatelessUpdateWhoseValueIsTooLong() {
		long ann = admitted("Ann", "north");
		this.context.runAs(NURSE, "ward", () -> {
			try (StatelessSession session = this.factory.unwrap(SessionFactory.class).openStatelessSession()) {
				var own = session.beginTransaction();
				Patient patient = session.get(Patient.class, ann);
				patient.name = TOO_LONG;
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> session.update(patient));
				own.rollback();
			}
		});
		attempted(Action.UPDATE, ann);
	}

	@Test
	void whatSucceedsAfterAllIsNoAttempt() {
		long ann = admitted("Ann", "north");
		this.transaction.executeWithoutResult((status) -> this.entityManager.find(Patient.class, ann).name = "Anna");
		fails((entities) -> entities.persist(new Patient(TOO_LONG, "north")));
		attempted(Action.CREATE, null);
	}

	@Test
	void ofManyRecordsOneHundredHaveEntriesAndTheOthersASummary() {
		int records = 1_250;
		this.transaction.executeWithoutResult((status) -> {
			for (int i = 0; i < records; i++) {
				this.entityManager.persist(new Patient("Ann", (i % 5 == 0) ? "south" : "north"));
			}
		});
		begin();
		List<String> statements = this.statements
			.of(() -> this.context.runAs(NURSE, "ward", () -> this.transaction.executeWithoutResult((status) -> {
				List<Patient> patients = this.entityManager
					.createQuery("from Patient where name = 'Ann'", Patient.class)
					.getResultList();
				patients.subList(0, patients.size() - 5).forEach((patient) -> patient.born = LocalDate.EPOCH);
				patients.subList(patients.size() - 5, patients.size()).forEach(this.entityManager::remove);
				this.entityManager.flush();
				status.setRollbackOnly();
			})));
		assertThat(statements).noneMatch((statement) -> statement.contains("revtrail_"));

		Awaitility.await().untilAsserted(() -> assertThat(attempts()).isNotEmpty());
		List<ChangeEntry> attempts = attempts();
		assertThat(attempts).extracting((entry) -> entry.revision().number())
			.containsOnly(attempts.get(0).revision().number());
		assertThat(attempts).extracting(ChangeEntry::outcome).containsOnly(Outcome.FAILURE);
		assertThat(attempts.stream().filter((entry) -> entry.action().equals(Action.UPDATE.failed()))).hasSize(100)
			.allSatisfy((entry) -> assertThat(entry.record().hasId()).isTrue());
		int updates = count(Patient.class) - 5 - 100;
		assertThat(summaries(Action.UPDATE)).hasSize(2)
			.allSatisfy((organization, count) -> assertThat(count).isGreaterThan(updates / 10));
		assertThat(summaries(Action.UPDATE).values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(updates);
		assertThat(summaries(Action.DELETE).values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
	}

	private int count(Class<?> entity) {
		return Math.toIntExact(this.entityManager
			.createQuery("select count(*) from " + entity.getSimpleName() + " where name = 'Ann'", Long.class)
			.getSingleResult());
	}

	private Map<String, Integer> summaries(Action action) {
		return attempts().stream()
			.filter((entry) -> entry.action().equals(action.severalFailed()))
			.peek((entry) -> assertThat(entry.record()).isEqualTo(RecordRef.none("PATIENT")))
			.collect(Collectors.toMap((entry) -> String.valueOf(entry.organizationId()),
					(entry) -> (Integer) entry.data().get("records")));
	}

	private void fails(Consumer<EntityManager> work) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.context.runAs(NURSE, "ward",
				() -> this.transaction.executeWithoutResult((status) -> work.accept(this.entityManager))));
	}

	private void attempted(Action action, @Nullable Long id) {
		RecordRef record = (id != null) ? new RecordRef("PATIENT", String.valueOf(id)) : RecordRef.none("PATIENT");
		Awaitility.await().untilAsserted(() -> assertThat(attempts()).isNotEmpty());
		assertThat(attempts()).singleElement().satisfies((entry) -> {
			assertThat(entry.action()).isEqualTo(action.failed());
			assertThat(entry.record()).isEqualTo(record);
			assertThat(entry.revision().actor()).isEqualTo(NURSE);
		});
	}

	private List<ChangeEntry> attempts() {
		Set<Action> actions = Set.of(Action.CREATE.failed(), Action.UPDATE.failed(), Action.DELETE.failed(),
				Action.UPDATE.severalFailed(), Action.DELETE.severalFailed());
		return this.log.page(ChangeQuery.in(Scope.everything()).actions(actions), 0, 1_000)
			.entries()
			.stream()
			.filter((entry) -> entry.revision().number() > this.newest)
			.toList();
	}

	private long admitted(String name, String house) {
		Patient patient = new Patient(name, house);
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(patient));
		return patient.id();
	}

}
