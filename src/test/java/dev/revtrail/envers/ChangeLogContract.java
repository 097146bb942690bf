package dev.revtrail.envers;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeCount;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangePage;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.SettableClock;
import dev.revtrail.SettledLog;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.hospital.Address;
import dev.revtrail.envers.hospital.Bed;
import dev.revtrail.envers.hospital.CardPayment;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.hospital.Remark;
import dev.revtrail.envers.hospital.Visit;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What {@link ChangeLog} promises, on every database and isolation level.
 */
@LibraryTest(Hospital.class)
abstract class ChangeLogContract extends ChangeLogCase {

	@Autowired
	SessionFactory sessionFactory;

	@Autowired
	ChangeContext context;

	@Autowired
	Clock clock;

	@Test
	void aCreationHasEveryNewValue() {
		Patient patient = persisted(new Patient("Ann", "north"));

		ChangeEntry entry = newest("PATIENT", patient.id());

		assertThat(entry.action()).isEqualTo(Action.CREATE);
		assertThat(entry.record()).isEqualTo(new RecordRef("PATIENT", String.valueOf(patient.id())));
		assertThat(entry.patient()).isEqualTo(entry.record());
		assertThat(entry.organizationId()).isEqualTo("north");
		assertThat(entry.changes()).containsExactly(new FieldChange.Value("house", null, "north", true),
				new FieldChange.Value("name", null, "Ann", true));
	}

	@Test
	void anUpdateHasExactlyTheChangedFields() {
		Patient patient = persisted(new Patient("Ann", "north"));

		change(Patient.class, patient.id(), (found) -> found.name = "Anna");

		ChangeEntry entry = newest("PATIENT", patient.id());
		assertThat(entry.action()).isEqualTo(Action.UPDATE);
		assertThat(entry.changes()).containsExactly(new FieldChange.Value("name", "Ann", "Anna", true));
	}

	@Test
	void aDeletionHasEveryValueThatIsGone() {
		Patient patient = persisted(new Patient("Ann", "north"));
		inTransaction((em) -> em.remove(em.find(Patient.class, patient.id())));

		ChangeEntry entry = newest("PATIENT", patient.id());

		assertThat(entry.action()).isEqualTo(Action.DELETE);
		assertThat(entry.organizationId()).isEqualTo("north");
		assertThat(entry.changes()).containsExactly(new FieldChange.Value("house", "north", null, true),
				new FieldChange.Value("name", "Ann", null, true));
	}

	@Test
	void embeddablesAreTrackedFieldByField() {
		Patient patient = persisted(new Patient("Ann", "north"));
		change(Patient.class, patient.id(), (found) -> found.address = new Address("1 High Street", null));
		change(Patient.class, patient.id(), (found) -> found.address = new Address("1 High Street", "Leeds"));

		assertThat(newest("PATIENT", patient.id()).changes())
			.containsExactly(new FieldChange.Value("address.city", null, "Leeds", true));
	}

	@Test
	void referencesAreTrackedById() {
		Patient ann = persisted(new Patient("Ann", "north"));
		Patient bob = persisted(new Patient("Bob", "north"));
		Visit visit = persisted(new Visit(ann));

		change(Visit.class, visit.id,
				(found) -> found.patient = this.entityManager.getReference(Patient.class, bob.id()));

		ChangeEntry entry = newest("VISIT", visit.id);
		assertThat(entry.changes()).containsExactly(
				new FieldChange.Value("patient", String.valueOf(ann.id()), String.valueOf(bob.id()), true));
		assertThat(entry.patient()).isEqualTo(new RecordRef("PATIENT", String.valueOf(bob.id())));
	}

	@Test
	void aReadJoinsTheCurrentTransaction() {
		Patient patient = persisted(new Patient("Ann", "north"));
		long revision = newest("PATIENT", patient.id()).revision().number();

		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.createNativeQuery("update revtrail_revision set note = 'seen' where id = " + revision)
				.executeUpdate();
			assertThat(newest("PATIENT", patient.id()).revision().note()).isEqualTo("seen");
			status.setRollbackOnly();
		});
	}

	@Test
	void valuesHaveTheirCanonicalForm() {
		Visit visit = persisted(new Visit(persisted(new Patient("Ann", "north"))));

		change(Visit.class, visit.id, (found) -> {
			found.fee = new BigDecimal("12.50");
			found.state = Visit.State.DONE;
			found.start = Instant.parse("2026-03-04T05:06:07Z");
			found.report = "All \uD83D\uDE00 well";
		});

		assertThat(newest("VISIT", visit.id).changes()).containsExactly(
				new FieldChange.Value("fee", null, new BigDecimal("12.50"), true),
				new FieldChange.Value("report", null, "All \uD83D\uDE00 well", true),
				new FieldChange.Value("start", null, "2026-03-04T05:06:07Z", true),
				new FieldChange.Value("state", "PLANNED", "DONE", true));
	}

	@Test
	void anEqualAmountInAnotherScaleIsNoChange() {
		Visit visit = new Visit(persisted(new Patient("Ann", "north")));
		visit.fee = new BigDecimal("10.00");
		persisted(visit);

		change(Visit.class, visit.id, (found) -> found.fee = new BigDecimal("10.0"));

		assertThat(history("VISIT", visit.id)).hasSize(1);
	}

	@Test
	void elementsThatJoinAndLeaveACollectionAreRecorded() {
		Patient patient = new Patient("Ann", "north");
		patient.tags.addAll(Set.of("a", "b"));
		persisted(patient);
		assertThat(newest("PATIENT", patient.id()).changes().of("tags")).hasValueSatisfying((change) -> {
			assertThat(((FieldChange.Elements) change).joined()).isEqualTo(List.of("a", "b"));
			assertThat(((FieldChange.Elements) change).left()).isEmpty();
		});

		change(Patient.class, patient.id(), (found) -> {
			found.tags.remove("a");
			found.tags.add("c");
		});

		assertThat(newest("PATIENT", patient.id()).changes())
			.containsExactly(new FieldChange.Elements("tags", List.of("c"), List.of("a")));
	}

	@Test
	void aCollectionThatIsReplacedByItsEqualIsNoChange() {
		Patient patient = new Patient("Ann", "north");
		patient.tags.addAll(Set.of("a", "b"));
		persisted(patient);

		change(Patient.class, patient.id(), (found) -> {
			found.tags.clear();
			found.tags.addAll(Set.of("a", "b"));
		});

		assertThat(history("PATIENT", patient.id())).hasSize(1);
	}

	@Test
	void mapsAreTrackedByKey() {
		Patient patient = new Patient("Ann", "north");
		patient.phones.put("home", "1");
		patient.phones.put("work", "2");
		persisted(patient);

		change(Patient.class, patient.id(), (found) -> {
			found.phones.put("home", "3");
			found.phones.remove("work");
			found.phones.put("mobile", "4");
		});

		assertThat(newest("PATIENT", patient.id()).changes()).containsExactly(new FieldChange.Keys("phones",
				Map.of("mobile", "4"), Map.of("work", "2"), Map.of("home", new FieldChange.Replaced("1", "3"))));
	}

	@Test
	void collectionsOfRecordsAreTrackedByTheirIds() {
		Patient ann = persisted(new Patient("Ann", "north"));
		Patient bob = persisted(new Patient("Bob", "north"));

		change(Patient.class, ann.id(),
				(found) -> found.relatives.add(this.entityManager.getReference(Patient.class, bob.id())));

		assertThat(newest("PATIENT", ann.id()).changes())
			.containsExactly(new FieldChange.Elements("relatives", List.of(String.valueOf(bob.id())), List.of()));
		assertThat(history("PATIENT", bob.id())).hasSize(1);
	}

	@Test
	void aChildsCreationIsNoChangeOfItsParent() {
		Visit visit = persisted(new Visit(persisted(new Patient("Ann", "north"))));

		change(Visit.class, visit.id, (found) -> found.remarks.add(new Remark(found, "fine")));

		assertThat(history("VISIT", visit.id)).hasSize(1);
	}

	@Test
	void patientAndOrganizationAreFoundOverSeveralSteps() {
		Patient patient = persisted(new Patient("Ann", "south"));
		Visit visit = persisted(new Visit(patient));
		Remark remark = this.transaction.execute((status) -> {
			Remark made = new Remark(this.entityManager.getReference(Visit.class, visit.id), "fine");
			this.entityManager.persist(made);
			return made;
		});

		ChangeEntry entry = newest("VISIT_REMARK", remark.id);

		assertThat(entry.patient()).isEqualTo(new RecordRef("PATIENT", String.valueOf(patient.id())));
		assertThat(entry.organizationId()).isEqualTo("south");
	}

	@Test
	void ownersAreFoundEvenWhereTheyAreDeletedInTheSameTransaction() {
		Patient patient = persisted(new Patient("Ann", "south"));
		Visit visit = persisted(new Visit(patient));
		change(Visit.class, visit.id, (found) -> found.remarks.add(new Remark(found, "fine")));

		inTransaction((em) -> em.remove(em.find(Visit.class, visit.id)));

		assertThat(find(in().actions(Action.DELETE).patient(String.valueOf(patient.id()))))
			.extracting((entry) -> entry.record().type(), ChangeEntry::organizationId)
			.containsExactlyInAnyOrder(tuple("VISIT", "south"), tuple("VISIT_REMARK", "south"));
	}

	@Test
	void compositeIdsHaveOneTextThatParsesBack() {
		persisted(new Bed(new Bed.Place("A,\\1", 7)));
		Patient patient = persisted(new Patient("Ann", "north"));
		change(Bed.class, new Bed.Place("A,\\1", 7), (bed) -> bed.occupant = patient);

		ChangeEntry entry = newest("BED", "7,A\\,\\\\1");

		assertThat(entry.changes())
			.containsExactly(new FieldChange.Value("occupant", null, String.valueOf(patient.id()), true));
	}

	@Test
	void subclassesAreTrackedWithAllTheirFields() {
		CardPayment payment = new CardPayment();
		payment.cents = 100;
		payment.lastDigits = "1234";
		persisted(payment);

		change(CardPayment.class, payment.id, (found) -> {
			found.cents = 250;
			found.lastDigits = "9999";
		});

		assertThat(newest("CARD_PAYMENT", payment.id).changes()).containsExactly(
				new FieldChange.Value("cents", 100L, 250L, true),
				new FieldChange.Value("lastDigits", "1234", "9999", true));
	}

	@Test
	void severalFlushesMakeOneEntryWithTheFirstAndTheLastValue() {
		Patient patient = persisted(new Patient("Ann", "north"));

		inTransaction((em) -> {
			Patient found = em.find(Patient.class, patient.id());
			found.name = "Anna";
			em.flush();
			found.name = "Annabel";
			em.flush();
			found.born = java.time.LocalDate.of(1980, 1, 2);
		});

		assertThat(newest("PATIENT", patient.id()).changes()).containsExactly(
				new FieldChange.Value("born", null, "1980-01-02", true),
				new FieldChange.Value("name", "Ann", "Annabel", true));
	}

	@Test
	void whatIsPutBackWithinATransactionIsNoChange() {
		Patient patient = persisted(new Patient("Ann", "north"));

		inTransaction((em) -> {
			Patient found = em.find(Patient.class, patient.id());
			found.name = "Anna";
			em.flush();
			found.name = "Ann";
		});

		assertThat(history("PATIENT", patient.id())).hasSize(1);
	}

	@Test
	void whatComesAndGoesWithinATransactionLeavesNothing() {
		Visit visit = new Visit(persisted(new Patient("Ann", "north")));
		inTransaction((em) -> {
			em.persist(visit);
			em.flush();
			em.remove(visit);
		});

		assertThat(history("VISIT", visit.id)).isEmpty();
	}

	@Test
	void aRecordThatIsDeletedAndCreatedAgainIsUpdated() {
		Patient patient = persisted(new Patient("Ann", "north"));
		Visit visit = persisted(new Visit(patient));
		inTransaction((em) -> {
			em.remove(em.find(Visit.class, visit.id));
			em.flush();
			Visit again = new Visit(em.getReference(Patient.class, patient.id()));
			again.id = visit.id;
			again.state = Visit.State.DONE;
			em.persist(again);
		});

		assertThat(history("VISIT", visit.id)).extracting(ChangeEntry::action)
			.containsExactly(Action.UPDATE, Action.CREATE);
		assertThat(newest("VISIT", visit.id).changes())
			.containsExactly(new FieldChange.Value("state", "PLANNED", "DONE", true));
	}

	@Test
	void aRecordThatChangesWithSeveralOfItsCollectionsHasOneEntry() {
		Patient bob = persisted(new Patient("Bob", "north"));
		Patient patient = new Patient("Ann", "north");
		patient.tags.add("a");
		patient.phones.put("home", "1");
		patient.relatives.add(bob);
		persisted(patient);
		change(Patient.class, patient.id(), (found) -> {
			found.name = "Anna";
			found.tags.clear();
			found.phones.clear();
			found.relatives.clear();
		});
		inTransaction((em) -> em.remove(em.find(Patient.class, patient.id())));

		assertThat(history("PATIENT", patient.id())).extracting(ChangeEntry::action)
			.containsExactly(Action.DELETE, Action.UPDATE, Action.CREATE);
		assertThat(history("PATIENT", patient.id()).get(1).changes()).extracting(FieldChange::field)
			.containsExactly("name", "phones", "relatives", "tags");
	}

	@Test
	void nothingIsLoadedForTheSakeOfAnEntry() {
		Patient ann = persisted(new Patient("Ann", "north"));
		Patient bob = persisted(new Patient("Bob", "south"));
		Visit visit = persisted(new Visit(ann));
		List<Object> unread = new ArrayList<>();
		change(Visit.class, visit.id, (found) -> {
			unread.add(Objects.requireNonNull(found.patient));
			found.patient = this.entityManager.getReference(Patient.class, bob.id());
			unread.add(found.patient);
			unread.add(found.remarks);
		});
		change(Patient.class, ann.id(), (found) -> {
			found.name = "Anna";
			unread.addAll(List.of(found.tags, found.phones, found.relatives));
		});

		assertThat(newest("VISIT", visit.id).organizationId()).isEqualTo("south");
		assertThat(unread).hasSize(6).noneMatch(Hibernate::isInitialized);
	}

	@Test
	void aCommitThatComesLateIsFoundThoughItsNumberIsLower() {
		List<ChangeEntry> meanwhile = new ArrayList<>();
		Patient late = new Patient("Late", "late");
		inTransaction((em) -> {
			em.persist(late);
			em.flush();
			em.unwrap(SessionImplementor.class)
				.getTransactionCompletionCallbacks()
				.registerCallback((SharedSessionContractImplementor session) -> CompletableFuture.runAsync(() -> {
					persisted(new Patient("Early", "late"));
					meanwhile.addAll(find(in(Scope.organization("late"))));
				}).join());
		});

		assertThat(meanwhile).hasSize(1);
		List<ChangeEntry> all = find(in(Scope.organization("late")));
		assertThat(all).hasSize(2).containsAll(meanwhile);
		assertThat(newest("PATIENT", late.id()).revision().number()).isLessThan(meanwhile.get(0).revision().number());
		assertThat(ChangeQuery.class.getMethods()).filteredOn((method) -> method.getParameterCount() == 1)
			.extracting(Method::getName)
			.filteredOn((name) -> name.toLowerCase(Locale.ROOT).contains("revision"))
			.containsExactly("revision");
		assertThat(find(in(Scope.organization("late")).revision(meanwhile.get(0).revision().number())))
			.isEqualTo(meanwhile);
	}

	@Test
	void noAttributeOfTheLibrarysIsOfATypeOfEnvers() {
		List<EntityType<?>> own = this.sessionFactory.getMetamodel()
			.getEntities()
			.stream()
			.filter((entity) -> entity.getJavaType() != null && entity.getJavaType()
				.getProtectionDomain()
				.getCodeSource()
				.equals(RevtrailRevision.class.getProtectionDomain().getCodeSource()))
			.collect(Collectors.toList());

		assertThat(own).hasSize(21)
			.flatExtracting((entity) -> List.copyOf(entity.getAttributes()))
			.extracting((attribute) -> ((Attribute<?, ?>) attribute).getJavaType().getName())
			.isNotEmpty()
			.noneMatch((type) -> type.startsWith("org.hibernate."));
	}

	@Test
	void attributesThatAreNotAuditedLeaveNoTrace() {
		Patient patient = persisted(new Patient("Ann", "north"));

		change(Patient.class, patient.id(), (found) -> found.secret = "x");

		assertThat(history("PATIENT", patient.id())).hasSize(1);
	}

	@Test
	void aRolledBackTransactionLeavesNothing() {
		long before = this.log.count(in());

		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.persist(new Patient("Ann", "north"));
			this.entityManager.flush();
			status.setRollbackOnly();
		});

		assertThat(this.log.count(in())).isEqualTo(before);
	}

	@Test
	void aRevisionHasActorTimeAndAddress() {
		Actor actor = new Actor("7", Actor.Type.USER, "Olivia", "o@acme.example", "acme", "acme-brand");
		Instant now = this.clock.instant();

		this.context.runAs(actor, "night shift", () -> persisted(new Patient("Ann", "north")));

		var revision = find(in().actor("7")).get(0).revision();
		assertThat(revision.actor()).isEqualTo(actor);
		assertThat(revision.source()).isEqualTo("night shift");
		assertThat(revision.recordedAt()).isEqualTo(now);
		assertThat(find(in().brand("acme-brand").source("night shift"))).hasSize(1);
	}

	@Test
	void entriesThatLackAValueAreNotExcludedByIt() throws Exception {
		Actor actor = new Actor("77", Actor.Type.USER, "Olivia", null, "acme", "one-brand");
		Patient branded = this.context.callAs(actor, "night shift", () -> persisted(new Patient("Ann", "north")));
		Patient other = persisted(new Patient("Ben", "north"));
		ChangeQuery both = in().recordTypes("PATIENT")
			.recordIds(String.valueOf(branded.id()), String.valueOf(other.id()));

		assertThat(find(both)).hasSize(2);
		assertThat(find(both.except((excluded) -> excluded.brand("one-brand")))).singleElement()
			.satisfies((entry) -> assertThat(entry.record().id()).isEqualTo(String.valueOf(other.id())));
		assertThat(this.log.count(both.except((excluded) -> excluded.actor("77")))).isEqualTo(1);
		assertThat(find(both.except((excluded) -> excluded.actor("77").actions(Action.DELETE)))).hasSize(2);
		assertThat(find(
				both.except((excluded) -> excluded.actor("77")).except((excluded) -> excluded.actions(Action.CREATE))))
			.isEmpty();
		assertThat(find(both.except((excluded) -> excluded.ipAddress("192.0.2.1")))).hasSize(2);
		assertThat(find(both.ipAddress("192.0.2.1"))).isEmpty();
	}

	@Test
	void aScopeOfOnePatientCountsWhatItShows() {
		Patient patient = persisted(new Patient("Ann", "north"));
		persisted(new Patient("Ben", "north"));
		ChangeQuery query = ChangeQuery.in(Scope.everything().ofPatient(String.valueOf(patient.id())));

		assertThat(find(query)).isNotEmpty()
			.allSatisfy((entry) -> assertThat(entry.patient()).isNotNull()
				.extracting(RecordRef::id)
				.isEqualTo(String.valueOf(patient.id())));
		assertThat(this.log.count(query)).isEqualTo(find(query).size());
		assertThat(this.log.histogram(query, Duration.ofDays(1)).stream().mapToLong(ChangeCount::count).sum())
			.isEqualTo(find(query).size());
	}

	@Test
	void anExceptionTakesAFilterOfEntries() {
		assertThatIllegalArgumentException().isThrownBy(() -> in().except((excluded) -> excluded));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> in().except((excluded) -> excluded.olderThan(new Cursor(7))));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> in().except((excluded) -> excluded.except((inner) -> inner.actor("7"))));
	}

	@Test
	void statelessSessionsAreCaptured() {
		Patient patient = persisted(new Patient("Ann", "north"));
		try (var session = this.sessionFactory.openStatelessSession()) {
			var tx = session.beginTransaction();
			Patient found = session.get(Patient.class, patient.id());
			found.name = "Anna";
			session.update(found);
			tx.commit();
		}

		assertThat(newest("PATIENT", patient.id()).changes())
			.containsExactly(new FieldChange.Value("name", "Ann", "Anna", true));
	}

	@Test
	void sessionsThatFlushByHandAreCaptured() {
		Patient patient = persisted(new Patient("Ann", "north"));
		try (var session = this.sessionFactory.openSession()) {
			session.setHibernateFlushMode(org.hibernate.FlushMode.MANUAL);
			var tx = session.beginTransaction();
			session.find(Patient.class, patient.id()).name = "Anna";
			session.flush();
			tx.commit();
		}

		assertThat(newest("PATIENT", patient.id()).changes())
			.containsExactly(new FieldChange.Value("name", "Ann", "Anna", true));
	}

	@Test
	void recordsOlderThanTheLibraryHaveRightOldValues() {
		inTransaction((em) -> em
			.createNativeQuery("insert into patient (version, name, house) values (0, 'Old Ann', 'north')")
			.executeUpdate());
		Patient patient = this.entityManager.createQuery("from Patient where name = 'Old Ann'", Patient.class)
			.getSingleResult();

		change(Patient.class, patient.id(), (found) -> found.name = "New Ann");

		assertThat(newest("PATIENT", patient.id()).changes())
			.containsExactly(new FieldChange.Value("name", "Old Ann", "New Ann", true));
	}

	@Test
	void pagesAndSlicesWalkAllEntriesInBothOrders() {
		Patient patient = persisted(new Patient("Ann", "walk"));
		for (int i = 0; i < 6; i++) {
			String name = "Ann " + i;
			advance();
			change(Patient.class, patient.id(), (found) -> found.name = name);
		}
		ChangeQuery query = in(Scope.organization("walk")).withoutChanges();

		SettledLog.await(this.log);
		List<Long> newestFirst = walk(query, 3);
		List<Long> oldestFirst = walk(query.oldestFirst(), 2);
		ChangePage second = this.log.page(query, 1, 3);

		assertThat(newestFirst).hasSize(7).isSortedAccordingTo((one, other) -> Long.compare(other, one));
		assertThat(oldestFirst).isSorted().containsExactlyInAnyOrderElementsOf(newestFirst);
		assertThat(second.total()).isEqualTo(7);
		assertThat(second.entries()).extracting(ChangeEntry::id).isEqualTo(newestFirst.subList(3, 6));
		assertThat(this.log.page(query, Integer.MAX_VALUE, 3).entries()).isEmpty();
	}

	@Test
	void timesAreFilteredToTheMicrosecond() {
		advance();
		Instant first = this.clock.instant();
		persisted(new Patient("Ann", "time"));
		((SettableClock) this.clock).advance(Duration.ofNanos(1000));
		persisted(new Patient("Bob", "time"));
		ChangeQuery query = in(Scope.organization("time"));

		assertThat(find(query.since(first))).hasSize(2);
		assertThat(find(query.since(first.plusNanos(1000)))).hasSize(1);
		assertThat(find(query.until(first.plusNanos(1000)))).hasSize(1);
		assertThat(find(query.until(first))).isEmpty();
		assertThat(find(query.since(Instant.MIN).until(Instant.MAX))).hasSize(2);
	}

	@Test
	void nothingOutsideTheScopeShows() {
		Patient here = persisted(new Patient("Ann", "here"));
		persisted(new Patient("Bob", "elsewhere"));
		long foreign = newest("PATIENT", here.id()).id();

		assertThat(find(in(Scope.organization("elsewhere")))).hasSize(1);
		assertThat(this.log.entry(Scope.organization("elsewhere"), foreign)).isEmpty();
		assertThat(this.log.entry(Scope.organization("here"), foreign)).isPresent();
		assertThat(find(in(Scope.organization("elsewhere")).organization("here"))).isEmpty();
		assertThat(find(in(Scope.nothing()))).isEmpty();
		assertThat(this.log.count(in(Scope.nothing()))).isZero();
	}

	@Test
	void entriesAreFilteredByWhatTheyAreAbout() {
		Patient patient = persisted(new Patient("Ann", "filter"));
		Visit visit = persisted(new Visit(patient));
		change(Visit.class, visit.id, (found) -> found.state = Visit.State.DONE);
		change(Patient.class, patient.id(), (found) -> found.address = new Address(null, "Leeds"));
		ChangeQuery query = in(Scope.organization("filter"));

		assertThat(find(query.recordTypes("VISIT"))).hasSize(2);
		assertThat(find(query.actions(Action.UPDATE))).hasSize(2);
		assertThat(find(query.field("state"))).hasSize(2);
		assertThat(find(query.field("address.city"))).hasSize(1);
		assertThat(find(query.field("address"))).isEmpty();
		assertThat(find(query.field("%"))).isEmpty();
		assertThat(find(query.patient(String.valueOf(patient.id())))).hasSize(4);
		assertThat(find(query.recordIds(visit.id.toString()))).hasSize(2);
		assertThat(find(query.recordTypes())).isEmpty();
	}

	@Test
	void aPlaceDividesEntriesInEitherOrder() {
		persisted(new Patient("Ann", "place"));
		persisted(new Patient("Bob", "place"));
		persisted(new Patient("Cid", "place"));
		ChangeQuery query = in(Scope.organization("place"));
		List<Long> ids = find(query).stream().map(ChangeEntry::id).toList();
		Cursor middle = new Cursor(ids.get(1));
		SettledLog.await(this.log);

		for (ChangeQuery ordered : List.of(query, query.oldestFirst())) {
			assertThat(find(ordered.olderThan(middle))).extracting(ChangeEntry::id).containsExactly(ids.get(2));
			assertThat(find(ordered.newerThan(middle))).extracting(ChangeEntry::id).containsExactly(ids.get(0));
			assertThat(find(ordered.newerThan(new Cursor(ids.get(2))).olderThan(new Cursor(ids.get(0)))))
				.extracting(ChangeEntry::id)
				.containsExactly(ids.get(1));
			assertThat(this.log.count(ordered.olderThan(middle).newerThan(middle))).isZero();
		}
		assertThat(find(query.oldestFirst().newestFirst())).extracting(ChangeEntry::id).isEqualTo(ids);
	}

	@Test
	void entriesAreFilteredByTheKindOfTheirActor() {
		this.context.runAs(Actor.user("7"), "test", () -> persisted(new Patient("Ann", "kind")));
		this.context.runAs(Actor.service("7"), "test", () -> persisted(new Patient("Bob", "kind")));
		persisted(new Patient("Cid", "kind"));
		ChangeQuery query = in(Scope.organization("kind"));

		assertThat(find(query.actor("7"))).hasSize(2);
		assertThat(find(query.actor("7").actorTypes(Actor.Type.USER))).singleElement()
			.satisfies((entry) -> assertThat(entry.revision().actor().isUser()).isTrue());
		assertThat(find(query.actorTypes(Actor.Type.SERVICE, Actor.Type.SYSTEM))).hasSize(2);
		assertThat(this.log.count(query.actorTypes(Actor.Type.SERVICE, Actor.Type.SYSTEM))).isEqualTo(2);
		assertThat(find(query.actorTypes())).isEmpty();
	}

	@Test
	void aDeletionHasFieldsWithoutValuesIfTheyAreRequested() {
		Patient patient = persisted(new Patient("Ann", "empty"));
		inTransaction((em) -> em.remove(em.find(Patient.class, patient.id())));
		ChangeQuery query = in(Scope.organization("empty"));

		assertThat(find(query.withEmptyFields()).get(0).changes().stream())
			.contains(new FieldChange.Value("name", "Ann", null, true),
					new FieldChange.Value("address.city", null, null, true),
					new FieldChange.Elements("tags", List.of(), List.of(), List.of(),
							new FieldChange.Whole(List.of(), null)))
			.isSortedAccordingTo(java.util.Comparator.comparing(FieldChange::field));
		assertThat(find(query.withEmptyFields()).get(1).changes()).isEqualTo(find(query).get(1).changes());
		assertThat(find(query).get(0).changes()).hasSize(2);
	}

	@Test
	void aThousandEntriesOfOneTransactionKeepTheirOrderAndTheirValues() {
		List<Patient> patients = java.util.stream.IntStream.range(0, 1100)
			.mapToObj((i) -> new Patient("P" + i, "many"))
			.toList();
		inTransaction((em) -> patients.forEach(em::persist));
		inTransaction((em) -> em.createQuery("from Patient where house = 'many'", Patient.class)
			.getResultList()
			.forEach((patient) -> patient.name += "!"));

		List<ChangeEntry> updates = find(in(Scope.organization("many")).actions(Action.UPDATE));

		assertThat(updates).hasSize(1000);
		assertThat(this.log.count(in(Scope.organization("many")))).isEqualTo(2200);
		assertThat(updates).allSatisfy((entry) -> assertThat(entry.changes().list()).singleElement()
			.satisfies((change) -> assertThat(((FieldChange.Value) change).from() + "!")
				.isEqualTo(((FieldChange.Value) change).to())));
	}

	ChangeQuery in() {
		return in(Scope.everything());
	}

	ChangeQuery in(Scope scope) {
		return ChangeQuery.in(scope);
	}

	List<ChangeEntry> find(ChangeQuery query) {
		return this.log.slice(query, null, 1000).entries();
	}

	ChangeEntry newest(String type, Object id) {
		return history(type, id).get(0);
	}

	List<Long> walk(ChangeQuery query, int size) {
		List<Long> ids = new ArrayList<>();
		ChangeSlice slice = this.log.slice(query, null, size);
		while (true) {
			slice.entries().forEach((entry) -> ids.add(entry.id()));
			if (slice.next() == null) {
				return ids;
			}
			slice = this.log.slice(query, slice.next(), size);
		}
	}

	void advance() {
		((SettableClock) this.clock).advance(Duration.ofSeconds(1));
	}

	@Override
	protected <T> void change(Class<T> type, Object id, Consumer<T> change) {
		advance();
		super.change(type, id, change);
	}

}
