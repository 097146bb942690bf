package dev.revtrail.envers;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.CountedStatements;
import dev.revtrail.DeletedRecord;
import dev.revtrail.DeletedRecords;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.SettableClock;
import dev.revtrail.envers.hospital.Address;
import dev.revtrail.envers.hospital.Bed;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.hospital.Thing;
import dev.revtrail.envers.hospital.Visit;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What {@link RecordHistory} promises of single records.
 */
@LibraryTest(Hospital.class)
@Import(CountedStatements.class)
class RecordHistoryTests extends ChangeLogCase {

	static final Scope ALL = Scope.everything();

	@Autowired
	RecordHistory history;

	@Autowired
	CountedStatements statements;

	@Autowired
	Clock clock;

	@Test
	void anExactLookupKnowsOnlyTheRevisionsThatChangedTheRecord() {
		Visit visit = persisted(new Visit(persisted(new Patient("Ann", "north"))));
		RecordRef record = visit(visit);
		long created = revisions(record).get(0);
		change(Visit.class, visit.id, (found) -> found.fee = new BigDecimal("12.50"));
		long changed = revisions(record).get(1);
		persisted(new Thing.Ward());
		long other = newest();

		assertThat(this.history.stateExactlyAt(ALL, record, created)).hasValueSatisfying((state) -> {
			assertThat(state.record()).isEqualTo(record);
			assertThat(state.revision()).isNotNull().extracting("number").isEqualTo(created);
			assertThat(state.deleted()).isFalse();
			assertThat(state.values()).containsEntry("fee", null).containsEntry("state", "PLANNED");
			assertThat(state.unknown()).isEmpty();
		});
		assertThat(this.history.stateExactlyAt(ALL, record, changed)).map((state) -> state.values().get("fee"))
			.hasValue(new BigDecimal("12.50"));
		assertThat(this.history.stateExactlyAt(ALL, record, other)).isEmpty();
		assertThat(this.history.stateExactlyAt(ALL, record, Long.MAX_VALUE)).isEmpty();
	}

	@Test
	void aLookupAtOrBeforeARevisionGoesBackToTheLastChange() {
		persisted(new Thing.Ward());
		long before = newest();
		Visit visit = persisted(new Visit(persisted(new Patient("Ann", "north"))));
		long created = revisions(visit(visit)).get(0);
		persisted(new Thing.Ward());
		long other = newest();
		change(Visit.class, visit.id, (found) -> found.state = Visit.State.DONE);

		assertThat(this.history.stateAtOrBefore(ALL, visit(visit), before)).isEmpty();
		assertThat(this.history.stateAtOrBefore(ALL, visit(visit), other)).hasValueSatisfying((state) -> {
			assertThat(state.revision()).isNotNull().extracting("number").isEqualTo(created);
			assertThat(state.values()).containsEntry("state", "PLANNED");
		});
		assertThat(this.history.stateAtOrBefore(ALL, visit(visit), Long.MAX_VALUE))
			.map((state) -> state.values().get("state"))
			.hasValue("DONE");
	}

	@Test
	void aStateAsOfAnInstantCountsWhatWasRecordedAtIt() {
		Visit visit = persisted(new Visit(persisted(new Patient("Ann", "north"))));
		Instant created = this.clock.instant();
		change(Visit.class, visit.id, (found) -> found.state = Visit.State.DONE);

		assertThat(this.history.stateAsOf(ALL, visit(visit), created.minusNanos(1000))).isEmpty();
		assertThat(this.history.stateAsOf(ALL, visit(visit), Instant.MIN)).isEmpty();
		assertThat(stateOf(this.history.stateAsOf(ALL, visit(visit), created).orElseThrow())).isEqualTo("PLANNED");
		assertThat(stateOf(this.history.stateAsOf(ALL, visit(visit), created.plusMillis(999)).orElseThrow()))
			.isEqualTo("PLANNED");
		assertThat(stateOf(this.history.stateAsOf(ALL, visit(visit), this.clock.instant()).orElseThrow()))
			.isEqualTo("DONE");
		assertThat(stateOf(this.history.stateAsOf(ALL, visit(visit), Instant.MAX).orElseThrow())).isEqualTo("DONE");
	}

	@Test
	void aDeletedRecordHasNoValuesButThoseBeforeItsDeletion() {
		Patient ann = persisted(new Patient("Ann", "north"));
		Visit visit = persisted(new Visit(ann));
		change(Visit.class, visit.id, (found) -> found.report = "Über / alles? 100 %");
		deleted(Visit.class, visit.id);
		long deletion = revisions(visit(visit)).get(2);

		assertThat(this.history.stateExactlyAt(ALL, visit(visit), deletion)).hasValueSatisfying((state) -> {
			assertThat(state.deleted()).isTrue();
			assertThat(state.values()).isEmpty();
		});
		assertThat(this.history.stateAtOrBefore(ALL, visit(visit), deletion + 1)).map(RecordSnapshot::deleted)
			.hasValue(true);
		assertThat(this.history.stateBeforeDeletion(ALL, visit(visit))).hasValueSatisfying((state) -> {
			assertThat(state.deleted()).isTrue();
			assertThat(state.revision()).isNotNull().extracting("number").isEqualTo(deletion);
			assertThat(state.values()).containsEntry("report", "Über / alles? 100 %")
				.containsEntry("patient", String.valueOf(ann.id()));
			assertThat(state.unknown()).isEmpty();
		});
		assertThat(this.history.stateBeforeDeletion(ALL, new RecordRef("PATIENT", String.valueOf(ann.id())))).isEmpty();
	}

	@Test
	void theStateBeforeADeletionIsThatBeforeItsTransaction() {
		Visit visit = persisted(new Visit(persisted(new Patient("Ann", "north"))));
		change(Visit.class, visit.id, (found) -> found.report = "kept");
		inTransaction((em) -> {
			Visit found = em.find(Visit.class, visit.id);
			found.report = "written and deleted";
			em.flush();
			em.remove(found);
		});

		assertThat(this.history.stateBeforeDeletion(ALL, visit(visit))).map((state) -> state.values().get("report"))
			.hasValue("kept");
	}

	@Test
	void referencesToRecordsThatAreGoneStayIds() {
		Patient ann = persisted(new Patient("Ann", "north"));
		Bed bed = new Bed(new Bed.Place("gone", 1));
		bed.occupant = ann;
		persisted(bed);
		RecordRef record = new RecordRef("BED", "1,gone");
		long occupied = revisions(record).get(0);
		change(Bed.class, bed.place, (found) -> found.occupant = null);
		deleted(Patient.class, ann.id());

		assertThat(this.history.stateExactlyAt(ALL, record, occupied)).map((state) -> state.values().get("occupant"))
			.hasValue(String.valueOf(ann.id()));
	}

	@Test
	void theDifferenceOfAnyTwoRevisionsLeavesOutWhatCameAndWent() {
		Visit visit = persisted(new Visit(persisted(new Patient("Ann", "north"))));
		change(Visit.class, visit.id, (found) -> found.report = "came");
		change(Visit.class, visit.id, (found) -> {
			found.report = null;
			found.state = Visit.State.DONE;
		});
		change(Visit.class, visit.id, (found) -> found.fee = BigDecimal.ONE);
		List<Long> revisions = revisions(visit(visit));

		FieldChange state = new FieldChange.Value("state", "PLANNED", "DONE", true);
		FieldChange fee = new FieldChange.Value("fee", null, new BigDecimal("1.00"), true);
		assertThat(difference(visit(visit), revisions.get(0), revisions.get(3))).containsExactly(fee, state);
		assertThat(difference(visit(visit), revisions.get(0), revisions.get(2))).containsExactly(state);
		assertThat(difference(visit(visit), revisions.get(2), revisions.get(0)))
			.containsExactly(new FieldChange.Value("state", "DONE", "PLANNED", true));
		assertThat(difference(visit(visit), revisions.get(3), revisions.get(3))).isEmpty();
		assertThat(difference(visit(visit), revisions.get(3), Long.MAX_VALUE)).isEmpty();
	}

	@Test
	void theDifferenceReachesOverDeletionsAndToWhereTheRecordWasNot() {
		Patient ann = persisted(new Patient("Ann", "north"));
		long before = newest();
		Visit visit = persisted(new Visit(ann));
		deleted(Visit.class, visit.id);
		Visit again = new Visit(ann);
		again.id = visit.id;
		again.report = "again";
		persisted(again);
		List<Long> revisions = revisions(visit(visit));

		assertThat(difference(visit(visit), revisions.get(0), revisions.get(2)))
			.containsExactly(new FieldChange.Value("report", null, "again", true));
		assertThat(difference(visit(visit), revisions.get(1), revisions.get(2))).containsExactly(
				new FieldChange.Value("patient", null, String.valueOf(ann.id()), true),
				new FieldChange.Value("report", null, "again", true),
				new FieldChange.Value("state", null, "PLANNED", true));
		assertThat(difference(visit(visit), before, revisions.get(0)))
			.isEqualTo(List.of(new FieldChange.Value("patient", null, String.valueOf(ann.id()), true),
					new FieldChange.Value("state", null, "PLANNED", true)));
		assertThat(difference(visit(visit), before, revisions.get(1))).isEmpty();
		assertThat(this.history.difference(ALL, visit(visit), 0, before)).isEmpty();
	}

	@Test
	void whatIsNotThereIsNotFound() {
		for (RecordRef record : List.of(new RecordRef("NO_SUCH_TYPE", "1"), new RecordRef("VISIT", "no UUID / at? all"),
				new RecordRef("VISIT", UUID.randomUUID().toString()), new RecordRef("", ""))) {
			assertThat(this.history.stateExactlyAt(ALL, record, 1)).isEmpty();
			assertThat(this.history.stateAtOrBefore(ALL, record, Long.MAX_VALUE)).isEmpty();
			assertThat(this.history.stateAsOf(ALL, record, Instant.MAX)).isEmpty();
			assertThat(this.history.stateBeforeDeletion(ALL, record)).isEmpty();
			assertThat(this.history.difference(ALL, record, Long.MIN_VALUE, Long.MAX_VALUE)).isEmpty();
		}
		assertThat(this.history.deleted(ALL, "NO_SUCH_TYPE", null, 10).records()).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> this.history.deleted(ALL, "VISIT", null, 0));
	}

	@Test
	void eachOrganizationSeesTheStatesThatARecordHadThere() {
		Visit visit = persisted(new Visit(persisted(new Patient("Ann", "first"))));
		Patient elsewhere = persisted(new Patient("Bob", "second"));
		change(Visit.class, visit.id, (found) -> found.patient = elsewhere);
		change(Visit.class, visit.id, (found) -> found.report = "secret");
		List<Long> revisions = revisions(visit(visit));
		Scope first = Scope.organization("first");
		Scope second = Scope.organization("second");

		assertThat(this.history.stateAtOrBefore(first, visit(visit), revisions.get(0))).isPresent();
		assertThat(this.history.stateAtOrBefore(first, visit(visit), revisions.get(1))).isEmpty();
		assertThat(this.history.stateExactlyAt(first, visit(visit), revisions.get(2))).isEmpty();
		assertThat(this.history.stateAsOf(first, visit(visit), Instant.MAX)).isEmpty();
		assertThat(this.history.stateAtOrBefore(second, visit(visit), revisions.get(0))).isEmpty();
		assertThat(this.history.stateAtOrBefore(second, visit(visit), revisions.get(2))).isPresent();
		assertThat(this.history.difference(second, visit(visit), revisions.get(1), revisions.get(2))).isPresent();
		assertThat(this.history.difference(second, visit(visit), revisions.get(0), revisions.get(2))).isEmpty();
		assertThat(this.history.difference(first, visit(visit), revisions.get(0), revisions.get(2))).isEmpty();
		assertThat(this.history.stateAtOrBefore(Scope.nothing(), visit(visit), revisions.get(0))).isEmpty();
	}

	@Test
	void aForeignRecordIsAnsweredAsAMissingOne() {
		Visit visit = persisted(new Visit(persisted(new Patient("Ann", "north"))));
		deleted(Visit.class, visit.id);
		long deletion = newest();
		Scope foreign = Scope.organization("foreign");

		assertThat(this.history.stateExactlyAt(foreign, visit(visit), deletion)).isEmpty();
		assertThat(this.history.stateAtOrBefore(foreign, visit(visit), deletion)).isEmpty();
		assertThat(this.history.stateAsOf(foreign, visit(visit), Instant.MAX)).isEmpty();
		assertThat(this.history.stateBeforeDeletion(foreign, visit(visit))).isEmpty();
		assertThat(this.history.difference(foreign, visit(visit), 0, deletion)).isEmpty();
		assertThat(this.history.deleted(foreign, "VISIT", null, 10).records()).isEmpty();
		assertThat(find(ChangeQuery.in(foreign).revision(deletion))).isEmpty();
	}

	@Test
	void aRecordOfNoOrganizationIsShownToThoseWhoSeeAll() {
		Patient ann = new Patient("Ann", "north");
		ann.house = null;
		RecordRef record = new RecordRef("PATIENT", String.valueOf(persisted(ann).id()));
		long creation = newest();
		Caller nurse = new Caller(Actor.user("nurse"), Scope.organization("north"), Set.of());

		assertThat(this.history.stateAtOrBefore(ALL, record, creation)).isPresent();
		assertThat(this.history.stateExactlyAt(nurse.scope(), record, creation)).isEmpty();
		assertThat(this.history.stateAtOrBefore(nurse.scope(), record, creation)).isEmpty();
		assertThat(this.history.difference(nurse.scope(), record, 0, creation)).isEmpty();
		assertThat(find(ChangeQuery.in(nurse.scope()).revision(creation))).isEmpty();
		assertThat(this.log.note(nurse, record, "Seen")).isEmpty();
	}

	@Test
	void aRevisionHasAllItsChanges() {
		Patient ann = new Patient("Ann", "one");
		Visit visit = new Visit(ann);
		inTransaction((em) -> {
			em.persist(ann);
			em.persist(visit);
		});
		long revision = newest();
		persisted(new Thing.Ward());

		assertThat(find(ChangeQuery.in(ALL).revision(revision)))
			.extracting((entry) -> entry.record().type(), (entry) -> entry.revision().number())
			.containsExactlyInAnyOrder(tuple("PATIENT", revision), tuple("VISIT", revision));
		assertThat(this.log.count(ChangeQuery.in(ALL).revision(revision))).isEqualTo(2);
		assertThat(find(ChangeQuery.in(ALL).revision(Long.MAX_VALUE))).isEmpty();
	}

	@Test
	void deletedRecordsAreListedOnceWithTheirLastDeletion() {
		Patient ann = persisted(new Patient("Ann", "bin"));
		List<UUID> ids = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			Visit visit = persisted(new Visit(ann));
			ids.add(0, visit.id);
			deleted(Visit.class, visit.id);
		}
		Visit again = new Visit(ann);
		again.id = ids.get(4);
		persisted(again);
		deleted(Visit.class, again.id);
		long last = newest();
		Visit alive = new Visit(ann);
		alive.id = ids.get(2);
		persisted(alive);
		ids.add(0, ids.remove(4));
		Scope bin = Scope.organization("bin");

		List<DeletedRecord> walked = new ArrayList<>();
		DeletedRecords page = this.history.deleted(bin, "VISIT", null, 2);
		walked.addAll(page.records());
		while (page.next() != null) {
			page = this.history.deleted(bin, "VISIT", page.next(), 2);
			walked.addAll(page.records());
		}

		assertThat(walked).extracting((record) -> record.deletion().record().id())
			.containsExactlyElementsOf(ids.stream().map(UUID::toString).toList());
		assertThat(walked).allSatisfy((record) -> assertThat(record.deletion().action()).isEqualTo(Action.DELETE));
		assertThat(walked.get(0).deletion().revision().number()).isEqualTo(last);
		assertThat(walked).filteredOn(DeletedRecord::existsAgain)
			.extracting((record) -> record.deletion().record().id())
			.containsExactly(alive.id.toString());
	}

	@Test
	void theFirstChangeOfARecordOlderThanTheLogHasTheValuesBefore() {
		Patient ann = persisted(new Patient("Ann", "north"));
		long revision = firstChangeOfAnOldBed("old", ann);
		RecordRef record = new RecordRef("BED", "1,old");

		assertThat(this.history.stateAtOrBefore(ALL, record, revision - 1)).hasValueSatisfying((state) -> {
			assertThat(state.revision()).isNull();
			assertThat(state.deleted()).isFalse();
			assertThat(state.values()).isEqualTo(Map.of("occupant", String.valueOf(ann.id())));
			assertThat(state.unknown()).isEmpty();
		});
		assertThat(difference(record, revision - 1, revision))
			.containsExactly(new FieldChange.Value("occupant", String.valueOf(ann.id()), null, true));
		assertThat(this.history.stateExactlyAt(ALL, record, revision - 1)).isEmpty();
	}

	@Test
	void unknownFieldsOfAnOlderRecordAreListed() {
		long revision = firstChangeOfAnOldBed("unknown", persisted(new Patient("Ann", "north")));
		RecordRef record = new RecordRef("BED", "1,unknown");
		inTransaction((em) -> em
			.createNativeQuery("update revtrail_entry set changed = '*', data = null where revision = " + revision)
			.executeUpdate());

		assertThat(this.history.stateAtOrBefore(ALL, record, revision - 1)).hasValueSatisfying((state) -> {
			assertThat(state.values()).isEmpty();
			assertThat(state.unknown()).containsExactly("occupant");
		});
		assertThat(this.history.difference(ALL, record, revision - 1, revision)).hasValueSatisfying((difference) -> {
			assertThat(difference.changes()).isEmpty();
			assertThat(difference.unknown()).containsExactly("occupant");
		});
	}

	private long firstChangeOfAnOldBed(String ward, Patient occupant) {
		inTransaction((em) -> em
			.createNativeQuery(
					"insert into bed (number, ward, occupant_id) values (1, '" + ward + "', " + occupant.id() + ")")
			.executeUpdate());
		change(Bed.class, new Bed.Place(ward, 1), (found) -> found.occupant = null);
		return newest();
	}

	@Test
	void collectionsAreRecordedWhole() {
		Patient bob = persisted(new Patient("Bob", "north"));
		Patient ann = new Patient("Ann", "north");
		ann.tags.addAll(Set.of("a", "b"));
		ann.phones.put("home", "1");
		persisted(ann);
		change(Patient.class, ann.id(), (found) -> {
			found.tags.remove("a");
			found.phones.put("work", "2");
			found.relatives.add(this.entityManager.getReference(Patient.class, bob.id()));
		});
		change(Patient.class, ann.id(), (found) -> found.name = "Anna");
		deleted(Patient.class, ann.id());
		List<Long> revisions = revisions(patient(ann));

		assertThat(this.history.stateExactlyAt(ALL, patient(ann), revisions.get(0)).orElseThrow().values())
			.containsEntry("tags", List.of("a", "b"))
			.containsEntry("phones", Map.of("home", "1"))
			.containsEntry("relatives", List.of());
		for (long revision : revisions.subList(1, 3)) {
			assertThat(this.history.stateExactlyAt(ALL, patient(ann), revision).orElseThrow().values())
				.containsEntry("tags", List.of("b"))
				.containsEntry("phones", Map.of("home", "1", "work", "2"))
				.containsEntry("relatives", List.of(String.valueOf(bob.id())));
		}
		assertThat(this.history.stateBeforeDeletion(ALL, patient(ann))).hasValueSatisfying((state) -> {
			assertThat(state.unknown()).isEmpty();
			assertThat(state.values()).containsEntry("name", "Anna")
				.containsEntry("tags", List.of("b"))
				.containsEntry("phones", Map.of("home", "1", "work", "2"));
		});
		assertThat(difference(patient(ann), revisions.get(0), revisions.get(2))).containsExactly(
				new FieldChange.Value("name", "Ann", "Anna", true),
				new FieldChange.Keys("phones", Map.of("work", "2"), Map.of(), Map.of()),
				new FieldChange.Elements("relatives", List.of(String.valueOf(bob.id())), List.of()),
				new FieldChange.Elements("tags", List.of(), List.of("a")));
		assertThat(difference(patient(ann), revisions.get(3), revisions.get(1)))
			.contains(new FieldChange.Elements("tags", List.of("b"), List.of()));
	}

	@Test
	void theDifferenceOfCollectionsLeavesOutWhatCameAndWent() {
		Patient ann = persisted(new Patient("Ann", "north"));
		change(Patient.class, ann.id(), (found) -> found.tags.add("came"));
		change(Patient.class, ann.id(), (found) -> {
			found.tags.remove("came");
			found.tags.add("stays");
		});
		List<Long> revisions = revisions(patient(ann));

		assertThat(difference(patient(ann), revisions.get(0), revisions.get(2)))
			.containsExactly(new FieldChange.Elements("tags", List.of("stays"), List.of()));
	}

	@Test
	void embeddablesAreDotted() {
		Patient ann = new Patient("Ann", "north");
		ann.address = new Address("1 High Street", "Leeds");
		persisted(ann);

		assertThat(this.history.stateAtOrBefore(ALL, patient(ann), newest()).orElseThrow().values())
			.containsEntry("address.city", "Leeds")
			.containsEntry("address.street", "1 High Street")
			.doesNotContainKeys("secret", "version", "address");
	}

	@Test
	void everyLookupTakesAConstantNumberOfStatements() {
		Visit visit = persisted(new Visit(persisted(new Patient("Ann", "count"))));
		Map<String, Integer> few = statementsOfLookups(visit);
		for (int i = 0; i < 20; i++) {
			String report = "No " + i;
			change(Visit.class, visit.id, (found) -> found.report = report);
		}

		assertThat(statementsOfLookups(visit)).isEqualTo(few)
			.containsEntry("exactly", 2)
			.containsEntry("at or before", 2)
			.containsEntry("as of", 2)
			.containsEntry("difference", 3)
			.containsEntry("revision", 2);
	}

	@Test
	void statesWithCollectionsTakeOneStatementMoreForEachAndOneForWhereTheyStart() {
		Patient ann = persisted(new Patient("Ann", "count"));
		for (int i = 0; i < 10; i++) {
			String tag = "t" + i;
			change(Patient.class, ann.id(), (found) -> found.tags.add(tag));
		}
		List<Long> revisions = revisions(patient(ann));
		int entry = 1;
		int auditRow = 1;
		int starts = 1;
		int collections = 3;

		assertThat(sent(() -> this.history.stateExactlyAt(ALL, patient(ann), revisions.get(5))))
			.isEqualTo(entry + auditRow + starts + collections);
		assertThat(sent(() -> this.history.difference(ALL, patient(ann), revisions.get(0), revisions.get(10))))
			.isEqualTo(2 * entry + auditRow + starts + collections);
	}

	/**
	 * Else statements, and the time that they take, would show that a foreign record
	 * exists.
	 */
	@Test
	void aForeignRecordTakesTheStatementsOfOneThatDoesNotExist() {
		Visit visit = persisted(new Visit(persisted(new Patient("Ann", "north"))));
		change(Visit.class, visit.id, (found) -> found.state = Visit.State.DONE);
		RecordRef missing = new RecordRef("VISIT", "987654321");
		long newest = newest();

		List<BiConsumer<Scope, RecordRef>> lookups = List.of(
				(scope, record) -> assertThat(this.history.stateExactlyAt(scope, record, newest)).isEmpty(),
				(scope, record) -> assertThat(this.history.stateAtOrBefore(scope, record, newest)).isEmpty(),
				(scope, record) -> assertThat(this.history.stateAsOf(scope, record, Instant.MAX)).isEmpty(),
				(scope, record) -> assertThat(this.history.stateBeforeDeletion(scope, record)).isEmpty(),
				(scope, record) -> assertThat(this.history.difference(scope, record, 0, newest)).isEmpty(),
				(scope, record) -> assertThat(this.log.slice(ChangeQuery.in(scope).record(record), null, 10).entries())
					.isEmpty());
		for (BiConsumer<Scope, RecordRef> lookup : lookups) {
			List<String> ofMissing = this.statements.of(() -> lookup.accept(Scope.organization("south"), missing));
			assertThat(this.statements.of(() -> lookup.accept(Scope.organization("south"), visit(visit))))
				.isEqualTo(ofMissing)
				.isNotEmpty();
		}
	}

	@Test
	void aForeignEntryTakesTheStatementsOfOneThatDoesNotExist() {
		persisted(new Visit(persisted(new Patient("Ann", "north"))));
		long foreign = find(ChangeQuery.in(ALL).recordTypes("VISIT")).get(0).id();

		List<String> ofMissing = this.statements
			.of(() -> assertThat(this.log.entry(Scope.organization("south"), foreign + 1_000_000)).isEmpty());
		assertThat(this.statements.of(() -> assertThat(this.log.entry(Scope.organization("south"), foreign)).isEmpty()))
			.isEqualTo(ofMissing)
			.isNotEmpty();
	}

	private Map<String, Integer> statementsOfLookups(Visit visit) {
		List<Long> revisions = revisions(visit(visit));
		long first = revisions.get(0);
		long last = revisions.get(revisions.size() - 1);
		Map<String, Integer> sent = new HashMap<>();
		sent.put("exactly", sent(() -> this.history.stateExactlyAt(ALL, visit(visit), last)));
		sent.put("at or before", sent(() -> this.history.stateAtOrBefore(ALL, visit(visit), Long.MAX_VALUE)));
		sent.put("as of", sent(() -> this.history.stateAsOf(ALL, visit(visit), Instant.MAX)));
		sent.put("difference", sent(() -> this.history.difference(ALL, visit(visit), first, last)));
		sent.put("revision", sent(() -> find(ChangeQuery.in(ALL).revision(last))));
		return sent;
	}

	private int sent(Runnable lookup) {
		return this.statements.of(lookup).size();
	}

	private static Object stateOf(RecordSnapshot snapshot) {
		return snapshot.values().get("state");
	}

	private List<FieldChange> difference(RecordRef record, long from, long to) {
		return this.history.difference(ALL, record, from, to).orElseThrow().changes().list();
	}

	private List<ChangeEntry> find(ChangeQuery query) {
		return this.log.slice(query, null, 1000).entries();
	}

	/** The revisions of a record, oldest first. */
	private List<Long> revisions(RecordRef record) {
		return find(ChangeQuery.in(ALL).record(record).oldestFirst().withUnsettled()).stream()
			.map((entry) -> entry.revision().number())
			.toList();
	}

	private long newest() {
		return find(ChangeQuery.in(ALL)).stream().mapToLong((entry) -> entry.revision().number()).max().orElse(0);
	}

	private static RecordRef visit(Visit visit) {
		return new RecordRef("VISIT", visit.id.toString());
	}

	private static RecordRef patient(Patient patient) {
		return new RecordRef("PATIENT", String.valueOf(patient.id()));
	}

	@Override
	protected <T> T persisted(T entity) {
		advance();
		return super.persisted(entity);
	}

	@Override
	protected <T> void change(Class<T> type, Object id, Consumer<T> change) {
		advance();
		super.change(type, id, change);
	}

	private void deleted(Class<?> type, Object id) {
		advance();
		inTransaction((em) -> em.remove(em.find(type, id)));
	}

	private void advance() {
		((SettableClock) this.clock).advance(Duration.ofSeconds(1));
	}

}
