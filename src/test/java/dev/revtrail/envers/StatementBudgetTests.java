package dev.revtrail.envers;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.CountedStatements;
import dev.revtrail.Cursor;
import dev.revtrail.CursorAheadException;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.Scope;
import dev.revtrail.SettledLog;
import dev.revtrail.TextSearch;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.hospital.Bed;
import dev.revtrail.envers.hospital.CardPayment;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.hospital.Remark;
import dev.revtrail.envers.hospital.Thing;
import dev.revtrail.envers.hospital.Visit;
import dev.revtrail.envers.schema.AuditColumnsCheck;
import dev.revtrail.feed.Feed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Pages take a constant number of statements, and writing takes no statement per entry.
 */
@LibraryTest(Hospital.class)
@Import(CountedStatements.class)
@TestPropertySource(properties = "test.database.of=statements")
class StatementBudgetTests extends ChangeLogCase {

	@Autowired
	CountedStatements statements;

	@Autowired
	ChangeContext context;

	@Autowired
	Capture capture;

	@Autowired
	private Feed feed;

	private static int beds;

	/** Without counts, a total is counted in the log. */
	@BeforeEach
	void awaitTheFollowerThatCounts() {
		Awaitility.await().until(() -> !this.feed.lastSeen().isEmpty());
	}

	@Test
	void aPageOfFiftyEntriesOfTenTypesTakesOneStatementForEachTypeAndCollection() {
		for (int i = 0; i < 5; i++) {
			oneOfEachOfTenTypes();
		}
		this.transaction.executeWithoutResult((status) -> this.entityManager.createQuery("from Patient", Patient.class)
			.getResultList()
			.forEach((patient) -> {
				patient.name += "!";
				patient.tags.add("x");
				patient.phones.put("home", "1");
			}));
		ChangeQuery query = ChangeQuery.in(Scope.everything()).actions(Action.CREATE, Action.UPDATE);

		List<String> sent = this.statements.of(() -> {
			List<ChangeEntry> entries = this.log.page(query, 0, 50).entries();
			assertThat(entries).hasSize(50).allSatisfy((entry) -> assertThat(entry.changes().isEmpty()).isFalse());
			assertThat(entries).extracting((entry) -> entry.record().type())
				.containsOnly("PATIENT", "VISIT", "VISIT_REMARK", "BED", "CARD_PAYMENT", "WARD", "NURSE", "DRUG",
						"ROOM", "SHIFT");
		});

		int total = 1;
		int page = 1;
		int types = 10;
		int collections = 2;
		assertThat(sent).hasSize(total + page + types + collections);
	}

	@Test
	void wholeCollectionsTakeOneStatementMoreForEachOfThemAndOneForEachTypeThatHasSome() {
		int one = statementsForPatientsWithWholeCollections(1);
		int many = statementsForPatientsWithWholeCollections(20);

		int page = 1;
		int type = 1;
		int collections = 2;
		int starts = 1;
		assertThat(many).isEqualTo(one).isEqualTo(page + type + collections + collections + starts);
	}

	@Test
	void entriesWithoutTheirChangesTakeOneStatement() {
		oneOfEachOfTenTypes();

		List<String> sent = this.statements
			.of(() -> this.log.slice(ChangeQuery.in(Scope.everything()).withoutChanges(), null, 50));

		assertThat(sent).hasSize(1);
	}

	@Test
	void aSettledSliceTakesOneStatementMore() {
		oneOfEachOfTenTypes();
		SettledLog.await(this.log);
		ChangeQuery tail = ChangeQuery.in(Scope.everything()).oldestFirst();

		List<String> sent = this.statements
			.of(() -> assertThat(this.log.slice(tail.recordTypes("WARD"), null, 50).entries()).isNotEmpty());

		int mark = 1;
		int page = 1;
		int types = 1;
		assertThat(sent).hasSize(mark + page + types);
		assertThat(sent.get(0)).contains("revtrail_settled");
	}

	@Test
	void aTailThatFindsNothingGoesOnWithTheMarkAndTakesOneStatementWhileItStands() {
		ChangeQuery tail = ChangeQuery.in(Scope.everything()).recordTypes("NONE").oldestFirst();
		oneOfEachOfTenTypes();
		SettledLog.await(this.log);

		Cursor end = this.log.slice(tail, null, 50).end();

		assertThat(end).isEqualTo(this.log.settledEnd());
		long newest = this.log.slice(ChangeQuery.in(Scope.everything()), null, 1).entries().get(0).id();
		assertThat(end.forwardFrom()).isGreaterThan(newest);
		assertThat(this.statements.of(() -> assertThat(this.log.slice(tail, end, 50).end()).isEqualTo(end))).hasSize(1);
		assertThat(this.statements.of(this.log::settledEnd)).hasSize(1);
		assertThat(this.log.slice(ChangeQuery.in(Scope.everything()), end, 1).entries()).extracting(ChangeEntry::id)
			.containsExactly(newest);
	}

	@Test
	void aSliceWithAnUpperBoundEndsAfterItsLastEntry() {
		oneOfEachOfTenTypes();
		SettledLog.await(this.log);
		ChangeQuery wards = ChangeQuery.in(Scope.everything()).recordTypes("WARD").oldestFirst();
		List<ChangeEntry> all = this.log.slice(wards, null, 1000).entries();
		Cursor last = new Cursor(all.get(all.size() - 1).id());

		assertThat(this.log.slice(wards.until(Instant.now().plusSeconds(60)), null, 1000).end()).isEqualTo(last);
		assertThat(this.log.slice(wards.olderThan(this.log.settledEnd()), null, 1000).end()).isEqualTo(last);
		assertThat(this.log.slice(wards, null, 1000).end()).isEqualTo(this.log.settledEnd()).isNotEqualTo(last);
	}

	@Test
	void aPlaceAheadOfTheLogIsRefused() {
		oneOfEachOfTenTypes();
		SettledLog.await(this.log);
		Cursor ahead = new Cursor(this.log.settledEnd().entryId() + (2L << 24));
		ChangeQuery tail = ChangeQuery.in(Scope.everything()).oldestFirst();

		for (ChangeQuery query : List.of(tail, tail.until(Instant.EPOCH), tail.newerThan(ahead),
				ChangeQuery.in(Scope.everything()).newerThan(ahead))) {
			List<String> sent = this.statements.of(() -> assertThatExceptionOfType(CursorAheadException.class)
				.isThrownBy(() -> this.log.slice(query, query.isOldestFirst() ? ahead : null, 10))
				.withMessageContaining("Begin again"));
			assertThat(sent).hasSize(3);
		}
		ChangeQuery all = ChangeQuery.in(Scope.everything());
		assertThat(this.log.slice(all, ahead, 1).entries()).isNotEmpty();
		assertThat(this.log.slice(tail.withUnsettled(), ahead, 1).entries()).isEmpty();
	}

	@Test
	void aPlaceAheadOfTheMarkStaysThereWithinATransactionThatMaySeeAnEarlierState() {
		Cursor ahead = new Cursor(this.log.settledEnd().entryId() + (2L << 24));
		ChangeQuery tail = ChangeQuery.in(Scope.everything()).oldestFirst();

		inTransaction((em) -> assertThat(this.log.slice(tail, ahead, 10).end()).isEqualTo(ahead));
	}

	@Test
	void aSliceWithAnUpperBoundKnowsHowFarItHasSearched() {
		oneOfEachOfTenTypes();
		SettledLog.await(this.log);
		Cursor here = new Cursor(5);
		ChangeQuery past = ChangeQuery.in(Scope.everything()).oldestFirst().until(Instant.EPOCH);

		ChangeSlice nothing = this.log.slice(past, here, 10);

		assertThat(nothing.end()).isEqualTo(here);
		assertThat(nothing.searched()).isEqualTo(this.log.settledEnd());
		assertThat(this.statements.of(() -> this.log.slice(past, nothing.searched(), 10))).hasSize(1);
		ChangeSlice full = this.log.slice(ChangeQuery.in(Scope.everything()).oldestFirst(), null, 1);
		assertThat(full.searched()).isEqualTo(full.end());
	}

	@Test
	void aSliceWithAnUpperBoundEndsWhereItBegan() {
		ChangeQuery tail = ChangeQuery.in(Scope.everything()).oldestFirst();
		Cursor here = this.log.settledEnd();
		assertThat(this.log.slice(tail.newerThan(here).until(Instant.EPOCH), null, 10).end()).isEqualTo(here);
	}

	@Test
	void aPageJoinsOnlyWhatEachEntryHas() {
		List<String> sent = this.statements
			.of(() -> this.log.slice(ChangeQuery.in(Scope.everything()).withoutChanges(), null, 50));

		// MySQL hashes a small table that is joined from the left, and sorts all entries
		assertThat(sent.get(0)).doesNotContain("left join").contains("revtrail_http_status");
	}

	@Test
	void actorsAreLookedForInOlderEntriesOnlyWhileTooFewAreFound() {
		Scope busy = Scope.organization("busy");
		admit("old", "Old Hand");
		admit("new", "New Hand");
		try {
			// Doubled until there are 32,768
			for (int bit = 30; bit < 45; bit++) {
				copyEntriesOfNewHand(1L << bit);
			}

			assertThat(this.statements
				.of(() -> assertThat(this.log.searchActors(new TextSearch(busy, "hand", 1))).extracting(Actor::name)
					.containsExactly("New Hand")))
				.hasSize(2);
			assertThat(this.statements
				.of(() -> assertThat(this.log.searchActors(new TextSearch(busy, "hand", 2))).extracting(Actor::name)
					.containsExactly("New Hand", "Old Hand")))
				.hasSize(4);
		}
		finally {
			this.transaction.executeWithoutResult(
					(status) -> this.entityManager.createNativeQuery("delete from revtrail_entry where actor = 'new'")
						.executeUpdate());
		}
	}

	@Test
	void theCheckOfAllAuditTablesTakesOneStatement() {
		List<String> sent = this.statements.of(() -> {
			try {
				new AuditColumnsCheck(this.capture.factory(), AuditTablesMode.AUTO).run();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		});

		assertThat(sent).singleElement().asString().containsIgnoringCase("information_schema.columns");
	}

	@Test
	void writingTakesNoStatementPerEntry() {
		int few = statementsBeyondEnvers(5);
		int many = statementsBeyondEnvers(50);

		assertThat(many).isEqualTo(few).isEqualTo(1);
	}

	@Test
	void writingRecordsWhosePatientIsStepsAwayTakesNoStatementPerEntry() {
		int few = statementsBeyondEnversForBills(5);
		int many = statementsBeyondEnversForBills(50);

		// The visits' patients, the patients' houses, the entries
		assertThat(many).isEqualTo(few).isEqualTo(3);
	}

	private int statementsForPatientsWithWholeCollections(int patients) {
		String house = "whole " + patients;
		inTransaction((em) -> IntStream.range(0, patients).forEach((i) -> {
			Patient patient = new Patient("Ann", house);
			patient.tags.add("x");
			patient.phones.put("home", "1");
			em.persist(patient);
		}));
		ChangeQuery query = ChangeQuery.in(Scope.organization(house)).withWholeCollections();
		return this.statements
			.of(() -> assertThat(this.log.slice(query, null, 50).entries()).hasSize(patients)
				.allSatisfy((entry) -> assertThat(entry.changes().of("tags")).hasValue(new FieldChange.Elements("tags",
						List.of("x"), List.of(), List.of(), new FieldChange.Whole(List.of(), List.of("x"))))))
			.size();
	}

	/** Envers sends an update and an insert for each record, a select and a revision. */
	private int statementsBeyondEnvers(int records) {
		List<Thing.Ward> wards = IntStream.range(0, records).mapToObj((i) -> new Thing.Ward()).toList();
		inTransaction((em) -> wards.forEach(em::persist));
		List<String> sent = this.statements.of(() -> inTransaction(
				(em) -> em.createQuery("from " + Thing.Ward.class.getName() + " where id in :ids", Thing.Ward.class)
					.setParameter("ids", wards.stream().map((ward) -> ward.id).toList())
					.getResultList()
					.forEach((ward) -> ward.name += "!")));
		return sent.size() - 2 * records - 2;
	}

	/** Envers sends two inserts for each record, and a revision. */
	private int statementsBeyondEnversForBills(int records) {
		Patient patient = new Patient("Ann", "north");
		List<Visit> visits = IntStream.range(0, records).mapToObj((i) -> new Visit(patient)).toList();
		inTransaction((em) -> {
			em.persist(patient);
			visits.forEach(em::persist);
		});
		List<String> sent = this.statements.of(() -> inTransaction((em) -> visits.forEach((visit) -> {
			Thing.Bill bill = new Thing.Bill();
			bill.visit = em.getReference(Visit.class, visit.id);
			em.persist(bill);
		})));
		return sent.size() - 2 * records - 1;
	}

	private void oneOfEachOfTenTypes() {
		inTransaction((em) -> {
			Patient patient = new Patient("Ann", "north");
			Visit visit = new Visit(patient);
			CardPayment payment = new CardPayment();
			payment.cents = 1;
			Bed bed = new Bed(new Bed.Place("A", beds++));
			bed.occupant = patient;
			List.of(patient, visit, new Remark(visit, "fine"), bed, payment, new Thing.Ward(), new Thing.Nurse(),
					new Thing.Drug(), new Thing.Room(), new Thing.Shift())
				.forEach(em::persist);
		});
	}

	private void admit(String id, String name) {
		this.context.runAs(new Actor(id, Actor.Type.USER, name, null, null, null), "ward", () -> this.transaction
			.executeWithoutResult((status) -> this.entityManager.persist(new Patient("Ann", "busy"))));
	}

	private void copyEntriesOfNewHand(long distance) {
		String columns = "revision, organization, root_organization, record_type, record_id, action, outcome, actor";
		this.transaction.executeWithoutResult((status) -> this.entityManager
			.createNativeQuery("insert into revtrail_entry (id, " + columns + ") select id + " + distance + ", "
					+ columns + " from revtrail_entry where actor = 'new'")
			.executeUpdate());
	}

}
