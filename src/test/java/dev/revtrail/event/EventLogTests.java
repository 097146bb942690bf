package dev.revtrail.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.revtrail.Accessed;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.CountedStatements;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.EventType;
import dev.revtrail.LibraryTest;
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.hospital.Visit;
import jakarta.persistence.EntityManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Events that hosts record: by call, and by annotation.
 */
@LibraryTest(Hospital.class)
@Import({ CountedStatements.class, EventLogTests.Ward.class })
@TestPropertySource(properties = { "test.database.of=EventLog", "revtrail.events.failed-attempts=true",
		"revtrail.events.on-failure.print=continue", "revtrail.events.on-failure.sign-out=fail" })
class EventLogTests {

	private static final Action FAXED = new Action("FAX_SENT");

	private static final Actor NURSE = new Actor("nurse", Actor.Type.USER, "Nan", null, "north", "n");

	@Autowired
	private ChangeLog log;

	@Autowired
	private EventLog events;

	@Autowired
	private RecordTypes types;

	@Autowired
	private Charts charts;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private CountedStatements statements;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private ChangeContext context;

	@Test
	void anEventIsAnEntryWithItsValuesAndNoChanges() {
		Patient ann = admitted("Ann", "north");

		this.context.runAs(NURSE, "ward",
				() -> this.events.record(Event.of(FAXED, ref(ann)).with("number", "555").with("pages", 3)));

		ChangeEntry entry = entries(ann, FAXED).get(0);
		assertThat(entry.record()).isEqualTo(ref(ann));
		assertThat(entry.patient()).isEqualTo(ref(ann));
		assertThat(entry.organizationId()).isEqualTo("north");
		assertThat(entry.outcome()).isEqualTo(Outcome.SUCCESS);
		assertThat(entry.data()).isEqualTo(Map.of("number", "555", "pages", 3));
		assertThat(entry.changes()).isEmpty();
		assertThat(entry.revision().actor()).isEqualTo(NURSE);
		assertThat(entry.eventType()).isEqualTo("ward.patient.fax_sent");
	}

	@Test
	void accessInAnEmergencyIsKeptWithItsReason() {
		Patient ann = admitted("Ann", "north");

		this.context.runAs(NURSE, "ward",
				() -> this.events.recordAlone(List.of(Event.emergencyAccess(ref(ann), "No pulse"))));

		ChangeEntry entry = entries(ann, Action.EMERGENCY_ACCESS).get(0);
		assertThat(entry.organizationId()).isEqualTo("north");
		assertThat(entry.patient()).isEqualTo(ref(ann));
		assertThat(entry.data()).isEqualTo(Map.of("reason", "No pulse"));
		assertThatIllegalArgumentException().isThrownBy(() -> Event.emergencyAccess(ref(ann), " "));
	}

	@Test
	void anEventBelongsToWhomItIsGiven() {
		Patient ann = admitted("Ann", "north");

		this.context.runAs(NURSE, "ward",
				() -> this.events.recordAlone(List.of(Event.of(Action.VIEW, ref(ann)).belongingTo("south", null))));

		assertThat(entries(ann, Action.VIEW)).singleElement().satisfies((entry) -> {
			assertThat(entry.organizationId()).isEqualTo("south");
			assertThat(entry.patient()).isNull();
		});
	}

	@Test
	void anEventOfARecordThatNeverChangedKnowsWhoseItIs() {
		Patient ann = admitted("Ann", "north");
		Patient ben = admitted("Ben", "south");
		List<RecordRef> visits = new ArrayList<>();
		for (Patient patient : List.of(ann, ann, ann, ann, ann, ben)) {
			visits.add(visited(patient));
		}
		visits.add(new RecordRef("VISIT", "00000000-0000-0000-0000-000000000001"));
		visits.add(new RecordRef("VISIT", "nonsense"));
		forgetVisits();

		List<String> one = this.statements.of(() -> view(visits.subList(0, 1)));
		List<String> all = this.statements.of(() -> view(visits));

		assertThat(all).hasSameSizeAs(one);
		Map<RecordRef, String> owners = new LinkedHashMap<>();
		this.log
			.slice(ChangeQuery.in(Scope.everything())
				.recordTypes("VISIT")
				.actions(Action.VIEW)
				.oldestFirst()
				.withUnsettled(), null, 100)
			.entries()
			.forEach((entry) -> owners.put(entry.record(), entry.organizationId() + " " + entry.patient()));
		assertThat(owners).hasSameSizeAs(visits);
		visits.subList(0, 5).forEach((visit) -> assertThat(owners).containsEntry(visit, "north " + ref(ann)));
		visits.subList(5, 8)
			.forEach((visit) -> assertThat(owners).as("whom the nurse does not see, or who does not exist")
				.containsEntry(visit, "north null"));
	}

	private void view(List<RecordRef> records) {
		this.context.runAs(NURSE, "ward", () -> this.events
			.recordAlone(records.stream().map((record) -> Event.of(Action.VIEW, record)).toList()));
	}

	/** As if they were older than the log. */
	private void forgetVisits() {
		this.transaction
			.executeWithoutResult((status) -> List.of("revtrail_entry where record_type = 'VISIT'", "visit_aud")
				.forEach((rows) -> this.entityManager.createNativeQuery("delete from " + rows).executeUpdate()));
	}

	@Test
	void anEventSharesTheRevisionOfItsTransactionAndItsFate() {
		Patient ann = admitted("Ann", "north");

		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.find(Patient.class, ann.id()).name = "Anna";
			this.events.record(Event.of(FAXED, ref(ann)));
			this.events.record(Event.of(FAXED, ref(ann)).failed());
		});
		this.transaction.executeWithoutResult((status) -> {
			this.events.record(Event.of(FAXED, ref(ann)));
			status.setRollbackOnly();
		});
		this.transaction.executeWithoutResult((status) -> this.events.record(Event.of(FAXED, ref(ann))));

		List<ChangeEntry> faxes = entries(ann, FAXED);
		assertThat(faxes).extracting(ChangeEntry::outcome)
			.containsExactly(Outcome.SUCCESS, Outcome.FAILURE, Outcome.SUCCESS);
		assertThat(faxes.subList(1, 3)).extracting((entry) -> entry.revision().number())
			.containsOnly(entries(ann, Action.UPDATE).get(0).revision().number());
	}

	@Test
	void anEventThatStandsAloneOutlivesItsTransaction() {
		Patient ann = admitted("Ann", "north");

		this.transaction.executeWithoutResult((status) -> {
			this.events.recordAlone(List.of(Event.of(FAXED, ref(ann)), Event.of(Action.PRINT, ref(ann))));
			status.setRollbackOnly();
		});

		assertThat(entries(ann, FAXED).get(0).revision()).isEqualTo(entries(ann, Action.PRINT).get(0).revision());
	}

	@Test
	void anEventForLaterIsAttributedToWhoIsAtWorkNow() {
		Patient ann = admitted("Ann", "north");

		this.context.runAs(NURSE, "ward", () -> this.events.recordLater(Event.of(FAXED, ref(ann))));

		Awaitility.await().untilAsserted(() -> assertThat(entries(ann, FAXED)).hasSize(1));
		assertThat(entries(ann, FAXED).get(0).revision().actor()).isEqualTo(NURSE);
	}

	@Test
	void whatNoTypeDeclaresIsRefused() {
		RecordRef none = RecordRef.none(RecordRef.APPLICATION);

		assertThatIllegalArgumentException().isThrownBy(() -> this.events.record(Event.of(new Action("PAINTED"), none)))
			.withMessageContaining("PAINTED")
			.withMessageContaining("FAX_SENT");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.events.recordLater(Event.of(FAXED, none).with("colour", "red")))
			.withMessageContaining("colour")
			.withMessageContaining("number");
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> this.events.recordAlone(List.of(Event.of(FAXED, none).with("number", "5".repeat(10_001)))))
			.withMessageContaining("10,000");
	}

	@Test
	void whetherWorkFailsWithItsEventIsTheEventsKind() {
		RecordRef unwritable = RecordRef.none("X".repeat(65));

		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.events.recordAlone(List.of(Event.of(Action.VIEW, unwritable))));
		this.events.recordAlone(List.of(Event.of(FAXED, unwritable)));
	}

	@Test
	void aHostDecidesWhetherWorkFailsWithItsEvent() {
		RecordRef unwritable = RecordRef.none("X".repeat(65));

		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.events.recordAlone(List.of(Event.of(Action.SIGN_OUT, unwritable))));
		this.events.recordAlone(List.of(Event.of(Action.PRINT, unwritable)));
	}

	@Test
	void aRecordThatTheActorDoesNotSeeStaysOutOfItsOrganization() {
		Patient sue = admitted("Sue", "south");

		this.context.runAs(NURSE, "ward", () -> this.events.record(Event.of(FAXED, ref(sue))));

		ChangeEntry entry = entries(sue, FAXED).get(0);
		assertThat(entry.organizationId()).isEqualTo("north");
		assertThat(entry.patient()).isNull();
	}

	@Test
	void readsAreRecordedBeforeTheirResultIsSeen() {
		Patient ann = admitted("Ann", "north");
		Patient bob = admitted("Bob", "north");

		this.charts.chart(ann.id());
		this.charts.charts(List.of(ann.id(), bob.id()));
		this.charts.print(bob.id());
		this.charts.chart(-1);

		assertThat(entries(ann, Action.VIEW)).hasSize(2);
		assertThat(entries(bob, Action.VIEW)).hasSize(1);
		assertThat(entries(bob, Action.VIEW).get(0).revision()).isEqualTo(entries(ann, Action.VIEW).get(0).revision());
		assertThat(entries(bob, Action.PRINT)).hasSize(1);
	}

	@Test
	void aReadThatThrowsIsNone() {
		Patient ann = admitted("Ann", "north");

		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> this.charts.torn(ann.id()));

		assertThat(entries(ann, Action.VIEW)).isEmpty();
	}

	@Test
	void anAnnotationThatNamesNoRecordFailsTheRead() {
		assertThatIllegalStateException().isThrownBy(() -> this.charts.title()).withMessageContaining("needs a type");
	}

	@Test
	void aTransactionThatRolledBackIsAnAttempt() {
		Patient ann = admitted("Ann", "north");

		this.context.runAs(NURSE, "ward", () -> this.transaction.executeWithoutResult((status) -> {
			this.entityManager.find(Patient.class, ann.id()).name = "Anna";
			this.entityManager.persist(new Patient("Never", "north"));
			this.entityManager.flush();
			status.setRollbackOnly();
		}));

		Awaitility.await().untilAsserted(() -> assertThat(entries(ann, Action.UPDATE.failed())).hasSize(1));
		ChangeEntry attempt = entries(ann, Action.UPDATE.failed()).get(0);
		assertThat(attempt.outcome()).isEqualTo(Outcome.FAILURE);
		assertThat(attempt.changes()).isEmpty();
		assertThat(attempt.revision().actor()).isEqualTo(NURSE);
		ChangeEntry creation = this.log.page(ChangeQuery.in(Scope.everything()).actions(Action.CREATE.failed()), 0, 1)
			.entries()
			.get(0);
		assertThat(creation.record()).isEqualTo(RecordRef.none("PATIENT"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a tag" })
	void aDeletionThatTheDatabaseRefusesIsAnAttempt(String tag) {
		Patient ann = admitted("Ann", "north");
		this.transaction.executeWithoutResult((status) -> {
			if (!tag.isEmpty()) {
				this.entityManager.find(Patient.class, ann.id()).tags.add(tag);
			}
			this.entityManager.persist(new Visit(this.entityManager.getReference(Patient.class, ann.id())));
		});

		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.context.runAs(NURSE, "ward", () -> this.transaction.executeWithoutResult(
					(status) -> this.entityManager.remove(this.entityManager.find(Patient.class, ann.id())))));

		Awaitility.await().untilAsserted(() -> assertThat(entries(ann, Action.DELETE.failed())).hasSize(1));
		assertThat(entries(ann, Action.UPDATE.failed())).isEmpty();
	}

	@Test
	void recordsKnowTheirReferences() {
		Patient ann = admitted("Ann", "north");

		assertThat(this.types.of(ann)).hasValue(ref(ann));
		assertThat(this.types.of(this.entityManager.getReference(Patient.class, 77)))
			.hasValue(new RecordRef("PATIENT", "77"));
		assertThat(this.types.of("text")).isEmpty();
		assertThat(this.types.of(new Patient("Unborn", null))).isEmpty();
	}

	private List<ChangeEntry> entries(Patient patient, Action action) {
		return this.log
			.page(ChangeQuery.in(Scope.everything())
				.recordTypes("PATIENT")
				.recordIds(Set.of(String.valueOf(patient.id())))
				.actions(action), 0, 50)
			.entries();
	}

	private Patient admitted(String name, String house) {
		Patient patient = new Patient(name, house);
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(patient));
		return patient;
	}

	private RecordRef visited(Patient patient) {
		Visit visit = new Visit(patient);
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(visit));
		return new RecordRef("VISIT", visit.id.toString());
	}

	private static RecordRef ref(Patient patient) {
		return new RecordRef("PATIENT", String.valueOf(patient.id()));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Ward {

		@Bean
		EventType faxSent() {
			return EventType.of("FAX_SENT", "Fax sent", "number", "pages");
		}

		@Bean
		Charts charts(EntityManager entityManager) {
			return new Charts(entityManager);
		}

	}

	/** What nurses read. */
	static class Charts {

		private final EntityManager entityManager;

		Charts(EntityManager entityManager) {
			this.entityManager = entityManager;
		}

		@Accessed
		@Transactional(readOnly = true)
		public Optional<Patient> chart(long id) {
			return Optional.ofNullable(this.entityManager.find(Patient.class, id));
		}

		@Accessed
		@Transactional(readOnly = true)
		public List<Patient> charts(List<Long> ids) {
			return ids.stream().map((id) -> this.entityManager.find(Patient.class, id)).toList();
		}

		@Accessed(action = "PRINT", type = "PATIENT", id = "#id")
		public String print(long id) {
			return "chart of " + id;
		}

		@Accessed(type = "PATIENT", id = "#id")
		public String torn(long id) {
			throw new UnsupportedOperationException();
		}

		@Accessed
		public String title() {
			return "Charts";
		}

	}

}
