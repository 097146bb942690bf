package dev.revtrail.envers.matrix.inverse;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.revtrail.CountedStatements;
import dev.revtrail.LibraryTest;
import dev.revtrail.envers.matrix.MatrixCase;
import dev.revtrail.envers.matrix.inverse.Folders.Binder;
import dev.revtrail.envers.matrix.inverse.Folders.Cabinet;
import dev.revtrail.envers.matrix.inverse.Folders.CabinetId;
import dev.revtrail.envers.matrix.inverse.Folders.Drawer;
import dev.revtrail.envers.matrix.inverse.Folders.DrawerId;
import dev.revtrail.envers.matrix.inverse.Folders.Folder;
import dev.revtrail.envers.matrix.inverse.Folders.Label;
import dev.revtrail.envers.matrix.inverse.Folders.Sheet;
import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.envers.AuditReader;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Envers writes rows of the parents that children join or leave. Where each chunk of a
 * batch flushes and clears the session, they are read with one statement at the commit.
 */
@LibraryTest({ Playlists.class, CountedStatements.class })
class ClearedParentsTests extends MatrixCase {

	private static final int COUNT = 50;

	private static final AtomicLong IDS = new AtomicLong();

	@Autowired
	CountedStatements statements;

	private final long first = IDS.addAndGet(1000);

	private final List<Long> ids = LongStream.range(this.first, this.first + COUNT).boxed().toList();

	@Test
	void parentsThatChildrenJoin() {
		folders();
		int loads = Folder.loads;

		assertThat(readsAtCommit("folder", (em) -> {
			List<Folder> folders = em.createQuery("from Folders$Folder f where f.id in :ids", Folder.class)
				.setParameter("ids", this.ids)
				.getResultList();
			assertThat(folders).hasSize(COUNT);
			folders.forEach((folder) -> em.persist(sheet(folder.id, folder)));
		})).isEqualTo(1);

		assertThat(Folder.loads - loads).isEqualTo(COUNT);
		this.ids.forEach((id) -> assertName(id, 2, "name"));
	}

	@Test
	void parentsThatChildrenJoinByProxies() {
		folders();

		assertThat(readsAtCommit("folder",
				(em) -> this.ids.forEach((id) -> em.persist(sheet(id, em.getReference(Folder.class, id))))))
			.isEqualTo(1);

		this.ids.forEach((id) -> assertName(id, 2, "name"));
	}

	@Test
	void parentsThatTheSessionRefersToAgainStayUnread() {
		folders();
		List<@Nullable Folder> proxies = new ArrayList<>();

		assertThat(reads("folder", this.statements.of(() -> inTransaction((em) -> {
			this.ids.forEach((id) -> em.persist(sheet(id, em.find(Folder.class, id))));
			em.flush();
			em.clear();
			this.ids.forEach((id) -> proxies.add(em.find(Sheet.class, id).folder));
			forgetStatements();
		})))).isEqualTo(1);

		assertThat(proxies).hasSize(COUNT).noneMatch(Hibernate::isInitialized);
		this.ids.forEach((id) -> assertName(id, 2, "name"));
	}

	@Test
	void parentsThatChildrenLeave() {
		folders();
		inTransaction((em) -> this.ids.forEach((id) -> em.persist(sheet(id, em.find(Folder.class, id)))));
		List<Long> others = this.ids.stream().map((id) -> id + COUNT).toList();
		inTransaction((em) -> others.forEach((id) -> em.persist(folder(id))));

		assertThat(readsAtCommit("folder",
				(em) -> this.ids.forEach((id) -> em.find(Sheet.class, id).folder = em.find(Folder.class, id + COUNT))))
			.isEqualTo(1);

		this.ids.forEach((id) -> assertName(id, 3, "name"));
		others.forEach((id) -> assertName(id, 2, "name"));
	}

	@Test
	void parentsThatChildrenJoinAndLeave() {
		folders();
		List<Long> sheets = this.ids.subList(0, 2);
		inTransaction((em) -> sheets.forEach((id) -> em.persist(sheet(id, em.find(Folder.class, id)))));

		assertThat(readsAtCommit("folder", (em) -> {
			sheets.forEach((id) -> em.find(Sheet.class, id).folder = em.find(Folder.class, id + 2));
			em.flush();
			em.clear();
			sheets.forEach((id) -> em.find(Sheet.class, id).folder = em.find(Folder.class, id + 4));
		})).isEqualTo(2);

		sheets.forEach((id) -> assertName(id, 3, "name"));
		this.ids.subList(2, 6).forEach((id) -> assertName(id, 2, "name"));
	}

	@Test
	void parentsWhoseChildrenAreDeleted() {
		folders();
		inTransaction((em) -> this.ids.forEach((id) -> em.persist(sheet(id, em.find(Folder.class, id)))));

		assertThat(readsAtCommit("folder", (em) -> this.ids.forEach((id) -> em.remove(em.find(Sheet.class, id)))))
			.isEqualTo(1);

		this.ids.forEach((id) -> assertName(id, 3, "name"));
	}

	@Test
	void parentsOfChildrenThatStayAreNotRead() {
		folders();
		inTransaction((em) -> this.ids.forEach((id) -> em.persist(sheet(id, em.find(Folder.class, id)))));

		assertThat(readsAtCommit("folder", (em) -> this.ids.forEach((id) -> em.find(Sheet.class, id).title = "other")))
			.isZero();
	}

	@Test
	void parentsThatAreChangedThemselvesAreNotRead() {
		folders();

		assertThat(readsAtCommit("folder", (em) -> this.ids.forEach((id) -> {
			Folder folder = em.find(Folder.class, id);
			folder.name = "other";
			em.persist(sheet(id, folder));
		}))).isZero();

		this.ids.forEach((id) -> assertName(id, 2, "other"));
	}

	@Test
	void parentsThatSqlHasChanged() {
		folders();

		assertThat(readsAtCommit("folder", (em) -> {
			this.ids.forEach((id) -> em.persist(sheet(id, em.find(Folder.class, id))));
			em.flush();
			sql(em, "update folders$folder set name = 'sql' where id between ? and ?", this.first, this.first + COUNT);
		})).isEqualTo(1);

		this.ids.forEach((id) -> assertName(id, 2, "sql"));
	}

	@Test
	void parentsOfSubclasses() {
		inTransaction((em) -> this.ids.forEach((id) -> em.persist((id % 2 == 0) ? binder(id) : folder(id))));

		assertThat(readsAtCommit("folder",
				(em) -> this.ids.forEach((id) -> em.persist(sheet(id, em.find(Folder.class, id))))))
			.isEqualTo(2);

		for (long id : this.ids) {
			if (id % 2 == 0) {
				assertThat(row(Binder.class, id, 2)).extracting((row) -> row.name, (row) -> row.rings)
					.containsExactly("name", 4);
			}
			else {
				assertName(id, 2, "name");
			}
		}
	}

	@Test
	void parentsWithCompositeIds() {
		inTransaction((em) -> IntStream.range(0, COUNT).forEach((number) -> em.persist(cabinet(number))));

		assertThat(readsAtCommit("cabinet", (em) -> IntStream.range(0, COUNT).forEach((number) -> {
			Drawer drawer = drawer(number);
			drawer.cabinet = em.find(Cabinet.class, new CabinetId(this.first, number));
			em.persist(drawer);
		}))).isEqualTo(1);

		for (int number = 0; number < COUNT; number++) {
			assertThat(row(Cabinet.class, new CabinetId(this.first, number), 2).name).isEqualTo("name");
		}
	}

	@Test
	void parentsWithIdsOfSeveralAttributes() {
		inTransaction((em) -> IntStream.range(0, COUNT).forEach((place) -> {
			Drawer drawer = drawer(place);
			drawer.cabinet = cabinet(place);
			em.persist(drawer.cabinet);
			em.persist(drawer);
		}));

		assertThat(readsAtCommit("drawer", (em) -> IntStream.range(0, COUNT).forEach((place) -> {
			Label label = new Label();
			label.id = this.first + place;
			label.drawer = em.find(Drawer.class, new DrawerId(this.first, place));
			em.persist(label);
		}))).isEqualTo(1);

		for (int place = 0; place < COUNT; place++) {
			assertThat(row(Drawer.class, new DrawerId(this.first, place), 2))
				.extracting((row) -> row.name, (row) -> idOf(row.cabinet))
				.containsExactly("name", new CabinetId(this.first, place));
		}
	}

	@Test
	void referencesOfParentsToRecordsWithCompositeIds() {
		inTransaction((em) -> this.ids.forEach((id) -> {
			Folder folder = folder(id);
			folder.cabinet = cabinet((int) (id - this.first));
			em.persist(folder.cabinet);
			em.persist(folder);
		}));

		List<String> atCommit = atCommit(
				(em) -> this.ids.forEach((id) -> em.persist(sheet(id, em.find(Folder.class, id)))));

		assertThat(reads("folder", atCommit)).isEqualTo(1);
		assertThat(reads("from folders$cabinet", atCommit)).isZero();
		for (long id : this.ids) {
			assertThat(idOf(row(Folder.class, id, 2).cabinet))
				.isEqualTo(new CabinetId(this.first, (int) (id - this.first)));
		}
	}

	private long readsAtCommit(String table, Consumer<EntityManager> work) {
		return reads(table, atCommit(work));
	}

	private List<String> atCommit(Consumer<EntityManager> work) {
		return this.statements.of(() -> inTransaction((em) -> {
			work.accept(em);
			em.flush();
			em.clear();
			forgetStatements();
		}));
	}

	private void forgetStatements() {
		this.statements.of(() -> {
		});
	}

	/** Lazy attributes of enhanced entities are read by themselves. */
	private static long reads(String table, List<String> statements) {
		return statements.stream()
			.filter((statement) -> statement.startsWith("select") && statement.contains(table)
					&& statement.contains(".name"))
			.count();
	}

	private void assertName(long id, int rows, String name) {
		assertThat(row(Folder.class, id, rows)).extracting((row) -> row.name, (row) -> row.note)
			.containsExactly(name, "note");
	}

	/** The newest of a record's audit rows. */
	private <T> T row(Class<T> entity, Object id, int rows) {
		AtomicReference<T> row = new AtomicReference<>();
		inTransaction((em) -> {
			AuditReader reader = AuditReaderFactory.get(em);
			List<Number> revisions = reader.getRevisions(entity, id);
			assertThat(revisions).hasSize(rows);
			row.set(reader.find(entity, id, revisions.get(rows - 1)));
		});
		return row.get();
	}

	private static void sql(EntityManager em, String sql, long low, long high) {
		em.unwrap(Session.class).doWork((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				statement.setLong(1, low);
				statement.setLong(2, high);
				statement.executeUpdate();
			}
		});
	}

	private void folders() {
		inTransaction((em) -> this.ids.forEach((id) -> em.persist(folder(id))));
	}

	private static Folder folder(long id) {
		return named(new Folder(), id);
	}

	private static Folder binder(long id) {
		Binder binder = new Binder();
		binder.rings = 4;
		return named(binder, id);
	}

	private static Folder named(Folder folder, long id) {
		folder.id = id;
		folder.name = "name";
		folder.note = "note";
		return folder;
	}

	private static Sheet sheet(long id, @Nullable Folder folder) {
		Sheet sheet = new Sheet();
		sheet.id = id;
		sheet.folder = folder;
		return sheet;
	}

	private Cabinet cabinet(int number) {
		Cabinet cabinet = new Cabinet();
		cabinet.id = new CabinetId(this.first, number);
		cabinet.name = "name";
		return cabinet;
	}

	private Drawer drawer(int place) {
		Drawer drawer = new Drawer();
		drawer.shelf = this.first;
		drawer.place = place;
		drawer.name = "name";
		return drawer;
	}

	private static @Nullable Object idOf(@Nullable Cabinet cabinet) {
		LazyInitializer proxy = HibernateProxy.extractLazyInitializer(cabinet);
		return (proxy != null) ? proxy.getInternalIdentifier() : (cabinet != null) ? cabinet.id : null;
	}

}
