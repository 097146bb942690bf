package dev.revtrail.envers.matrix.cascades;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.CountedStatements;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.cascades.Wards.Bed;
import dev.revtrail.envers.matrix.cascades.Wards.Chair;
import dev.revtrail.envers.matrix.cascades.Wards.Cot;
import dev.revtrail.envers.matrix.cascades.Wards.Crate;
import dev.revtrail.envers.matrix.cascades.Wards.Hem;
import dev.revtrail.envers.matrix.cascades.Wards.House;
import dev.revtrail.envers.matrix.cascades.Wards.Lamp;
import dev.revtrail.envers.matrix.cascades.Wards.Nurse;
import dev.revtrail.envers.matrix.cascades.Wards.Sheet;
import dev.revtrail.envers.matrix.cascades.Wards.Ward;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.exception.AuditException;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the database deletes or releases when a record is deleted, as the mapping says it
 * does, has its entries.
 */
@LibraryTest({ Wards.class, CountedStatements.class })
@TestPropertySource(properties = "spring.jpa.properties.hibernate.generate_statistics=true")
class OnDeleteTests extends MatrixCase {

	private static final AtomicLong IDS = new AtomicLong();

	@Autowired
	RecordHistory history;

	@Autowired
	EntityManagerFactory factory;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	CountedStatements statements;

	private final long id = IDS.incrementAndGet();

	@BeforeEach
	void aWard() {
		ward(this.id);
	}

	private void ward(long number) {
		inTransaction((em) -> {
			House house = new House();
			house.id = number;
			em.persist(house);
			Lamp lamp = new Lamp();
			lamp.id = number;
			lamp.colour = "red";
			em.persist(lamp);
			Ward ward = new Ward();
			ward.id = number;
			ward.name = "west";
			ward.house = house;
			ward.lamps.add(lamp);
			em.persist(ward);
			Cot cot = new Cot();
			cot.id = number;
			cot.ward = ward;
			cot.label = "one";
			cot.rails = 2;
			em.persist(cot);
			Sheet sheet = new Sheet();
			sheet.id = number;
			sheet.place.bed = cot;
			sheet.place.side = "left";
			sheet.stains.add("tea");
			sheet.folds.addAll(List.of("x", "y"));
			sheet.hems.put("top", new Hem(3, "silk"));
			sheet.lamps.add(lamp);
			em.persist(sheet);
			Nurse nurse = new Nurse();
			nurse.id = number;
			nurse.name = "Ann";
			nurse.ward = ward;
			em.persist(nurse);
		});
	}

	@Test
	void whatTheDatabaseDeletesWithARecordHasItsEntries() {
		inTransaction((em) -> em.remove(em.find(Ward.class, this.id)));

		assertThat(List.of(rows("cot"), rows("sheet"))).containsExactly(0, 0);
		assertThat(actions("COT")).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(newest("COT")).containsExactly(value("label", "one", null), value("rails", 2L, null),
				value("ward", text(), null));
		assertThat(actions("SHEET")).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(newest("SHEET")).contains(value("place.bed", text(), null), value("place.side", "left", null));
		assertThat(List.of(state("COT"), state("SHEET"))).allMatch(RecordSnapshot::deleted);
		assertThat(entries("COT").get(0).revision().number()).isEqualTo(entries("WARD").get(0).revision().number());
	}

	@Test
	void aDeletionHasTheElementsThatTheDatabaseDeletesWithIt() {
		inTransaction((em) -> em.remove(em.find(Sheet.class, this.id)));

		assertThat(newest("SHEET")).containsAll(allElements(this.id));
	}

	@Test
	void soHasTheDeletionOfARecordThatGoesWithAnother() {
		inTransaction((em) -> em.remove(em.find(Ward.class, this.id)));

		assertThat(newest("SHEET")).containsAll(allElements(this.id));
	}

	@Test
	void theElementsOfManyDeletionsTakeOneStatementForEachCollection() {
		List<Long> more = LongStream.range(0, 5).map((i) -> IDS.incrementAndGet()).boxed().toList();
		more.forEach(this::ward);
		List<String> one = this.statements.of(() -> deleteSheets(more.subList(0, 1)));
		List<String> four = this.statements.of(() -> deleteSheets(more.subList(1, 5)));

		assertThat(selects(four)).isEqualTo(selects(one));
		more.forEach(
				(sheet) -> assertThat(history("SHEET", sheet).get(0).changes().list()).containsAll(allElements(sheet)));
	}

	private static List<FieldChange> allElements(long sheet) {
		return List.of(new FieldChange.Elements("stains", List.of(), List.of("tea"), List.of(), null),
				new FieldChange.Elements("folds", List.of(), List.of("x", "y"), List.of(), null),
				new FieldChange.Keys("hems", Map.of(), Map.of("top", Map.of("width", 3L, "thread", "silk")), Map.of()),
				new FieldChange.Elements("lamps", List.of(), List.of(String.valueOf(sheet)), List.of(), null));
	}

	private void deleteSheets(List<Long> ids) {
		inTransaction((em) -> em.createQuery("from Sheet s where s.id in :ids", Sheet.class)
			.setParameter("ids", ids)
			.getResultList()
			.forEach(em::remove));
	}

	private static long selects(List<String> statements) {
		return statements.stream().filter((sql) -> sql.startsWith("select")).count();
	}

	@Tag("not-mariadb") // Locks no row that has changed since the first read
	@Test
	void whatOthersHaveCommittedSinceTheTransactionBeganIsInItsEntries() {
		long made = IDS.incrementAndGet();
		inTransaction((em) -> {
			assertThat(em.find(House.class, this.id)).isNotNull();
			inOtherTransaction((other) -> {
				Sheet sheet = other.find(Sheet.class, this.id);
				sheet.stains.add("jam");
				sheet.folds.add("z");
				sheet.hems.put("left", new Hem(1, "wool"));
				sheet.lamps.clear();
				other.find(Nurse.class, this.id).name = "Bea";
				Bed bed = new Bed();
				bed.id = made;
				bed.ward = other.find(Ward.class, this.id);
				other.persist(bed);
			});
			em.remove(em.find(Ward.class, this.id));
		});

		assertThat(newest("SHEET"))
			.contains(new FieldChange.Elements("stains", List.of(), List.of("jam", "tea"), List.of(), null),
					new FieldChange.Elements("folds", List.of(), List.of("x", "y", "z"), List.of(), null),
					new FieldChange.Keys("hems", Map.of(),
							Map.of("top", Map.of("width", 3L, "thread", "silk"), "left",
									Map.of("width", 1L, "thread", "wool")),
							Map.of()))
			.noneMatch((change) -> change.field().equals("lamps"));
		assertThat(actions("BED", made)).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(state("NURSE").values()).containsEntry("name", "Bea");
	}

	@Test
	void whatTheDatabaseDeletesWithRecordsThatABulkStatementDeletesHasItsEntries() {
		inTransaction((em) -> this.log.bulk()
			.execute(em.createQuery("delete from Bed b where b.id = :id").setParameter("id", this.id)));

		assertThat(actions("COT")).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(newest("COT")).containsExactly(value("label", "one", null), value("rails", 2L, null),
				value("ward", text(), null));
		assertThat(actions("SHEET")).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(this.jdbc.sql("""
				select count(*) from cot_aud c join bed_aud b on b.id = c.id and b.rev = c.rev
				where c.id = ? and b.revtype = 2""").param(this.id).query(Integer.class).single()).isOne();
	}

	@Test
	void recordsThatABulkStatementAndTheDatabaseDeleteHaveOneEntry() {
		Crate outer = new Crate();
		outer.id = IDS.incrementAndGet();
		persisted(outer);
		Crate inner = new Crate();
		inner.id = IDS.incrementAndGet();
		inner.within = outer;
		persisted(inner);

		inTransaction((em) -> this.log.bulk()
			.execute(em.createQuery("delete from Crate c where c.id in :ids")
				.setParameter("ids", List.of(outer.id, inner.id))));

		assertThat(actions("CRATE", outer.id)).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(actions("CRATE", inner.id)).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(newest("CRATE", inner.id)).containsExactly(value("within", String.valueOf(outer.id), null));
	}

	@Test
	void recordsThatABulkStatementDeletesAndTheDatabaseReleasesHaveOneEntry() {
		Chair one = new Chair();
		one.id = IDS.incrementAndGet();
		persisted(one);
		Chair next = new Chair();
		next.id = IDS.incrementAndGet();
		next.neighbor = one;
		persisted(next);

		inTransaction((em) -> this.log.bulk()
			.execute(em.createQuery("delete from Chair c where c.id in :ids")
				.setParameter("ids", List.of(one.id, next.id))));

		assertThat(actions("CHAIR", one.id)).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(actions("CHAIR", next.id)).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(newest("CHAIR", next.id)).containsExactly(value("neighbor", String.valueOf(one.id), null));
	}

	@Test
	void whatTheDatabaseReleasesHasAnUpdate() {
		inTransaction((em) -> em.remove(em.find(Ward.class, this.id)));

		assertThat(this.jdbc.sql("select count(*) from nurse where id = ? and ward_id is null")
			.param(this.id)
			.query(Integer.class)
			.single()).isOne();
		assertThat(actions("NURSE")).containsExactly(Action.UPDATE, Action.CREATE);
		assertThat(newest("NURSE")).containsExactly(value("ward", text(), null));
		assertThat(state("NURSE").values()).containsEntry("ward", null).containsEntry("name", "Ann");
	}

	@Test
	void whatHibernateReleasesBeforeIsNotRecordedAsDeleted() {
		inTransaction((em) -> em.remove(em.find(Ward.class, this.id)));

		assertThat(rows("lamp")).isOne();
		assertThat(actions("LAMP")).containsExactly(Action.CREATE);
	}

	@Tag("not-postgresql") // Refuses what another cascade of the same deletion would
							// allow
	@Test
	void whatGoesWithARecordThatIsNotAuditedHasItsEntriesToo() {
		inTransaction((em) -> em.remove(em.find(House.class, this.id)));

		assertThat(actions("WARD")).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(actions("COT")).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(actions("SHEET")).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(actions("NURSE")).containsExactly(Action.UPDATE, Action.CREATE);
	}

	@Test
	void whatTheSessionDeletesItselfHasOneEntry() {
		inTransaction((em) -> {
			em.remove(em.find(Sheet.class, this.id));
			em.remove(em.find(Bed.class, this.id));
			em.remove(em.find(Ward.class, this.id));
		});

		assertThat(actions("SHEET")).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(actions("COT")).containsExactly(Action.DELETE, Action.CREATE);
	}

	@Test
	void whatTheTransactionHadChangedIsRecordedAsItWas() {
		inTransaction((em) -> {
			em.find(Cot.class, this.id).label = "two";
			em.flush();
			em.clear();
			em.remove(em.find(Ward.class, this.id));
		});

		assertThat(actions("COT")).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(newest("COT")).contains(value("label", "one", null));
	}

	@Test
	void whatTheTransactionHadMadeLeavesNothing() {
		long made = IDS.incrementAndGet();
		inTransaction((em) -> {
			Bed bed = new Bed();
			bed.id = made;
			bed.ward = em.find(Ward.class, this.id);
			em.persist(bed);
			em.flush();
			em.clear();
			em.remove(em.find(Ward.class, this.id));
		});

		assertThat(history("BED", made)).isEmpty();
	}

	@Tag("not-postgresql") // Refuses what another cascade of the same deletion would
							// allow
	@Test
	void aStatelessSessionRecordsThemToo() {
		try (StatelessSession session = this.factory.unwrap(SessionFactory.class).openStatelessSession()) {
			session.beginTransaction();
			session.delete(session.get(Ward.class, this.id));
			session.getTransaction().commit();
		}

		assertThat(actions("COT")).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(actions("NURSE")).containsExactly(Action.UPDATE, Action.CREATE);
	}

	@Test
	void aStatelessSessionOutsideOfATransactionDeletesNothing() {
		try (StatelessSession session = this.factory.unwrap(SessionFactory.class).openStatelessSession()) {
			House house = session.get(House.class, this.id);
			assertThatExceptionOfType(AuditException.class).isThrownBy(() -> session.delete(house));
		}

		assertThat(actions("WARD")).containsExactly(Action.CREATE);
		inTransaction((em) -> assertThat(em.find(Ward.class, this.id)).isNotNull());
	}

	@Test
	void manyDeletionsTakeOneStatementForEachForeignKey() {
		long other = IDS.incrementAndGet();
		ward(other);
		Statistics statistics = this.factory.unwrap(SessionFactoryImplementor.class).getStatistics();
		long one = statements(statistics, List.of(this.id));
		long third = IDS.incrementAndGet();
		ward(third);
		long two = statements(statistics, List.of(other, third));

		// The second ward is found, and deleted with its audit rows
		assertThat(actions("COT", third)).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(two - one).isLessThan(one);
	}

	private long statements(Statistics statistics, List<Long> wards) {
		statistics.clear();
		inTransaction((em) -> em.createQuery("from Ward w where w.id in :ids", Ward.class)
			.setParameter("ids", wards)
			.getResultList()
			.forEach(em::remove));
		return statistics.getQueryExecutionCount();
	}

	private int rows(String table) {
		return this.jdbc.sql("select count(*) from " + table + " where id = ?")
			.param(this.id)
			.query(Integer.class)
			.single();
	}

	private String text() {
		return String.valueOf(this.id);
	}

	private List<Action> actions(String type) {
		return actions(type, this.id);
	}

	private List<Action> actions(String type, long record) {
		return history(type, record).stream().map(ChangeEntry::action).toList();
	}

	private List<FieldChange> newest(String type) {
		return entries(type).get(0).changes().list();
	}

	private List<FieldChange> newest(String type, long record) {
		return history(type, record).get(0).changes().list();
	}

	private List<ChangeEntry> entries(String type) {
		return history(type, this.id);
	}

	private RecordSnapshot state(String type) {
		return this.history.stateAtOrBefore(Scope.everything(), new RecordRef(type, text()), Long.MAX_VALUE)
			.orElseThrow();
	}

}
