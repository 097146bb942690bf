package dev.revtrail.envers.matrix.taken;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.CountedStatements;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.taken.Racks.Bottle;
import dev.revtrail.envers.matrix.taken.Racks.Cabinet;
import dev.revtrail.envers.matrix.taken.Racks.Carafe;
import dev.revtrail.envers.matrix.taken.Racks.CarafeId;
import dev.revtrail.envers.matrix.taken.Racks.CellarRack;
import dev.revtrail.envers.matrix.taken.Racks.House;
import dev.revtrail.envers.matrix.taken.Racks.Label;
import dev.revtrail.envers.matrix.taken.Racks.Rack;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A parent loses a child that another parent takes, or that is deleted, although nothing
 * changes its own collection.
 */
@LibraryTest(Racks.class)
@Import(CountedStatements.class)
class TakenChildrenTests extends MatrixCase {

	private static final AtomicLong IDS = new AtomicLong();

	@Autowired
	RecordHistory history;

	@Autowired
	CountedStatements statements;

	private final long id = IDS.addAndGet(10);

	private final long other = this.id + 1;

	@BeforeEach
	void twoRacksAndABottle() {
		inTransaction((em) -> {
			em.persist(new Rack(this.id));
			em.persist(new CellarRack(this.other));
			em.persist(new Bottle(this.id));
		});
	}

	@Test
	void aChildThatAnotherParentTakesIsLost() {
		change(Rack.class, this.id, (rack) -> rack.bottles.add(bottle()));

		change(Rack.class, this.other, (rack) -> rack.bottles.add(bottle()));

		assertThat(newest("RACK", this.id)).containsExactly(left("bottles", text()));
		assertThat(newest("CELLAR_RACK", this.other)).containsExactly(joined("bottles", text()));
		assertThat(state("RACK", this.id, "bottles")).isEqualTo(List.of());
		assertThat(state("CELLAR_RACK", this.other, "bottles")).isEqualTo(List.of(text()));
	}

	@Test
	void aSubclassOfTheParentLosesItsChildToo() {
		change(CellarRack.class, this.other, (rack) -> {
			rack.vault = "north";
			rack.bottles.add(bottle());
		});

		change(Rack.class, this.id, (rack) -> rack.bottles.add(bottle()));

		assertThat(newest("CELLAR_RACK", this.other)).containsExactly(left("bottles", text()));
		assertThat(state("CELLAR_RACK", this.other, "vault")).isEqualTo("north");
	}

	@Test
	void aChildThatMovesInOrderIsRecordedOnceAndReadFromTheSession() {
		change(Rack.class, this.id, (rack) -> rack.bottles.add(bottle()));
		int entries = history("RACK", this.id).size();

		long statements = this.statements.of(() -> inTransaction((em) -> {
			Rack rack = em.find(Rack.class, this.id);
			Bottle bottle = rack.bottles.iterator().next();
			rack.bottles.remove(bottle);
			em.find(Rack.class, this.other).bottles.add(bottle);
		})).stream().filter((sql) -> sql.startsWith("select") && sql.matches("(?s).*for (no key )?update.*")).count();

		assertThat(statements).isZero();
		assertThat(history("RACK", this.id)).hasSize(entries + 1);
		assertThat(newest("RACK", this.id)).containsExactly(left("bottles", text()));
	}

	@Test
	void aChildThatIsDeletedIsLost() {
		change(Rack.class, this.id, (rack) -> rack.bottles.add(bottle()));

		inTransaction((em) -> em.remove(bottle()));

		assertThat(newest("RACK", this.id)).containsExactly(left("bottles", text()));
		assertThat(state("RACK", this.id, "bottles")).isEqualTo(List.of());
	}

	@Test
	void aChildThatAStatelessSessionDeletesIsLost() {
		change(Rack.class, this.id, (rack) -> rack.bottles.add(bottle()));

		stateless((session) -> session.delete(session.get(Bottle.class, this.id)));

		assertThat(newest("RACK", this.id)).containsExactly(left("bottles", text()));
	}

	@Test
	void childrenThatABulkStatementDeletesAreLost() {
		change(Rack.class, this.id, (rack) -> rack.bottles.add(bottle()));

		inTransaction((em) -> this.log.bulk()
			.execute(em.createQuery("delete from Bottle b where b.id = :id").setParameter("id", this.id)));

		assertThat(newest("RACK", this.id)).containsExactly(left("bottles", text()));
	}

	@Test
	void aListKeepsTheGapThatTheTakenChildLeaves() {
		inTransaction((em) -> {
			em.persist(new Bottle(this.other));
			em.persist(new Bottle(this.id + 2));
			em.find(Rack.class, this.id).listed
				.addAll(List.of(bottle(), em.find(Bottle.class, this.other), em.find(Bottle.class, this.id + 2)));
		});

		change(Rack.class, this.other, (rack) -> rack.listed.add(this.entityManager.find(Bottle.class, this.other)));

		assertThat(newest("RACK", this.id)).containsExactly(left("listed", text(this.other)));
		assertThat(state("RACK", this.id, "listed")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.containsExactly(text(), null, text(this.id + 2));
	}

	@Test
	void aListThatClosesItsGapsHasNoEntry() {
		inTransaction((em) -> {
			em.persist(new Bottle(this.other));
			em.find(Rack.class, this.id).listed.addAll(List.of(bottle(), em.find(Bottle.class, this.other)));
		});
		change(Rack.class, this.other, (rack) -> rack.listed.add(bottle()));
		int entries = history("RACK", this.id).size();

		change(Rack.class, this.id, (rack) -> rack.listed.removeIf(Objects::isNull));

		assertThat(history("RACK", this.id)).hasSize(entries);
		change(Rack.class, this.id, (rack) -> rack.listed.clear());
		assertThat(newest("RACK", this.id)).containsExactly(left("listed", text(this.other)));
	}

	@Test
	void aMapLosesTheKeyOfTheTakenChild() {
		change(Rack.class, this.id, (rack) -> rack.slots.put("a", bottle()));

		change(Rack.class, this.other, (rack) -> rack.slots.put("b", bottle()));

		assertThat(newest("RACK", this.id))
			.containsExactly(new FieldChange.Keys("slots", Map.of(), Map.of("a", text()), Map.of()));
		assertThat(state("RACK", this.id, "slots")).isEqualTo(Map.of());
	}

	@Test
	void aChildWithACompositeIdIsLost() {
		CarafeId carafeId = new CarafeId("maker", (int) this.id);
		inTransaction((em) -> {
			Carafe carafe = new Carafe(carafeId);
			em.persist(carafe);
			em.find(Rack.class, this.id).carafes.add(carafe);
		});

		change(Rack.class, this.other,
				(rack) -> rack.carafes.add(this.entityManager.getReference(Carafe.class, carafeId)));

		assertThat(newest("RACK", this.id)).containsExactly(left("carafes", "maker," + this.id));
		assertThat(state("RACK", this.id, "carafes")).isEqualTo(List.of());
	}

	@Test
	void aChildThatIsNotTrackedItselfIsLost() {
		inTransaction((em) -> {
			Label label = new Label(this.id);
			em.persist(label);
			em.find(Rack.class, this.id).labels.add(label);
		});

		change(Rack.class, this.other, (rack) -> rack.labels.add(this.entityManager.find(Label.class, this.id)));

		assertThat(newest("RACK", this.id)).containsExactly(left("labels", text()));
	}

	@Test
	void aChildThatJoinsAndIsTakenInOneTransactionLeavesNoTrace() {
		int entries = history("RACK", this.id).size();

		inTransaction((em) -> {
			em.find(Rack.class, this.id).bottles.add(bottle());
			em.flush();
			em.find(Rack.class, this.other).bottles.add(bottle());
		});

		assertThat(history("RACK", this.id)).hasSize(entries);
		assertThat(state("RACK", this.id, "bottles")).isEqualTo(List.of());
		assertThat(newest("CELLAR_RACK", this.other)).containsExactly(joined("bottles", text()));
	}

	@Test
	void aNewParentTakesAChild() {
		change(Rack.class, this.id, (rack) -> rack.bottles.add(bottle()));

		inTransaction((em) -> {
			Rack rack = new Rack(this.id + 2);
			rack.bottles.add(bottle());
			em.persist(rack);
		});

		assertThat(newest("RACK", this.id)).containsExactly(left("bottles", text()));
		assertThat(state("RACK", this.id + 2, "bottles")).isEqualTo(List.of(text()));
	}

	@Test
	void theLosersOwnChangesStandInTheSameEntry() {
		inTransaction((em) -> {
			em.persist(new Bottle(this.other));
			em.find(Rack.class, this.id).bottles.addAll(List.of(bottle(), em.find(Bottle.class, this.other)));
		});

		inTransaction((em) -> {
			Rack rack = em.find(Rack.class, this.id);
			rack.room = "east";
			rack.bottles.remove(em.find(Bottle.class, this.other));
			em.find(Rack.class, this.other).bottles.add(bottle());
		});

		assertThat(newest("RACK", this.id)).containsExactlyInAnyOrder(value("room", null, "east"),
				new FieldChange.Elements("bottles", List.of(), List.of(text(), text(this.other))));
		assertThat(state("RACK", this.id, "bottles")).isEqualTo(List.of());
		assertThat(state("RACK", this.id, "room")).isEqualTo("east");
	}

	@Test
	void whatWasTakenBeforeTheLoserWasLoadedStandsInTheSameEntry() {
		inTransaction((em) -> {
			em.persist(new Bottle(this.other));
			Rack rack = em.find(Rack.class, this.id);
			rack.bottles.add(bottle());
			rack.listed.addAll(List.of(bottle(), em.find(Bottle.class, this.other)));
			rack.slots.put("a", bottle());
		});

		inTransaction((em) -> {
			Rack taker = em.find(Rack.class, this.other);
			taker.bottles.add(bottle());
			taker.listed.add(bottle());
			taker.slots.put("b", bottle());
			em.flush();
			Rack loser = em.find(Rack.class, this.id);
			Bottle joining = em.find(Bottle.class, this.other);
			loser.bottles.add(joining);
			loser.listed.remove(1);
			loser.slots.put("c", joining);
		});

		assertThat(newest("RACK", this.id)).containsExactlyInAnyOrder(
				new FieldChange.Elements("bottles", List.of(text(this.other)), List.of(text())),
				new FieldChange.Elements("listed", List.of(), List.of(text(), text(this.other))),
				new FieldChange.Keys("slots", Map.of("c", text(this.other)), Map.of("a", text()), Map.of()));
		assertThat(state("RACK", this.id, "bottles")).isEqualTo(List.of(text(this.other)));
		assertThat(state("RACK", this.id, "listed")).isEqualTo(List.of());
		assertThat(state("RACK", this.id, "slots")).isEqualTo(Map.of("c", text(this.other)));
	}

	@Test
	void aParentThatIsDeletedWithItsChildrenLosesNone() {
		change(Rack.class, this.id, (rack) -> rack.listed.add(bottle()));

		inTransaction((em) -> em.remove(em.find(Rack.class, this.id)));

		assertThat(history("RACK", this.id).get(0).action()).isEqualTo(Action.DELETE);
		assertThat(history("BOTTLE", this.id).get(0).action()).isEqualTo(Action.DELETE);
	}

	@Test
	void aListThatCountsFromOneLosesTheTakenChild() {
		inTransaction((em) -> {
			em.persist(new Bottle(this.other));
			em.find(Rack.class, this.id).counted.addAll(List.of(bottle(), em.find(Bottle.class, this.other)));
		});

		change(Rack.class, this.other, (rack) -> rack.counted.add(this.entityManager.find(Bottle.class, this.other)));

		assertThat(newest("RACK", this.id)).containsExactly(left("counted", text(this.other)));
		assertThat(state("RACK", this.id, "counted")).isEqualTo(List.of(text()));
	}

	/** Hibernate writes the foreign key of a child with a new index. */
	@Test
	void aListThatMovesATakenChildTakesItBack() {
		inTransaction((em) -> {
			em.persist(new Bottle(this.other));
			em.find(Rack.class, this.id).listed.addAll(List.of(bottle(), em.find(Bottle.class, this.other)));
		});

		inTransaction((em) -> {
			Rack rack = em.find(Rack.class, this.id);
			rack.listed.size();
			em.find(Rack.class, this.other).listed.add(em.find(Bottle.class, this.other));
			em.flush();
			rack.listed.remove(0);
		});

		assertThat(state("RACK", this.id, "listed")).isEqualTo(List.of(text(this.other)));
		assertThat(state("CELLAR_RACK", this.other, "listed")).isEqualTo(List.of());
	}

	@Test
	void theChildrenOfAllChangesAreLockedAtOnceAndNoParent() {
		inTransaction((em) -> {
			em.persist(new Rack(this.id + 2));
			em.persist(new Bottle(this.other));
			em.find(Rack.class, this.id).bottles.addAll(List.of(bottle(), em.find(Bottle.class, this.other)));
		});

		List<String> locks = this.statements.of(() -> inTransaction((em) -> {
			em.find(Rack.class, this.other).bottles.add(bottle());
			em.find(Rack.class, this.id + 2).bottles.add(em.getReference(Bottle.class, this.other));
		})).stream().filter((sql) -> sql.startsWith("select") && sql.matches("(?s).*for (no key )?update.*")).toList();

		assertThat(locks).filteredOn((sql) -> !sql.contains(" join ")).hasSize(1);
		assertThat(locks).filteredOn((sql) -> sql.contains(" join ")).allMatch((sql) -> sql.endsWith(" of b1_0"));
		assertThat(state("RACK", this.id, "bottles")).isEqualTo(List.of());
	}

	@Test
	void aChildThatAStatelessSessionGivesToAnotherParentIsLost() {
		change(Rack.class, this.id, (rack) -> rack.bottles.add(bottle()));

		stateless((session) -> {
			Rack rack = new Rack(this.id + 2);
			rack.bottles.add(session.get(Bottle.class, this.id));
			session.insert(rack);
		});

		assertThat(newest("RACK", this.id)).containsExactly(left("bottles", text()));
		assertThat(state("RACK", this.id, "bottles")).isEqualTo(List.of());
	}

	@Test
	void whatAStatelessSessionGivesAndTakesBackIsNoChange() {
		int entries = history("RACK", this.id).size();

		stateless((session) -> {
			giveAndTakeBack(session);
			session.delete(session.get(Bottle.class, this.id));
		});

		assertThat(history("RACK", this.id)).hasSize(entries);
	}

	@Test
	void whatAStatelessSessionTakesBackAndGivesToAnotherParentIsNoChange() {
		int entries = history("RACK", this.id).size();

		stateless((session) -> {
			giveAndTakeBack(session);
			Rack taker = new Rack(this.id + 2);
			taker.bottles.add(session.get(Bottle.class, this.id));
			session.insert(taker);
		});

		assertThat(history("RACK", this.id)).hasSize(entries);
		assertThat(state("RACK", this.id + 2, "bottles")).isEqualTo(List.of(text()));
	}

	@Test
	void aChildThatIsGivenBackIsNoChange() {
		change(Rack.class, this.id, (rack) -> rack.bottles.add(bottle()));
		int entries = history("RACK", this.id).size();

		inTransaction((em) -> {
			Rack taker = em.find(Rack.class, this.other);
			taker.bottles.add(bottle());
			em.flush();
			Rack loser = em.find(Rack.class, this.id);
			assertThat(loser.bottles).isEmpty();
			taker.bottles.remove(bottle());
			loser.bottles.add(bottle());
		});

		assertThat(history("RACK", this.id)).hasSize(entries);
		assertThat(state("RACK", this.id, "bottles")).isEqualTo(List.of(text()));
	}

	@Test
	void theParentThatAnotherTransactionHasGivenTheChildToLosesIt() {
		change(Rack.class, this.id, (rack) -> rack.bottles.add(bottle()));
		Rack third = persisted(new Rack(this.id + 2));

		inTransaction((em) -> {
			Rack taker = em.find(Rack.class, third.id);
			inOtherTransaction((other) -> other.find(Rack.class, this.other).bottles.add(bottle()));
			taker.bottles.add(bottle());
		});

		assertThat(newest("RACK", this.id)).containsExactly(left("bottles", text()));
		assertThat(newest("CELLAR_RACK", this.other)).containsExactly(left("bottles", text()));
		assertThat(state("CELLAR_RACK", this.other, "bottles")).isEqualTo(List.of());
	}

	@Test
	void aMethodOfALoserReadsItsEagerReferences() {
		inTransaction((em) -> {
			House house = new House(this.id);
			em.persist(house);
			Cabinet cabinet = new Cabinet(this.id, house);
			cabinet.bottles.add(bottle());
			em.persist(cabinet);
			em.persist(new Cabinet(this.other, house));
		});

		change(Cabinet.class, this.other, (cabinet) -> cabinet.bottles.add(bottle()));

		assertThat(newest("CABINET", this.id)).containsExactly(left("bottles", text()));
		assertThat(history("CABINET", this.id).get(0).organizationId()).isEqualTo("house " + this.id);
	}

	@Test
	void soDoesOneOfARecordThatTheDatabaseDeletes() {
		inTransaction((em) -> {
			House house = new House(this.id);
			em.persist(house);
			Cabinet cabinet = new Cabinet(this.id, house);
			cabinet.lamp = bottle();
			em.persist(cabinet);
		});

		inTransaction((em) -> em.remove(em.find(Bottle.class, this.id)));

		ChangeEntry deleted = history("CABINET", this.id).get(0);
		assertThat(deleted.action()).isEqualTo(Action.DELETE);
		assertThat(deleted.organizationId()).isEqualTo("house " + this.id);
	}

	private void giveAndTakeBack(StatelessSession session) {
		Rack rack = new Rack(this.id);
		rack.bottles.add(session.get(Bottle.class, this.id));
		session.update(rack);
		session.update(new Rack(this.id));
	}

	private void stateless(Consumer<StatelessSession> work) {
		inTransaction((em) -> {
			Session session = em.unwrap(Session.class);
			session.doWork((connection) -> {
				try (StatelessSession stateless = session.getSessionFactory().openStatelessSession(connection)) {
					stateless.beginTransaction();
					work.accept(stateless);
					stateless.getTransaction().commit();
				}
			});
		});
	}

	private Bottle bottle() {
		return this.entityManager.getReference(Bottle.class, this.id);
	}

	private String text() {
		return text(this.id);
	}

	private static String text(long id) {
		return String.valueOf(id);
	}

	private static FieldChange joined(String field, String element) {
		return new FieldChange.Elements(field, List.of(element), List.of());
	}

	private static FieldChange left(String field, String element) {
		return new FieldChange.Elements(field, List.of(), List.of(element));
	}

	private List<FieldChange> newest(String type, long id) {
		List<ChangeEntry> entries = history(type, id);
		assertThat(entries.get(0).action()).isEqualTo(Action.UPDATE);
		return entries.get(0).changes().list();
	}

	private @Nullable Object state(String type, long id, String field) {
		return this.history.stateAtOrBefore(Scope.everything(), new RecordRef(type, text(id)), Long.MAX_VALUE)
			.orElseThrow()
			.values()
			.get(field);
	}

}
