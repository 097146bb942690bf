package dev.revtrail.retention;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.CountedStatements;
import dev.revtrail.FieldChange;
import dev.revtrail.LegalHold;
import dev.revtrail.LegalHolds;
import dev.revtrail.LibraryTest;
import dev.revtrail.OrganizationTree;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordTypes;
import dev.revtrail.Revision;
import dev.revtrail.Scope;
import dev.revtrail.SettableClock;
import dev.revtrail.SettledLog;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.Origin;
import dev.revtrail.envers.hospital.Bed;
import dev.revtrail.envers.hospital.CardPayment;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.hospital.Thing;
import dev.revtrail.envers.hospital.Visit;
import dev.revtrail.feed.Feed;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What a purge takes, what it leaves, and what it says about it.
 */
@LibraryTest(Hospital.class)
@ExtendWith(OutputCaptureExtension.class)
@Import({ CountedStatements.class, PurgeTests.Retention.class })
@TestPropertySource(properties = { "test.database.of=purge", "revtrail.retention.batch-size=10" })
class PurgeTests extends ChangeLogCase {

	private static final Actor ADMIN = Actor.user("admin");

	private static final Duration LEASE = Duration.ofMinutes(5);

	@TempDir
	Path folder = Path.of("");

	@Autowired
	Purge purge;

	@Autowired
	Feed feed;

	@Autowired
	PurgeStore store;

	@Autowired
	LegalHolds holds;

	@Autowired
	RecordHistory history;

	@Autowired
	RecordTypes types;

	@Autowired
	OrganizationTree organizations;

	@Autowired
	ChangeContext context;

	@Autowired
	CountedStatements statements;

	@Autowired
	Clock clock;

	@Autowired
	Retention retention;

	private Instant start = Instant.MIN;

	@BeforeEach
	void keepForAYear() {
		this.start = this.clock.instant();
		this.retention.archives = new DirectoryArchiveStore(this.folder);
		keep(new RetentionPolicy("default", null, null, Period.ofYears(1)));
	}

	@AfterEach
	void purgeAll() {
		this.retention.archives = new DirectoryArchiveStore(this.folder);
		this.holds.all()
			.stream()
			.filter(LegalHold::isInForce)
			.forEach((hold) -> this.holds.lift(ADMIN, hold.id(), "The test is over."));
		keep(new RetentionPolicy("default", null, null, Period.ofDays(1)),
				new RetentionPolicy("purges", null, RecordRef.PURGE, Period.ofDays(1)),
				new RetentionPolicy("holds", null, LegalHolds.RECORD_TYPE, Period.ofDays(1)));
		advance(Duration.ofDays(800));
		this.purge.run();
		if (this.purge.progress().orElseThrow().asOf().isBefore(this.clock.instant())) {
			this.purge.run();
		}
	}

	@Test
	void whatIsTooOldGoesAndWhatIsYoungerStays() {
		Patient ann = persisted(new Patient("Ann", "north"));
		change(ann, (found) -> found.name = "Anna");
		advance(Duration.ofDays(300));
		change(ann, (found) -> found.name = "Annie");
		advance(Duration.ofDays(100));

		assertThat(this.purge.preview()).containsExactly(new PurgeStore.Count("north", "PATIENT", "default", 2));
		PurgeProgress progress = this.purge.run();

		assertThat(progress.state()).isEqualTo(PurgeStore.State.COMPLETED);
		assertThat(progress.removed()).isEqualTo(2);
		assertThat(progress.scanned()).isEqualTo(progress.total()).isEqualTo(2);
		assertThat(this.purge.progress()).hasValue(progress);
		assertThat(changes(ann)).singleElement()
			.satisfies((entry) -> assertThat(entry.changes())
				.containsExactly(new FieldChange.Value("name", "Anna", "Annie", true)));
		assertThat(this.purge.preview()).isEmpty();
	}

	@Test
	void itLooksAsIfTheHistoryBeganLater() {
		Patient ann = persisted(new Patient("Ann", "north"));
		long created = changes(ann).get(0).revision().number();
		change(ann, (found) -> found.tags.add("a"));
		advance(Duration.ofDays(400));
		change(ann, (found) -> found.tags.add("b"));
		ChangeEntry stays = changes(ann).get(2);

		this.purge.run();

		assertThat(changes(ann)).singleElement()
			.satisfies((entry) -> assertThat(entry.changes()).containsExactly(new FieldChange.Elements("tags",
					List.of("b"), List.of(), List.of(), new FieldChange.Whole(List.of("a"), List.of("a", "b")))));
		assertThat(this.history.stateAtOrBefore(Scope.everything(), patient(ann), created))
			.hasValueSatisfying((state) -> {
				assertThat(state.revision()).isNull();
				assertThat(state.values()).containsEntry("name", "Ann").containsEntry("tags", List.of("a"));
			});
		assertThat(this.history.difference(Scope.everything(), patient(ann), created, stays.revision().number())
			.orElseThrow()
			.changes()).containsExactly(new FieldChange.Elements("tags", List.of("b"), List.of()));
	}

	@Test
	void theNextChangeOfARecordWithoutEntriesStartsFromItsLastAuditRow() {
		Patient ann = new Patient("Ann", "north");
		ann.tags.addAll(Set.of("a", "b"));
		persisted(ann);
		change(ann, (found) -> found.tags.remove("b"));
		advance(Duration.ofDays(400));
		this.purge.run();
		assertThat(changes(ann)).isEmpty();

		// A detached record, of which the session knows nothing before
		Patient detached = new Patient("Anna", "north");
		inTransaction((em) -> {
			Patient found = em.find(Patient.class, ann.id());
			em.detach(found);
			detached.id = found.id;
			detached.version = found.version;
			detached.tags.addAll(Set.of("a", "c"));
			em.merge(detached);
		});

		assertThat(changes(ann)).singleElement()
			.satisfies((entry) -> assertThat(entry.changes())
				.containsExactly(new FieldChange.Value("name", "Ann", "Anna", true), new FieldChange.Elements("tags",
						List.of("c"), List.of(), List.of(), new FieldChange.Whole(List.of("a"), List.of("a", "c")))));
	}

	@Test
	void ofADeletedRecordNothingIsLeft() {
		Patient ann = new Patient("Ann", "north");
		ann.tags.add("a");
		ann.phones.put("home", "1");
		persisted(ann);
		CardPayment payment = new CardPayment();
		payment.cents = 7;
		persisted(payment);
		Bed bed = persisted(new Bed(new Bed.Place("A,1", 7)));
		change(ann, (found) -> found.tags.add("b"));
		advance(Duration.ofDays(400));
		change(ann, (found) -> found.name = "Anna");
		this.purge.run();
		String baseline = "revtrail_purged_collections where record_id = '" + ann.id() + "'";
		assertThat(rows(baseline)).isEqualTo(1);
		deleted(Patient.class, ann.id());
		deleted(CardPayment.class, payment.id);
		deleted(Bed.class, bed.place);
		long last = changes(ann).get(1).revision().number();
		advance(Duration.ofDays(400));
		assertThat(rows("patient_aud where id = " + ann.id())).isEqualTo(3);

		this.purge.run();

		for (String table : List.of("patient_aud where id = " + ann.id(),
				"patient_tags_aud where patient_id = " + ann.id(), "patient_phones_aud where patient_id = " + ann.id(),
				"card_payment_aud where id = " + payment.id, "payment_aud where id = " + payment.id,
				"bed_aud where ward = 'A,1'", baseline,
				"revtrail_entry where record_type = 'PATIENT' and record_id = '" + ann.id() + "'",
				"revtrail_revision where id = " + last)) {
			assertThat(rows(table)).as(table).isZero();
		}
	}

	@Test
	void noHeldEntryGoesUntilItsHoldIsLifted() {
		Patient ann = persisted(new Patient("Ann", "north"));
		Patient bob = persisted(new Patient("Bob", "south"));
		Visit visit = persisted(new Visit(bob));
		Patient eve = persisted(new Patient("Eve", "east"));
		Patient fay = persisted(new Patient("Fay", "west"));
		LegalHold record = this.holds.place(ADMIN, LegalHold.Subject.record(patient(ann)), "A claim");
		LegalHold patient = this.holds.place(ADMIN, LegalHold.Subject.patient(String.valueOf(bob.id())), "A claim");
		LegalHold organization = this.holds.place(ADMIN, LegalHold.Subject.organization("east"), "A claim");
		advance(Duration.ofDays(400));

		assertThat(this.purge.preview()).containsExactly(new PurgeStore.Count("west", "PATIENT", "default", 1));
		this.purge.run();

		assertThat(changes(fay)).isEmpty();
		assertThat(List.of(ann, bob, eve)).allSatisfy((held) -> assertThat(changes(held)).hasSize(1));
		assertThat(find(ChangeQuery.in(Scope.everything()).record(new RecordRef("VISIT", visit.id.toString()))))
			.hasSize(1);

		List.of(record, patient, organization).forEach((hold) -> this.holds.lift(ADMIN, hold.id(), "Settled"));
		assertThat(this.purge.run().removed()).isEqualTo(4);
	}

	@Test
	void holdsAreKeptWithWhoPlacedAndLiftedThem() {
		Patient ann = persisted(new Patient("Ann", "north"));
		LegalHold hold = this.holds.place(ADMIN, LegalHold.Subject.record(patient(ann)), "A claim");
		LegalHold lifted = this.holds.lift(Actor.user("boss"), hold.id(), "Settled").orElseThrow();

		assertThat(hold.isInForce()).isTrue();
		assertThat(lifted.lifted()).isEqualTo(new LegalHold.Lifted("boss", this.clock.instant(), "Settled"));
		assertThat(this.holds.all()).contains(lifted);
		assertThat(this.holds.lift(ADMIN, hold.id(), "Again")).isEmpty();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.holds.place(ADMIN, LegalHold.Subject.patient("1"), " "));
		List<ChangeEntry> reported = find(ChangeQuery.in(Scope.organization("north"))
			.recordTypes(LegalHolds.RECORD_TYPE)
			.oldestFirst()
			.withUnsettled());
		assertThat(reported)
			.extracting((entry) -> entry.action(), (entry) -> entry.revision().actor().id(),
					(entry) -> entry.revision().note())
			.containsExactly(
					tuple(LegalHolds.PLACED, "admin", "Legal hold on record PATIENT " + ann.id() + ": A claim"),
					tuple(LegalHolds.LIFTED, "boss", "Legal hold on record PATIENT " + ann.id() + ": Settled"));
	}

	@Test
	void theStatusOfARequestStandsWithItsHoldsAndPurges() {
		persisted(new Patient("Ann", "north"));
		advance(Duration.ofDays(400));
		Revision.Request request = new Revision.Request("POST", "/retention", null, null);

		this.context.answer(new Origin(ADMIN, "retention", "retained-1", request), () -> {
			LegalHold hold = this.holds.place(ADMIN, LegalHold.Subject.organization("south"), "A claim");
			this.holds.lift(ADMIN, hold.id(), "Settled");
			this.purge.run();
			return 202;
		});

		Awaitility.await()
			.untilAsserted(
					() -> assertThat(find(ChangeQuery.in(Scope.everything()).requestId("retained-1")))
						.extracting((entry) -> entry.action(),
								(entry) -> Optional.ofNullable(entry.revision().request())
									.map(Revision.Request::status))
						.containsExactlyInAnyOrder(tuple(LegalHolds.PLACED, Optional.of(202)),
								tuple(LegalHolds.LIFTED, Optional.of(202)), tuple(Action.PURGE, Optional.of(202))));
	}

	@Test
	void anEntryStaysWhileAnOlderOneOfItsRecordDoes() {
		keep(new RetentionPolicy("default", null, null, Period.ofYears(1)),
				new RetentionPolicy("north", "north", null, null));
		Patient ann = persisted(new Patient("Ann", "north"));
		change(ann, (found) -> found.house = "south");
		change(ann, (found) -> found.name = "Anna");
		Patient bob = persisted(new Patient("Bob", "south"));
		change(bob, (found) -> found.house = "north");
		advance(Duration.ofDays(400));

		assertThat(this.purge.run().removed()).isEqualTo(1);

		assertThat(changes(ann)).hasSize(3);
		assertThat(changes(bob)).singleElement()
			.satisfies((entry) -> assertThat(entry.changes())
				.containsExactly(new FieldChange.Value("house", "south", "north", true)));
	}

	@Test
	void eachOrganizationHasARecordOfItsOwnRemovals() {
		persisted(new Patient("Ann", "north"));
		persisted(new Visit(persisted(new Patient("Bob", "south"))));
		persisted(new Thing.Ward());
		advance(Duration.ofDays(400));

		PurgeProgress progress = this.purge.run();

		String cutOff = this.clock.instant().atZone(ZoneOffset.UTC).minusYears(1).toInstant().toString();
		assertThat(reports(Scope.organization("north"))).singleElement()
			.asString()
			.startsWith("Purge " + progress.id() + " removed 1 entry: 1 of PATIENT from before " + cutOff
					+ " under policy 'default' (P1Y). Archive " + progress.archive() + ", SHA-256 of its manifest ");
		assertThat(reports(Scope.organization("south"))).singleElement()
			.asString()
			.contains("removed 2 entries: 1 of PATIENT", "1 of VISIT");
		assertThat(reports(Scope.everything())).hasSize(3).anySatisfy((note) -> assertThat(note).contains("WARD"));
	}

	@Test
	void aRunThatIsStoppedGoesOnWhereItWas() {
		wards(35);
		advance(Duration.ofDays(400));
		Purge stopping = purge(new Watching(this.clock, () -> {
			if (this.purge.progress().map(PurgeProgress::removed).orElse(0L) == 20) {
				this.purge.stop();
			}
		}));
		PurgeProgress stopped = stopping.run();

		assertThat(stopped.state()).isEqualTo(PurgeStore.State.STOPPED);
		assertThat(stopped.removed()).isEqualTo(20);
		assertThat(reports(Scope.everything())).singleElement().asString().contains("removed " + stopped.removed());
		assertThat(this.purge.archive(String.valueOf(stopped.archive())).verify()).isEqualTo(stopped.removed());

		PurgeProgress completed = this.purge.run();

		assertThat(completed.id()).isEqualTo(stopped.id());
		assertThat(completed.state()).isEqualTo(PurgeStore.State.COMPLETED);
		assertThat(completed.removed()).isEqualTo(35);
		assertThat(archived(completed)).hasSize(35).doesNotHaveDuplicates();
		assertThat(reports(Scope.everything())).hasSize(2);
	}

	@Test
	void aRunThatWasTakenOverIsLeftToTheOneThatTookIt(CapturedOutput output) {
		wards(25);
		advance(Duration.ofDays(400));
		Purge slow = purge(new Watching(this.clock, () -> {
			if (this.purge.progress()
				.filter((progress) -> progress.state() == PurgeStore.State.RUNNING && progress.removed() == 10)
				.isPresent()) {
				advance(LEASE.plusSeconds(1));
				this.purge.run();
			}
		}));

		PurgeProgress progress = slow.run();

		assertThat(progress.state()).isEqualTo(PurgeStore.State.COMPLETED);
		assertThat(archived(progress)).hasSize(25).doesNotHaveDuplicates();
		assertThat(output).containsPattern(
				"Purge " + progress.id() + " was taken over by \\S+, as a batch took longer than the lease\\.");
	}

	@Test
	void noOtherNodeWorksOnARunUntilItsLeaseIsOver(CapturedOutput output) {
		wards(5);
		advance(Duration.ofDays(400));
		PurgeStore.Run killed = this.store.acquire("killed", this.clock.instant(), LEASE,
				() -> new PurgeStore.Plan(this.clock.instant(),
						ArchiveJson.write(List.of(new RetentionPolicy("default", null, null, Period.ofYears(1)))),
						"killed", 5));

		PurgeProgress progress = this.purge.run();

		assertThat(progress.state()).isEqualTo(PurgeStore.State.RUNNING);
		assertThat(progress.lease()).isEqualTo(new PurgeProgress.Lease("killed", this.clock.instant(),
				this.clock.instant(), this.clock.instant().plus(LEASE)));
		assertThat(this.purge.progress()).hasValue(progress);
		assertThat(output)
			.contains("Purge " + killed.id() + " was not taken up: killed works on it, which was begun at "
					+ this.clock.instant() + "; the last batch was at " + this.clock.instant()
					+ ", and the lease lasts until " + this.clock.instant().plus(LEASE));
		assertThat(this.log.count(ChangeQuery.in(Scope.everything()).recordTypes("WARD"))).isEqualTo(5);

		advance(LEASE.plusSeconds(1));
		PurgeProgress completed = this.purge.run();

		assertThat(completed.id()).isEqualTo(killed.id());
		assertThat(completed.removed()).isEqualTo(5);
		assertThat(completed.lease()).isNull();
		assertThat(this.store.step(killed, this.clock.instant(), (run) -> {
			throw new AssertionError("The run belongs to somebody else.");
		}).state()).isEqualTo(PurgeStore.State.COMPLETED);
	}

	@Test
	void aRunThatIsTakenUpKeepsWhatPoliciesOfTodayKeep() {
		wards(25);
		persisted(new Patient("Ann", "north"));
		advance(Duration.ofDays(400));
		this.retention.archives = new WatchedArchives(this.retention.archives, (file) -> {
			throw new ArchiveException("The disk is full.", null);
		});
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(this.purge::run);

		this.retention.archives = new DirectoryArchiveStore(this.folder);
		keep(new RetentionPolicy("default", null, null, Period.ofYears(1)),
				new RetentionPolicy("wards", null, "WARD", Period.ofYears(10)));

		assertThat(this.purge.run().removed()).isEqualTo(1);
		assertThat(this.log.count(ChangeQuery.in(Scope.everything()).recordTypes("WARD"))).isEqualTo(25);
	}

	@Test
	void aMisspeltPolicyStopsThePurge() {
		keep(new RetentionPolicy("default", null, null, Period.ofYears(1)),
				new RetentionPolicy("wards", null, "WRAD", null));

		assertThatIllegalStateException().isThrownBy(this.purge::run)
			.withMessageContaining("'wards' is for the record type 'WRAD'");
		assertThatIllegalStateException().isThrownBy(this.purge::preview);
		keep(new RetentionPolicy("wards", null, "WARD", null));
	}

	@Test
	void aScheduleRunsIt() {
		wards(3);
		advance(Duration.ofDays(400));
		PurgeSchedule schedule = new PurgeSchedule(this.purge, this.context, "* * * * * *");
		schedule.start();
		try {
			Awaitility.await().until(() -> !reports(Scope.everything()).isEmpty());
		}
		finally {
			schedule.stop();
		}

		assertThat(schedule.isRunning()).isFalse();
		assertThat(this.log.count(ChangeQuery.in(Scope.everything()).recordTypes("WARD"))).isZero();
		assertThat(
				find(ChangeQuery.in(Scope.everything()).recordTypes(RecordRef.PURGE).since(this.start.plusMillis(1))))
			.first()
			.satisfies((entry) -> {
				assertThat(entry.revision().actor()).isEqualTo(Actor.SYSTEM);
				assertThat(entry.revision().source()).isEqualTo("purge");
			});
	}

	@Test
	void nothingGoesWhereThereIsNowhereToArchiveTo() {
		wards(1);
		advance(Duration.ofDays(400));
		Purge without = new StoredPurge(this.log, this.store, List::of, this.types, this.organizations, () -> null,
				this.clock, properties());

		assertThatIllegalStateException().isThrownBy(without::run)
			.withMessageContaining("revtrail.retention.archive-directory");
	}

	@Test
	void theNumberOfStatementsDoesNotDependOnTheSizeOfABatch() {
		for (int i = 0; i < 5; i++) {
			purged(1 + 9 * (i % 2));
		}

		assertThat(purged(1)).hasSameSizeAs(purged(10));
	}

	/** What is counted is subtracted, so that it matters whether entries are. */
	private List<String> purged(int patients) {
		patients(patients);
		advance(Duration.ofDays(400));
		SettledLog.awaitFollowers(this.log, this.feed);
		return this.statements.of(this.purge::run);
	}

	private Purge purge(Clock time) {
		return new StoredPurge(this.log, this.store, this.retention.retentionPolicies(), this.types, this.organizations,
				() -> this.retention.archives, time, properties());
	}

	private static RetentionProperties properties() {
		return new RetentionProperties(null, Map.of(), Map.of(), null, 10, LEASE, null);
	}

	private void patients(int count) {
		for (int i = 0; i < count; i++) {
			Patient patient = new Patient("Ann", "north");
			patient.tags.add("a");
			persisted(patient);
		}
	}

	private void wards(int count) {
		for (int i = 0; i < count; i++) {
			persisted(new Thing.Ward());
		}
	}

	private void keep(RetentionPolicy... policies) {
		this.retention.policies = List.of(policies);
	}

	private List<Long> archived(PurgeProgress progress) {
		List<Long> ids = new ArrayList<>();
		this.purge.archive(String.valueOf(progress.archive())).read((archived) -> ids.add(archived.entry().id()));
		return ids;
	}

	private List<String> reports(Scope scope) {
		return find(ChangeQuery.in(scope)
			.recordTypes(RecordRef.PURGE)
			.actions(Action.PURGE)
			.since(this.start.plusMillis(1))).stream().map((entry) -> String.valueOf(entry.revision().note())).toList();
	}

	private List<ChangeEntry> changes(Patient patient) {
		return find(ChangeQuery.in(Scope.everything())
			.record(patient(patient))
			.actions(Action.CREATE, Action.UPDATE, Action.DELETE)
			.withWholeCollections()
			.oldestFirst()
			.withUnsettled());
	}

	private List<ChangeEntry> find(ChangeQuery query) {
		return this.log.slice(query, null, 1000).entries();
	}

	private long rows(String table) {
		return this.transaction
			.execute((status) -> ((Number) this.entityManager.createNativeQuery("select count(*) from " + table)
				.getSingleResult()).longValue());
	}

	private static RecordRef patient(Patient patient) {
		return new RecordRef("PATIENT", String.valueOf(patient.id()));
	}

	@Override
	protected <T> T persisted(T entity) {
		advance(Duration.ofMillis(10));
		return super.persisted(entity);
	}

	private void change(Patient patient, Consumer<Patient> change) {
		advance(Duration.ofMillis(10));
		change(Patient.class, patient.id(), change);
	}

	private void deleted(Class<?> type, Object id) {
		inTransaction((em) -> em.remove(em.find(type, id)));
	}

	private void advance(Duration step) {
		((SettableClock) this.clock).advance(step);
	}

	/**
	 * Policies and archives that tests set.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Retention {

		List<RetentionPolicy> policies = List.of();

		ArchiveStore archives = new DirectoryArchiveStore(Path.of(""));

		@Bean
		RetentionPolicies retentionPolicies() {
			return () -> this.policies;
		}

		@Bean
		ArchiveStore archiveStore() {
			return new ArchiveStore() {

				@Override
				public void write(String archive, String file, byte[] content) throws IOException {
					Retention.this.archives.write(archive, file, content);
				}

				@Override
				public InputStream read(String archive, String file) throws IOException {
					return Retention.this.archives.read(archive, file);
				}

			};
		}

	}

	/**
	 * A clock that does something whenever it is looked at, as a purge does between its
	 * batches.
	 */
	private static final class Watching extends Clock {

		private final Clock clock;

		private final Runnable work;

		Watching(Clock clock, Runnable work) {
			this.clock = clock;
			this.work = work;
		}

		@Override
		public Instant instant() {
			this.work.run();
			return this.clock.instant();
		}

		@Override
		public ZoneId getZone() {
			return this.clock.getZone();
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
