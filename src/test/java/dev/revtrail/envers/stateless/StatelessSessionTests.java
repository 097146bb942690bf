package dev.revtrail.envers.stateless;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.log.KeptValuesCheck;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TransactionRequiredException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.envers.exception.AuditException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What stateless sessions change has the entries that other sessions' changes have.
 */
@LibraryTest(DepotApplication.class)
@ExtendWith(KeptValuesCheck.class)
class StatelessSessionTests extends ChangeLogCase {

	@Autowired
	RecordHistory history;

	@Autowired
	EntityManagerFactory factory;

	private final String id = UUID.randomUUID().toString();

	@Test
	void anInsertionHasAllValuesAndCollections() {
		Crate neighbour = inserted(new Crate("n" + this.id, "neighbour"));
		Crate crate = full();
		crate.neighbours.add(neighbour);

		inserted(crate);

		assertThat(newest()).contains(value("name", null, "one"), value("price", null, new BigDecimal("10.01")),
				value("place.hall", null, "A"), value("place.shelf", null, 1L), joined("tags", "a", "b"),
				joined("neighbours", neighbour.id));
		assertThat(newest()).anySatisfy((change) -> assertThat(change.field()).isEqualTo("steps"))
			.anySatisfy((change) -> assertThat(change.field()).isEqualTo("counts"));
		assertThat(whole("steps")).isEqualTo(new FieldChange.Whole(List.of(), List.of("x", "y")));
	}

	@Test
	void anUpdateHasTheOldValuesThatTheDatabaseHeld() {
		inserted(full());
		Crate other = inserted(new Crate("o" + this.id, "other"));
		Crate update = new Crate(this.id, "two");
		update.price = new BigDecimal("20");
		update.maker = "nobody";
		update.place = new Crate.Place("B", null);
		update.place.below = other;
		update.outer = other;
		update.tags.add("b");
		update.tags.add("c");
		update.steps.addAll(List.of("x", "y"));
		update.counts.put("k", 1);

		work((session) -> session.update(update));

		assertThat(newest()).containsExactlyInAnyOrder(value("name", "one", "two"),
				value("price", new BigDecimal("10.01"), new BigDecimal("20.00")), value("place.hall", "A", "B"),
				value("place.shelf", 1L, null), value("place.below", null, other.id), value("outer", null, other.id),
				new FieldChange.Elements("tags", List.of("c"), List.of("a"), List.of(), null));
		assertThat(state()).containsEntry("maker", "Mill");
		assertThat(whole("tags")).isEqualTo(new FieldChange.Whole(List.of("a", "b"), List.of("b", "c")));
	}

	@Test
	void anUpdateOfACollectionAloneIsRecorded() {
		Crate crate = inserted(full());
		crate.tags.remove("a");

		work((session) -> session.update(crate));

		assertThat(newest())
			.containsExactly(new FieldChange.Elements("tags", List.of(), List.of("a"), List.of(), null));
		assertThat(state()).containsEntry("name", "one").containsEntry("place.hall", "A");
	}

	@Test
	void whatCallbacksAddToACollectionIsNotWritten() {
		Crate crate = full();
		crate.tagAfterwards = "after insertion";
		inserted(crate);

		assertThat(newest()).contains(joined("tags", "a", "b"));
		assertThat(whole("tags")).isEqualTo(new FieldChange.Whole(List.of(), List.of("a", "b")));

		crate.tags.remove("after insertion");
		crate.tags.add("c");
		crate.tagAfterwards = "after update";
		work((session) -> session.update(crate));

		assertThat(newest()).containsExactly(joined("tags", "c"));
		assertThat(whole("tags")).isEqualTo(new FieldChange.Whole(List.of("a", "b"), List.of("a", "b", "c")));
	}

	@Test
	void anUpdateThatChangesNothingLeavesNoEntry() {
		Crate crate = inserted(full());

		work((session) -> session.update(crate));

		assertThat(history()).hasSize(1);
	}

	@Test
	void aCollectionThatIsNotLoadedIsLeftAlone() {
		inserted(full());

		work((session) -> {
			Crate found = session.get(Crate.class, this.id);
			found.name = "two";
			session.update(found);
		});

		assertThat(newest()).containsExactly(value("name", "one", "two"));
	}

	@Test
	void aDeletionHasTheValuesOfTheDatabaseNotOfTheObject() {
		Crate outer = inserted(new Crate("o" + this.id, "outer"));
		Crate crate = full();
		crate.outer = outer;
		inserted(crate);

		work((session) -> session.delete(new Crate(this.id, "never stored")));

		assertThat(actions()).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(newest()).contains(value("name", "one", null), value("price", new BigDecimal("10.01"), null),
				value("maker", "Mill", null), value("place.hall", "A", null), value("outer", outer.id, null),
				new FieldChange.Elements("tags", List.of(), List.of("a", "b"), List.of(), null));
		assertThat(this.history.stateBeforeDeletion(Scope.everything(), ref(this.id)).orElseThrow().values())
			.containsEntry("name", "one")
			.containsEntry("tags", List.of("a", "b"))
			.containsEntry("steps", List.of("x", "y"));
	}

	@Test
	void anUpsertOfANewRecordIsACreation() {
		work((session) -> session.upsert(full()));

		assertThat(actions()).containsExactly(Action.CREATE);
		assertThat(newest()).contains(value("name", null, "one"), value("place.hall", null, "A"),
				joined("tags", "a", "b"));
	}

	@Test
	void anUpsertOfAKnownRecordIsAnUpdate() {
		inserted(full());
		Crate upsert = full();
		upsert.name = "two";
		upsert.maker = "nobody";
		upsert.tags.add("c");

		work((session) -> session.upsert(upsert));

		assertThat(actions()).containsExactly(Action.UPDATE, Action.CREATE);
		assertThat(newest()).containsExactlyInAnyOrder(value("name", "one", "two"), joined("tags", "c"));
		assertThat(state()).containsEntry("maker", "Mill").containsEntry("place.hall", "A");
	}

	@Test
	void anUpsertThatChangesNothingLeavesNoEntry() {
		inserted(full());

		work((session) -> session.upsert(full()));

		assertThat(history()).hasSize(1);
	}

	@Test
	void aChangeOutsideOfATransactionFailsBeforeItIsWritten() {
		inserted(full());

		try (StatelessSession session = this.factory.unwrap(SessionFactory.class).openStatelessSession()) {
			assertEveryChangeFails(session);
		}

		assertNothingIsWritten();
	}

	@Test
	void aSessionOnTheConnectionOfATransactionFailsBeforeItWrites() {
		inserted(full());

		inTransaction((em) -> em.unwrap(Session.class).doWork((connection) -> {
			try (StatelessSession session = this.factory.unwrap(SessionFactory.class)
				.openStatelessSession(connection)) {
				assertEveryChangeFails(session);
			}
		}));

		assertNothingIsWritten();
	}

	@Test
	void anOrdinarySessionOnTheConnectionOfATransactionFailsBeforeItWrites() {
		inserted(full());

		inTransaction((em) -> em.unwrap(Session.class).doWork((connection) -> {
			try (Session session = this.factory.unwrap(SessionFactory.class)
				.withOptions()
				.connection(connection)
				.openSession()) {
				session.find(Crate.class, this.id).name = "two";
				session.persist(new Crate("b" + this.id, "other"));
				assertThatExceptionOfType(TransactionRequiredException.class).isThrownBy(session::flush);
			}
		}));

		assertNothingIsWritten();
	}

	@Test
	void aSessionThatBeginsItsTransactionOnAConnectionIsRecorded() {
		inserted(full());

		inTransaction((em) -> em.unwrap(Session.class).doWork((connection) -> {
			try (StatelessSession session = this.factory.unwrap(SessionFactory.class)
				.openStatelessSession(connection)) {
				Transaction own = session.beginTransaction();
				rename(session, "two");
				own.commit();
			}
		}));

		assertThat(newest()).containsExactly(value("name", "one", "two"));
	}

	@Test
	void aSessionThatIsDerivedFromAnotherIsRecordedWithIt() {
		inserted(full());

		inTransaction((em) -> {
			try (StatelessSession session = em.unwrap(Session.class).statelessWithOptions().connection().open()) {
				rename(session, "two");
			}
		});

		assertThat(newest()).containsExactly(value("name", "one", "two"));
	}

	@Test
	void aBulkStatementOfASessionOnTheConnectionOfATransactionFailsBeforeItWrites() {
		inserted(full());

		inTransaction((em) -> em.unwrap(Session.class).doWork((connection) -> {
			try (StatelessSession session = this.factory.unwrap(SessionFactory.class)
				.openStatelessSession(connection)) {
				assertThatIllegalStateException().isThrownBy(() -> this.log.bulk()
					.execute(session.createQuery("update Crate set name = 'two' where id = :id", null)
						.setParameter("id", this.id)));
			}
		}));

		assertNothingIsWritten();
	}

	private void assertEveryChangeFails(StatelessSession session) {
		Crate held = new Crate(this.id, "two");
		held.tags.add("c");
		Crate made = new Crate("b" + this.id, "other");
		made.tags.add("c");
		List.<Runnable>of(() -> session.insert(made), () -> session.insertMultiple(List.of(made)),
				() -> session.upsert(made), () -> session.upsertMultiple(List.of(made)), () -> session.upsert(held),
				() -> session.update(held), () -> session.updateMultiple(List.of(held)), () -> session.delete(held),
				() -> session.deleteMultiple(List.of(held)))
			.forEach((change) -> assertThatExceptionOfType(AuditException.class).isThrownBy(change::run)
				.withMessageContaining("outside of a transaction"));
	}

	private void assertNothingIsWritten() {
		assertThat(actions()).containsExactly(Action.CREATE);
		assertThat(history("b" + this.id)).isEmpty();
		inTransaction((em) -> {
			Crate crate = em.find(Crate.class, this.id);
			assertThat(crate.name).isEqualTo("one");
			assertThat(crate.tags).containsExactlyInAnyOrder("a", "b");
			assertThat(em.find(Crate.class, "b" + this.id)).isNull();
		});
	}

	private void rename(StatelessSession session, String name) {
		Crate crate = session.get(Crate.class, this.id);
		crate.name = name;
		session.update(crate);
	}

	@Test
	void manyRecordsAreInsertedUpdatedUpsertedAndDeletedAtOnce() {
		List<Crate> crates = List.of(new Crate(this.id, "one"), new Crate("b" + this.id, "one"));

		work((session) -> session.insertMultiple(crates));
		crates.forEach((crate) -> crate.name = "two");
		work((session) -> session.updateMultiple(crates));
		crates.forEach((crate) -> crate.name = "three");
		work((session) -> session.upsertMultiple(crates));
		work((session) -> session.deleteMultiple(crates));

		for (Crate crate : crates) {
			assertThat(history(crate.id)).extracting(ChangeEntry::action)
				.containsExactly(Action.DELETE, Action.UPDATE, Action.UPDATE, Action.CREATE);
			assertThat(history(crate.id).get(0).changes().list()).contains(value("name", "three", null));
			assertThat(history(crate.id).get(1).changes().list()).containsExactly(value("name", "two", "three"));
			assertThat(history(crate.id).get(2).changes().list()).containsExactly(value("name", "one", "two"));
		}
	}

	@Test
	void severalChangesOfOneTransactionMakeOneEntry() {
		inserted(full());

		work((session) -> {
			Crate crate = full();
			crate.name = "two";
			session.update(crate);
			crate.name = "three";
			session.upsert(crate);
			crate.tags.add("z");
			session.update(crate);
		});
		assertThat(newest()).containsExactlyInAnyOrder(value("name", "one", "three"), joined("tags", "z"));

		work((session) -> {
			Crate crate = full();
			crate.name = "four";
			session.update(crate);
			session.delete(crate);
		});
		assertThat(newest()).contains(value("name", "three", null),
				new FieldChange.Elements("tags", List.of(), List.of("a", "b", "z"), List.of(), null));
	}

	@Test
	void whatComesAndGoesWithinATransactionLeavesNothing() {
		work((session) -> {
			Crate crate = full();
			session.upsert(crate);
			session.delete(crate);
		});

		assertThat(history()).isEmpty();
	}

	@Test
	void whatIsDeletedAndInsertedAgainIsUpdated() {
		inserted(full());

		work((session) -> {
			session.delete(full());
			Crate crate = full();
			crate.name = "again";
			session.insert(crate);
		});

		assertThat(newest()).containsExactly(value("name", "one", "again"));
	}

	@Test
	void recordsWhoseNumbersTheDatabaseMakesAndVersionsGuard() {
		Lot lot = new Lot("one");
		work((session) -> session.insert(lot));
		lot.name = "two";
		work((session) -> session.update(lot));
		lot.name = "three";
		work((session) -> session.upsert(lot));
		work((session) -> session.delete(lot));

		List<ChangeEntry> entries = this.log
			.slice(ChangeQuery.in(Scope.everything()).record(new RecordRef("LOT", lot.number())), null, 10)
			.entries();
		assertThat(entries).extracting((entry) -> entry.changes().list())
			.containsExactly(List.of(value("name", "three", null)), List.of(value("name", "two", "three")),
					List.of(value("name", "one", "two")), List.of(value("name", null, "one")));
	}

	@Test
	void aStatelessChangeIsFollowedByOneOfAnOrdinarySession() {
		inserted(full());
		this.transaction.executeWithoutResult((status) -> {
			Crate crate = this.entityManager.find(Crate.class, this.id);
			crate.name = "two";
			crate.tags.add("c");
			crate.counts.put("m", 2);
		});

		assertThat(newest()).contains(value("name", "one", "two"), joined("tags", "c"));
		assertThat(whole("tags")).isEqualTo(new FieldChange.Whole(List.of("a", "b"), List.of("a", "b", "c")));
	}

	@Test
	void aRecordThatIsDeletedWhileAFilterIsOnHasAllItsElements() {
		Crate crate = full();
		crate.tags.add("hidden one");
		inserted(crate);

		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.unwrap(Session.class).enableFilter("visible");
			Crate found = this.entityManager.find(Crate.class, this.id);
			assertThat(found.tags).containsExactlyInAnyOrder("a", "b");
			this.entityManager.remove(found);
		});

		assertThat(newest())
			.contains(new FieldChange.Elements("tags", List.of(), List.of("a", "b", "hidden one"), List.of(), null));
		assertThat(this.history.stateBeforeDeletion(Scope.everything(), ref(this.id)).orElseThrow().values())
			.containsEntry("tags", List.of("a", "b", "hidden one"));
	}

	@Test
	void aRecordThatIsDeletedUnreadWhileAFilterIsOnHasAllItsElements() {
		Crate crate = full();
		crate.tags.add("hidden one");
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(crate));

		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.unwrap(Session.class).enableFilter("visible");
			this.entityManager.remove(this.entityManager.find(Crate.class, this.id));
		});

		assertThat(newest())
			.contains(new FieldChange.Elements("tags", List.of(), List.of("a", "b", "hidden one"), List.of(), null));
	}

	@Test
	void aCollectionThatChangesWhileAFilterIsOnHasAllItsElements() {
		Crate crate = full();
		crate.tags.add("hidden one");
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(crate));

		this.transaction.executeWithoutResult((status) -> {
			this.entityManager.unwrap(Session.class).enableFilter("visible");
			Crate found = this.entityManager.find(Crate.class, this.id);
			found.tags.remove("a");
			found.tags.add("c");
		});

		assertThat(newest())
			.containsExactly(new FieldChange.Elements("tags", List.of("c"), List.of("a"), List.of(), null));
		assertThat(whole("tags"))
			.isEqualTo(new FieldChange.Whole(List.of("a", "b", "hidden one"), List.of("b", "c", "hidden one")));
	}

	@Test
	void whatTheDatabaseMakesIsOfTheChange() {
		work((session) -> session.insert(new Sign(this.id, "one")));
		assertSignIsRecorded(null, "ONE");
		work((session) -> session.update(new Sign(this.id, "two")));
		assertSignIsRecorded("ONE", "TWO");
		work((session) -> session.upsert(new Sign(this.id, "three")));
		assertSignIsRecorded("TWO", "THREE");
		this.transaction.executeWithoutResult((status) -> this.entityManager.find(Sign.class, this.id).text = "four");
		assertSignIsRecorded("THREE", "FOUR");
		this.transaction.executeWithoutResult((status) -> {
			Sign sign = this.entityManager.find(Sign.class, this.id);
			sign.text = "five";
			this.entityManager.flush();
			sign.text = "six";
		});
		assertSignIsRecorded("FOUR", "SIX");
	}

	private void assertSignIsRecorded(@Nullable String from, String to) {
		RecordRef sign = new RecordRef("SIGN", this.id);
		ChangeEntry newest = this.log.slice(ChangeQuery.in(Scope.everything()).record(sign), null, 1).entries().get(0);
		assertThat(newest.changes().list()).contains(value("shout", from, to));
		Map<String, @Nullable Object> state = this.history
			.stateExactlyAt(Scope.everything(), sign, newest.revision().number())
			.orElseThrow()
			.values();
		Sign stored = this.entityManager.find(Sign.class, this.id);
		assertThat(state).containsEntry("shout", stored.shout)
			.containsEntry("byDefault", (stored.byDefault != null) ? Long.valueOf(stored.byDefault) : null)
			.containsEntry("createdAt", String.valueOf(stored.createdAt))
			.containsEntry("updatedAt", String.valueOf(stored.updatedAt));
	}

	private Crate full() {
		Crate crate = new Crate(this.id, "one");
		crate.price = new BigDecimal("10.005");
		crate.maker = "Mill";
		crate.place = new Crate.Place("A", 1);
		crate.tags.addAll(List.of("a", "b"));
		crate.steps.addAll(List.of("x", "y"));
		crate.counts.put("k", 1);
		return crate;
	}

	private Crate inserted(Crate crate) {
		work((session) -> session.insert(crate));
		return crate;
	}

	private void work(Consumer<StatelessSession> work) {
		this.factory.unwrap(SessionFactory.class).inStatelessTransaction(work);
	}

	private static FieldChange joined(String field, Object... elements) {
		return new FieldChange.Elements(field, List.of(elements), List.of(), List.of(), null);
	}

	private static RecordRef ref(String id) {
		return new RecordRef("CRATE", id);
	}

	private List<ChangeEntry> history(String id) {
		return this.log.slice(ChangeQuery.in(Scope.everything()).record(ref(id)), null, 50).entries();
	}

	private List<ChangeEntry> history() {
		return history(this.id);
	}

	private List<Action> actions() {
		return history().stream().map(ChangeEntry::action).toList();
	}

	private List<FieldChange> newest() {
		return history().get(0).changes().list();
	}

	private Map<String, @Nullable Object> state() {
		return this.history.stateExactlyAt(Scope.everything(), ref(this.id), history().get(0).revision().number())
			.orElseThrow()
			.values();
	}

	private FieldChange.@Nullable Whole whole(String field) {
		return this.log.slice(ChangeQuery.in(Scope.everything()).record(ref(this.id)).withWholeCollections(), null, 1)
			.entries()
			.get(0)
			.changes()
			.of(field)
			.map((change) -> ((FieldChange.Elements) change).whole())
			.orElseThrow();
	}

}
