package dev.revtrail.envers.late;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.CountedStatements;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.log.KeptValuesCheck;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import org.hibernate.FlushMode;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.AuditReaderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callbacks and synchronizations set while a transaction commits is in its entries
 * and audit rows as far as it is in the database.
 */
@LibraryTest(LateApplication.class)
@Import(CountedStatements.class)
@ExtendWith({ OutputCaptureExtension.class, KeptValuesCheck.class })
class LateValuesTests extends ChangeLogCase {

	@Autowired
	RecordHistory history;

	@Autowired
	EntityManagerFactory factory;

	@Autowired
	CountedStatements statements;

	@Autowired
	JdbcTemplate jdbc;

	@AfterEach
	void reset() {
		ParcelListener.reset();
	}

	@Test
	void aValueThatACallbackSetsAfterTheInsertionIsOfTheCreation() {
		ParcelListener.persisted = (it) -> it.label = "P-" + it.id;

		Parcel parcel = persisted(new Parcel("one"));

		assertThat(newest(parcel)).contains(value("label", null, "P-" + parcel.id));
		assertSameAsDatabase(parcel);
		assertThat(relabelled(parcel)).isEqualTo(value("label", "P-" + parcel.id, "relabelled"));
	}

	@Test
	void aValueThatACallbackSetsAfterAnUpdateIsOfTheUpdate() {
		Parcel parcel = persisted(new Parcel("one"));
		ParcelListener.updated = (it) -> it.label = "changed to " + it.name;

		change(parcel, (it) -> it.name = "two");

		assertThat(newest(parcel)).containsExactlyInAnyOrder(value("name", "one", "two"),
				value("label", null, "changed to two"));
		assertSameAsDatabase(parcel);
		ParcelListener.reset();
		assertThat(relabelled(parcel)).isEqualTo(value("label", "changed to two", "relabelled"));
	}

	@Test
	void embeddablesReferencesLargeTextsAndCollectionsThatACallbackSetsAreOfTheCreation() {
		Parcel outer = persisted(new Parcel("outer"));
		String large = "x".repeat(4000);
		ParcelListener.persisted = (it) -> {
			it.size = new Parcel.Size(1, null);
			it.outer = outer;
			it.text = large;
			it.stamps.add("late");
			it.stops.addAll(List.of("a", "b"));
		};

		Parcel parcel = persisted(new Parcel("inner"));

		assertThat(newest(parcel)).contains(value("size.height", null, 1L), value("outer", null, outer.id().toString()),
				value("text", null, large),
				new FieldChange.Elements("stamps", List.of("late"), List.of(), List.of(), null));
		assertThat(newest(parcel)).anySatisfy((change) -> assertThat(change.field()).isEqualTo("stops"));
		assertSameAsDatabase(parcel);
		ParcelListener.reset();
		change(parcel, (it) -> it.text = "small");
		assertThat(newest(parcel)).containsExactly(value("text", large, "small"));
	}

	@Test
	void aCallbackThatSetsValuesTakesNoStatementBeyondItsOwn() {
		int few = statementsBeyondTheCallbacks(5);
		int many = statementsBeyondTheCallbacks(50);

		assertThat(many).isEqualTo(few);
	}

	private int statementsBeyondTheCallbacks(int parcels) {
		ParcelListener.persisted = (it) -> it.label = "P-" + it.id;
		List<String> sent = this.statements.of(() -> inTransaction((em) -> {
			for (int i = 0; i < parcels; i++) {
				em.persist(new Parcel("one"));
			}
		})).stream().filter((sql) -> !sql.contains("next") && !sql.contains("_seq")).toList();
		// A row, its update, its audit row
		return sent.size() - 3 * parcels;
	}

	@Test
	void aCallbackThatChangesARecordAtEachFlushIsStoppedAndReportedOnce(CapturedOutput output) {
		Parcel parcel = persisted(new Parcel("one"));
		ParcelListener.updated = (it) -> it.turns++;

		change(parcel, (it) -> it.name = "two");
		change(parcel, (it) -> it.name = "three");

		assertThat(newest(parcel)).hasSize(2);
		assertSameAsDatabase(parcel);
		assertThat(output.getAll().split("A callback changes records of " + Parcel.class.getName(), -1)).hasSize(2);
	}

	@Test
	void whatACallbackSetsInASessionThatIsFlushedByHandIsNotWritten() {
		ParcelListener.persisted = (it) -> it.label = "late";

		Parcel parcel = new Parcel("one");
		inTransaction((em) -> {
			em.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			em.persist(parcel);
			em.flush();
		});

		assertThat(newest(parcel)).containsExactly(value("name", null, "one"), value("turns", null, 0L));
		assertSameAsDatabase(parcel);
	}

	@Test
	void aChangeOfACollectionAloneTakesNoValueThatIsNotFlushed() {
		Parcel parcel = persisted(new Parcel("one"));

		inTransaction((em) -> {
			em.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
			Parcel found = em.find(Parcel.class, parcel.id);
			found.stamps.add("new");
			em.flush();
			found.name = "not flushed";
		});

		assertThat(newest(parcel))
			.containsExactly(new FieldChange.Elements("stamps", List.of("new"), List.of(), List.of()));
		assertSameAsDatabase(parcel);
	}

	@Test
	void norAfterItsSessionWasCleared() {
		Parcel parcel = persisted(new Parcel("one"));

		inTransaction((em) -> {
			Parcel found = em.find(Parcel.class, parcel.id);
			found.stamps.add("new");
			em.flush();
			found.name = "not flushed";
			em.clear();
		});

		assertSameAsDatabase(parcel);
	}

	@Test
	void aRecordOfWhichNothingTrackedChangedIsNotFlushedForItsCallback() {
		Parcel parcel = persisted(new Parcel("one"));
		ParcelListener.updated = (it) -> it.label = "late";

		change(parcel, (it) -> it.touched = 1);

		assertThat(history(parcel)).hasSize(1);
		assertSameAsDatabase(parcel);
	}

	@Test
	void whatACompletionCallbackSetsBeforeTheFirstFlushIsOfTheChange() {
		Pallet pallet = persisted(new Pallet("a"));

		inTransaction((em) -> {
			beforeCompletion(em, () -> em.find(Pallet.class, pallet.id).parcels = 7);
			em.find(Pallet.class, pallet.id).place = "b";
		});

		assertThat(newest(pallet)).containsExactlyInAnyOrder(value("place", "a", "b"), value("parcels", 0L, 7L));
		assertSameAsDatabase(pallet);
	}

	@Test
	void whatACompletionCallbackFlushesAfterEnversIsOfTheChange() {
		Pallet pallet = persisted(new Pallet("a"));

		inTransaction((em) -> {
			em.find(Pallet.class, pallet.id).place = "b";
			em.flush();
			beforeCompletion(em, () -> {
				em.find(Pallet.class, pallet.id).parcels = 7;
				em.flush();
			});
		});

		assertThat(newest(pallet)).containsExactlyInAnyOrder(value("place", "a", "b"), value("parcels", 0L, 7L));
		assertSameAsDatabase(pallet);
		change(pallet, (it) -> it.parcels = 8);
		assertThat(newest(pallet)).containsExactly(value("parcels", 7L, 8L));
	}

	@Test
	void whatIsNotFlushedAfterEnversStaysUnflushed() {
		Pallet pallet = persisted(new Pallet("a"));
		Pallet other = persisted(new Pallet("a"));

		inTransaction((em) -> {
			em.find(Pallet.class, pallet.id).place = "b";
			em.flush();
			beforeCompletion(em, () -> {
				em.find(Pallet.class, pallet.id).parcels = 7;
				em.flush();
				em.find(Pallet.class, other.id).parcels = 7;
			});
		});

		assertThat(history(other)).hasSize(1);
		assertSameAsDatabase(other);
		assertSameAsDatabase(pallet);
	}

	@Test
	void recordsThatASynchronizationCreatesChangesAndDeletesHaveTheirEntries() {
		Pallet changed = persisted(new Pallet("a"));
		Pallet deleted = persisted(new Pallet("a"));
		Pallet changedAndDeleted = persisted(new Pallet("a"));
		Pallet created = new Pallet("new");
		Pallet createdAndDeleted = new Pallet("new");

		inTransaction((em) -> {
			em.find(Pallet.class, changedAndDeleted.id).place = "b";
			em.persist(createdAndDeleted);
			em.flush();
			synchronization(em, () -> {
				em.find(Pallet.class, changed.id).place = "c";
				em.persist(created);
				em.remove(em.find(Pallet.class, deleted.id));
				em.remove(em.find(Pallet.class, changedAndDeleted.id));
				em.remove(createdAndDeleted);
				em.flush();
			});
		});

		assertThat(newest(changed)).containsExactly(value("place", "a", "c"));
		assertSameAsDatabase(changed);
		assertThat(newest(created)).contains(value("place", null, "new"));
		assertSameAsDatabase(created);
		assertThat(actions(deleted)).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(newest(deleted)).contains(value("place", "a", null));
		assertThat(actions(changedAndDeleted)).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(newest(changedAndDeleted)).contains(value("place", "a", null));
		assertThat(history(createdAndDeleted)).isEmpty();
		assertThat(auditRows(createdAndDeleted)).isZero();
		change(changed, (it) -> it.place = "d");
		assertThat(newest(changed)).containsExactly(value("place", "c", "d"));
	}

	@Test
	void aTransactionWhoseOnlyChangeIsThatOfASynchronizationHasItsEntry() {
		Pallet pallet = persisted(new Pallet("a"));
		Session session = this.factory.unwrap(SessionFactory.class).openSession();
		try (session) {
			Transaction first = session.beginTransaction();
			synchronization(session, () -> {
				session.find(Pallet.class, pallet.id).place = "b";
				session.flush();
			});
			first.commit();
			assertThat(newest(pallet)).containsExactly(value("place", "a", "b"));

			Transaction second = session.beginTransaction();
			session.find(Pallet.class, pallet.id).place = "c";
			second.commit();
		}

		assertThat(newest(pallet)).containsExactly(value("place", "b", "c"));
		assertSameAsDatabase(pallet);
	}

	@Test
	void whatAnInterceptorFlushesBeforeTheCommitIsOfTheChange() {
		Pallet pallet = persisted(new Pallet("a"));
		Session[] holder = new Session[1];
		Session session = this.factory.unwrap(SessionFactory.class).withOptions().interceptor(new Interceptor() {

			@Override
			public void beforeTransactionCompletion(Transaction transaction) {
				holder[0].find(Pallet.class, pallet.id).parcels = 9;
				holder[0].flush();
			}

		}).openSession();
		try (session) {
			holder[0] = session;
			Transaction started = session.beginTransaction();
			session.find(Pallet.class, pallet.id).place = "b";
			started.commit();
		}

		assertThat(newest(pallet)).containsExactlyInAnyOrder(value("place", "a", "b"), value("parcels", 0L, 9L));
		assertSameAsDatabase(pallet);
	}

	@Test
	void whatSpringsSynchronizationsChangeAndFlushIsOfTheChange() {
		Pallet pallet = persisted(new Pallet("a"));
		Parcel parcel = persisted(new Parcel("one"));

		inTransaction((em) -> {
			em.find(Pallet.class, pallet.id).place = "b";
			em.flush();
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					em.find(Pallet.class, pallet.id).parcels = 7;
				}

				@Override
				public void beforeCompletion() {
					em.find(Parcel.class, parcel.id).label = "late";
					em.flush();
				}

			});
		});

		assertThat(newest(pallet)).containsExactlyInAnyOrder(value("place", "a", "b"), value("parcels", 0L, 7L));
		assertThat(newest(parcel)).containsExactly(value("label", null, "late"));
		assertSameAsDatabase(pallet);
		assertSameAsDatabase(parcel);
	}

	@Test
	void collectionsThatASynchronizationChangesAgainHaveTheirWholeChange() {
		Parcel parcel = new Parcel("one");
		parcel.stamps.add("a");
		parcel.stops.addAll(List.of("x", "y"));
		persisted(parcel);
		Parcel untouched = new Parcel("two");
		untouched.stamps.add("a");
		persisted(untouched);

		inTransaction((em) -> {
			em.find(Parcel.class, parcel.id).stamps.add("b");
			em.flush();
			synchronization(em, () -> {
				Parcel found = em.find(Parcel.class, parcel.id);
				found.stamps.remove("a");
				found.stamps.remove("b");
				found.stamps.add("c");
				found.stops.remove("x");
				em.find(Parcel.class, untouched.id).stamps.add("z");
				em.flush();
			});
		});

		assertThat(newest(parcel))
			.contains(new FieldChange.Elements("stamps", List.of("c"), List.of("a"), List.of(), null));
		assertThat(newest(parcel)).hasSize(2);
		assertThat(newest(untouched))
			.containsExactly(new FieldChange.Elements("stamps", List.of("z"), List.of(), List.of(), null));
		change(untouched, (it) -> it.stamps.add("q"));
		change(parcel, (it) -> it.stamps.add("d"));
		assertThat(whole(parcel)).isEqualTo(new FieldChange.Whole(List.of("c"), List.of("c", "d")));
		assertThat(whole(untouched)).isEqualTo(new FieldChange.Whole(List.of("a", "z"), List.of("a", "q", "z")));
	}

	@Test
	void aHostThatAsksEnversForTheRevisionBeforeItsFirstChangeHasRightValuesToo() {
		ParcelListener.persisted = (it) -> it.label = "late";
		Parcel parcel = new Parcel("one");

		inTransaction((em) -> {
			AuditReaderFactory.get(em).getCurrentRevision(null, false);
			em.persist(parcel);
		});

		assertThat(newest(parcel)).contains(value("label", null, "late"));
		assertSameAsDatabase(parcel);
	}

	private FieldChange.@Nullable Whole whole(Parcel parcel) {
		return this.log.slice(ChangeQuery.in(Scope.everything()).record(ref(parcel)).withWholeCollections(), null, 1)
			.entries()
			.get(0)
			.changes()
			.of("stamps")
			.map((change) -> ((FieldChange.Elements) change).whole())
			.orElseThrow();
	}

	private static RecordRef ref(Object record) {
		return (record instanceof Parcel parcel) ? new RecordRef("PARCEL", String.valueOf(parcel.id))
				: new RecordRef("PALLET", String.valueOf(((Pallet) record).id));
	}

	private List<ChangeEntry> history(Object record) {
		return this.log.slice(ChangeQuery.in(Scope.everything()).record(ref(record)), null, 100).entries();
	}

	private List<Action> actions(Object record) {
		return history(record).stream().map(ChangeEntry::action).toList();
	}

	private List<FieldChange> newest(Object record) {
		return history(record).get(0).changes().list();
	}

	private long auditRows(Pallet pallet) {
		return this.jdbc.queryForObject("select count(*) from pallet_aud where id = ?", Long.class, pallet.id);
	}

	/** The newest state of the log, and Envers' row, are what the table holds. */
	private void assertSameAsDatabase(Object record) {
		RecordRef ref = ref(record);
		String table = ref.type().toLowerCase(Locale.ROOT);
		Set<String> columns = record instanceof Parcel
				? Set.of("name", "label", "text", "turns", "height", "width", "outer_id") : Set.of("place", "parcels");
		var row = this.jdbc.queryForMap("select * from " + table + " where id = ?", Long.valueOf(ref.id()));
		var audit = this.jdbc
			.queryForList("select * from " + table + "_aud where id = ? order by rev desc", Long.valueOf(ref.id()))
			.get(0);
		var state = this.history.stateExactlyAt(Scope.everything(), ref, history(record).get(0).revision().number())
			.orElseThrow();
		for (String column : columns) {
			Object held = row.get(column);
			assertThat(audit.get(column)).as("audit " + column).isEqualTo(held);
			String field = switch (column) {
				case "height", "width" -> "size." + column;
				case "outer_id" -> "outer";
				default -> column;
			};
			assertThat(state.values().get(field)).as(field)
				.isEqualTo((held instanceof Integer number) ? Long.valueOf(number)
						: (held instanceof Long id) ? id.toString() : held);
		}
	}

	private FieldChange relabelled(Parcel parcel) {
		change(parcel, (it) -> it.label = "relabelled");
		return newest(parcel).get(0);
	}

	@SuppressWarnings("unchecked")
	private <T> void change(T record, Consumer<T> change) {
		Object id = this.factory.getPersistenceUnitUtil().getIdentifier(record);
		inTransaction((em) -> change.accept((T) em.find(record.getClass(), id)));
	}

	private static void beforeCompletion(EntityManager em, Runnable work) {
		em.unwrap(SessionImplementor.class)
			.getActionQueue()
			.registerCallback((SharedSessionContractImplementor session) -> work.run());
	}

	private static void synchronization(EntityManager em, Runnable work) {
		em.unwrap(SessionImplementor.class).accessTransaction().registerSynchronization(new Synchronization() {

			@Override
			public void beforeCompletion() {
				work.run();
			}

			@Override
			public void afterCompletion(int status) {
				assertThat(status).isEqualTo(Status.STATUS_COMMITTED);
			}

		});
	}

}
