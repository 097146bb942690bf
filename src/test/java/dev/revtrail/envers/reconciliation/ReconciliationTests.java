package dev.revtrail.envers.reconciliation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.CountedStatements;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordRef;
import dev.revtrail.envers.reconciliation.Workshop.Bolt;
import dev.revtrail.envers.reconciliation.Workshop.Drill;
import dev.revtrail.envers.reconciliation.Workshop.Lease;
import dev.revtrail.envers.reconciliation.Workshop.Place;
import dev.revtrail.envers.reconciliation.Workshop.Screw;
import dev.revtrail.envers.reconciliation.Workshop.Ticket;
import dev.revtrail.envers.reconciliation.Workshop.Tool;
import dev.revtrail.reconciliation.Discrepancy;
import dev.revtrail.reconciliation.Reconciliation;
import dev.revtrail.reconciliation.ReconciliationReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A reconciliation finds what was changed past the log, and nothing else.
 */
@LibraryTest(Workshop.class)
@Import(CountedStatements.class)
@TestPropertySource(properties = { "revtrail.reconciliation.batch-size=100",
		"spring.datasource.hikari.maximum-pool-size=16", "spring.jpa.properties.hibernate.jdbc.batch_size=50" })
class ReconciliationTests extends ChangeLogCase {

	private static final int PLANTED = 1000;

	private static final int WRITERS = 4;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@Autowired
	Reconciliation reconciliation;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	CountedStatements statements;

	@BeforeEach
	void clear() {
		inTransaction((em) -> {
			em.createQuery("select t from Tool t", Tool.class).getResultList().forEach(em::remove);
			em.createQuery("select p from Place p", Place.class).getResultList().forEach(em::remove);
		});
		this.jdbc.update("delete from revtrail_reconciliation_run");
		inTransaction((em) -> {
			em.persist(new Place(1));
			em.persist(new Place(2));
		});
	}

	@AfterEach
	void end() {
		this.threads.shutdownNow();
		for (String table : List.of("tool_tags", "tool_steps", "tool_notes", "tool_spares", "drill", "tool",
				"tool_tags_aud", "tool_steps_aud", "tool_notes_aud", "tool_spares_aud", "drill_aud", "tool_aud",
				"ticket", "ticket_aud", "lease", "lease_aud", "screw", "screw_aud", "bolt", "bolt_aud")) {
			this.jdbc.update("delete from " + table);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aChangePastTheLogIsFound(PlantedChange change) {
		drills(1, 3);
		plant(change, 2);

		List<Discrepancy> found = new ArrayList<>();
		ReconciliationReport report = this.reconciliation.run("TOOL", found::add);

		assertThat(found).hasSize(1).first().satisfies((one) -> {
			assertThat(one.kind()).isEqualTo(change.kind());
			assertThat(one.record()).isEqualTo(new RecordRef("TOOL", "2"));
			assertThat(one.fields()).isEqualTo(change.fields());
		});
		assertThat(report.state()).isEqualTo(ReconciliationReport.State.DONE);
		assertThat(report.first()).isEqualTo(found);
		assertThat(report.discrepancies()).isEqualTo(1);
		assertThat(report.compared()).isEqualTo(3);
		assertThat(report.uncompared()).isZero();
	}

	@Test
	void aRowThatSqlHasInsertedIsFound() {
		this.jdbc.update("insert into tool (id, name) values (7, 'new')");

		assertThat(this.reconciliation.run("TOOL").first())
			.containsExactly(new Discrepancy(Discrepancy.Kind.UNRECORDED, new RecordRef("TOOL", "7"), Set.of(), null));
	}

	@Test
	void aRecordThatWasDeletedAndIsThereAgainIsFound() {
		drills(1, 1);
		inTransaction((em) -> em.remove(em.find(Tool.class, 1L)));
		assertThat(this.reconciliation.run("TOOL").discrepancies()).isZero();

		this.jdbc.update("insert into tool (id, name) values (1, 'again')");

		assertThat(this.reconciliation.run("TOOL").first()).singleElement().satisfies((one) -> {
			assertThat(one.kind()).isEqualTo(Discrepancy.Kind.UNRECORDED);
			assertThat(one.revision()).isNotNull();
		});
	}

	@Test
	void ofAHierarchyEachClassHasItsOwnMissingRecords() {
		inTransaction((em) -> {
			em.persist(new Screw(1));
			em.persist(new Screw(2));
			em.persist(new Bolt(3));
			em.persist(new Bolt(4));
		});
		this.jdbc.update("delete from screw where id = 1");
		this.jdbc.update("delete from bolt where id = 3");

		assertThat(this.reconciliation.run("SCREW").first()).singleElement()
			.satisfies((one) -> assertThat(one.record().id() + one.kind()).isEqualTo("1MISSING"));
		assertThat(this.reconciliation.run("BOLT").first()).singleElement()
			.satisfies((one) -> assertThat(one.record().id() + one.kind()).isEqualTo("3MISSING"));
	}

	@Test
	void aThousandChangesAreFoundWhileOthersWriteAndNothingElse() throws Exception {
		drills(1, PLANTED + 200);
		PlantedChange[] kinds = PlantedChange.values();
		Map<Long, PlantedChange> planted = new TreeMap<>();
		for (long id = 1; id <= PLANTED; id++) {
			planted.put(id, kinds[(int) (id % kinds.length)]);
		}
		inTransaction((em) -> planted.forEach((id, change) -> plant(change, id)));
		AtomicBoolean ended = new AtomicBoolean();
		List<Future<Integer>> writers = new ArrayList<>();
		for (int writer = 0; writer < WRITERS; writer++) {
			int first = PLANTED + 1 + 50 * writer;
			writers.add(this.threads.submit(() -> write(first, ended)));
		}

		Map<Long, Discrepancy> found = new TreeMap<>();
		ReconciliationReport report = this.reconciliation.run("TOOL",
				(one) -> found.put(Long.valueOf(one.record().id()), one));
		ended.set(true);
		int changes = 0;
		for (Future<Integer> writer : writers) {
			changes += writer.get();
		}

		assertThat(found.keySet()).isEqualTo(planted.keySet());
		planted.forEach((id, change) -> {
			assertThat(found.get(id).kind()).as("%s of %d", change, id).isEqualTo(change.kind());
			assertThat(found.get(id).fields()).as("%s of %d", change, id).isEqualTo(change.fields());
		});
		assertThat(report.discrepancies()).isEqualTo(PLANTED);
		assertThat(report.first()).hasSize(ReconciliationReport.MOST);
		assertThat(changes).isGreaterThan(WRITERS);
		System.out.printf("%d of %d changes of %d kinds found, while %d others were made%n", found.size(), PLANTED,
				kinds.length, changes);
	}

	@Test
	void theEntryOfARunNamesWhatItHasFound() {
		drills(1, 2);
		plant(PlantedChange.SEVERAL, 1);

		this.reconciliation.run("TOOL");

		ChangeEntry entry = history(new RecordRef("CHANGE_LOG", "reconciliation TOOL")).get(0);
		assertThat(entry.action()).isEqualTo(Action.RECONCILIATION);
		assertThat(entry.revision().source()).isEqualTo(Reconciliation.SOURCE);
		assertThat(entry.data()).containsEntry("record_type", "TOOL").containsEntry("records", "CHANGED 1: name, tags");
		assertThat(entry.data().get("compared")).hasToString("2");
		assertThat(entry.data().get("changed")).hasToString("1");
	}

	@Test
	void theNumberOfStatementsFollowsTheNumberOfPages() {
		drills(1, 10);
		this.reconciliation.run("TOOL");
		int few = this.statements.of(() -> this.reconciliation.run("TOOL")).size();
		drills(11, 80);

		List<String> many = this.statements.of(() -> this.reconciliation.run("TOOL"));

		assertThat(many).hasSize(few);
		assertThat(many).noneMatch((sql) -> sql.contains("for update") && !sql.contains("revtrail_"));
	}

	@Test
	void whatAMappingHidesIsNotCompared() {
		inTransaction((em) -> {
			em.persist(new Ticket(1));
			em.persist(new Ticket(2));
		});
		change(Ticket.class, 1L, (ticket) -> ticket.hidden = 1);

		ReconciliationReport report = this.reconciliation.run("TICKET");

		assertThat(report.discrepancies()).isZero();
		assertThat(report.uncompared()).isEqualTo(1);
		assertThat(report.compared()).isEqualTo(1);
	}

	@Test
	void aDeletionThatOnlyMarksTheRowIsFoundWhereTheLogHasNone() {
		inTransaction((em) -> {
			em.persist(new Lease(1));
			em.persist(new Lease(2));
			em.persist(new Lease(3));
		});
		inTransaction((em) -> em.remove(em.find(Lease.class, 1L)));

		this.jdbc.update("update lease set gone = " + (isBit() ? "1" : "true") + " where id = 2");

		assertThat(this.reconciliation.run("LEASE").first()).singleElement()
			.satisfies((one) -> assertThat(one.record().id() + one.kind()).isEqualTo("2MISSING"));
	}

	@Test
	void aRunGoesOnWhereItEnded() {
		drills(1, 250);
		plant(PlantedChange.TEXT, 10);
		plant(PlantedChange.TEXT, 240);
		List<Discrepancy> found = new ArrayList<>();

		ReconciliationReport stopped = this.reconciliation.run("TOOL", (one) -> {
			found.add(one);
			this.reconciliation.stop();
		});
		assertThat(stopped.state()).isEqualTo(ReconciliationReport.State.STOPPED);
		assertThat(stopped.scanned()).isEqualTo(100);
		ReconciliationReport done = this.reconciliation.run("TOOL", found::add);

		assertThat(done.state()).isEqualTo(ReconciliationReport.State.DONE);
		assertThat(done.startedAt()).isEqualTo(stopped.startedAt());
		assertThat(done.compared()).isEqualTo(250);
		assertThat(found).extracting((one) -> one.record().id()).containsExactly("10", "240");
		assertThat(this.reconciliation.reports()).containsExactly(done);
	}

	@Test
	void whatWasNotTakenIsPassedOnAgain() {
		drills(1, 3);
		plant(PlantedChange.TEXT, 2);
		plant(PlantedChange.TEXT, 3);
		IllegalStateException full = new IllegalStateException("full");

		assertThatException().isThrownBy(() -> this.reconciliation.run("TOOL", (one) -> {
			throw full;
		})).isSameAs(full);
		assertThat(this.reconciliation.reports()).singleElement()
			.satisfies((report) -> assertThat(report.state()).isEqualTo(ReconciliationReport.State.STOPPED));
		List<Discrepancy> found = new ArrayList<>();
		assertThat(this.reconciliation.run("TOOL", found::add).changed()).isEqualTo(2);

		assertThat(found).extracting((one) -> one.record().id()).containsExactly("2", "3");
	}

	@Test
	void wrongCallsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.reconciliation.run("SPANNER"))
			.withMessageContaining("There is no record type 'SPANNER'")
			.withMessageContaining("TOOL");
		assertThatIllegalArgumentException().isThrownBy(() -> this.reconciliation.start(Set.of("SPANNER")));
		assertThatIllegalStateException().isThrownBy(() -> inTransaction((em) -> this.reconciliation.run("TOOL")))
			.withMessageContaining("transactions of its own");
	}

	private boolean isBit() {
		return Arrays.asList("MySQL", "MariaDB")
			.contains(this.jdbc
				.execute((java.sql.Connection connection) -> connection.getMetaData().getDatabaseProductName()));
	}

	private void drills(long first, int count) {
		inTransaction((em) -> LongStream.range(first, first + count).forEach((id) -> {
			Drill drill = new Drill(id);
			drill.name = "drill " + id;
			drill.price = new BigDecimal("12.50");
			drill.manual = "Read me. ".repeat(50);
			drill.pin = "1234";
			drill.size.height = 3;
			drill.size.depth = 4;
			drill.place = em.getReference(Place.class, 1L);
			drill.watts = 500;
			drill.tags.addAll(Set.of("a", "b"));
			drill.steps.addAll(List.of("1", "2"));
			drill.notes.put("k", "v");
			drill.spares.add(em.getReference(Place.class, 2L));
			em.persist(drill);
		}));
	}

	private void plant(PlantedChange change, long id) {
		for (String sql : change.statements()) {
			int changed = this.jdbc.update(sql, id);
			assertThat(changed).as(sql).isPositive();
		}
	}

	/** Changes, deletes and creates records, and returns how often. */
	private int write(long first, AtomicBoolean ended) {
		Random random = new Random(first);
		int changes = 0;
		while (!ended.get()) {
			long id = first + random.nextInt(50);
			try {
				inTransaction((em) -> change(em.find(Drill.class, id), random, () -> drills(id, 1)));
				changes++;
			}
			catch (PessimisticLockingFailureException ex) {
				// Has nothing to do with the log: the next change follows
			}
		}
		return changes;
	}

	private void change(Drill drill, Random random, Runnable create) {
		if (drill == null) {
			create.run();
			return;
		}
		switch (random.nextInt(6)) {
			case 0 -> this.entityManager.remove(drill);
			case 1 -> drill.tags.add("t" + random.nextInt(5));
			case 2 -> drill.tags.clear();
			case 3 -> drill.steps.add(0, "s" + random.nextInt(5));
			case 4 -> drill.notes.put("k" + random.nextInt(5), "n");
			default -> {
				drill.name = "name " + random.nextInt();
				drill.watts = random.nextInt(1000);
				drill.price = new BigDecimal(random.nextInt(10_000)).movePointLeft(2);
			}
		}
	}

}
