package dev.revtrail.envers.bulk;

import java.math.BigDecimal;
import java.sql.Savepoint;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import dev.revtrail.Action;
import dev.revtrail.BulkChanges;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.CountedStatements;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.Scope;
import dev.revtrail.envers.DefaultRevision;
import dev.revtrail.envers.RevtrailRevision;
import example.pharmacy.Delivery;
import example.pharmacy.Maker;
import example.pharmacy.Notice;
import example.pharmacy.Permit;
import example.pharmacy.Pharmacy;
import example.pharmacy.Product;
import example.pharmacy.Recipe;
import example.pharmacy.Remedy;
import example.pharmacy.Shop;
import example.pharmacy.Stock;
import example.pharmacy.Storage;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.RevisionType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What {@link BulkChanges} promises, on every database and with every audit strategy.
 */
@LibraryTest(Pharmacy.class)
@Import(CountedStatements.class)
@ExtendWith(OutputCaptureExtension.class)
abstract class BulkChangesContract extends ChangeLogCase {

	@Autowired
	SessionFactory sessionFactory;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	CountedStatements statements;

	@BeforeEach
	void makers() {
		inTransaction((em) -> {
			em.merge(new Maker("acme", "de"));
			em.merge(new Maker("bolt", "fr"));
		});
	}

	@Test
	void anUpdateMakesTheEntriesThatTheSameChangeByEntityMakes(CapturedOutput output) {
		Product one = product("One");
		Product other = product("Other");

		int count = bulk((em) -> em.createQuery("""
				update Product p set p.name = :name, p.price = p.price * 1.1, p.state = :state,
				p.storage.room = 'B', p.storage.shelf = null, p.maker = :maker where p.id in :ids""")
			.setParameter("name", "Salt")
			.setParameter("state", Product.State.WITHDRAWN)
			.setParameter("maker", em.getReference(Maker.class, "bolt"))
			.setParameter("ids", List.of(one.id)));
		inTransaction((em) -> {
			Product found = em.find(Product.class, other.id);
			found.name = "Salt";
			found.price = new BigDecimal("11.00");
			found.state = Product.State.WITHDRAWN;
			found.storage = new Storage("B", null);
			found.maker = em.getReference(Maker.class, "bolt");
		});

		assertThat(count).isOne();
		ChangeEntry entry = newest("PRODUCT", one.id);
		assertThat(entry.action()).isEqualTo(Action.UPDATE);
		assertThat(entry.organizationId()).isEqualTo("fr");
		assertThat(entry.changes()).contains(new FieldChange.Value("name", "One", "Salt", true),
				new FieldChange.Value("price", new BigDecimal("10.00"), new BigDecimal("11.00"), true));
		assertThat(withoutName(entry)).hasSize(5).isEqualTo(withoutName(newest("PRODUCT", other.id)));
		assertThat(auditRow("product_aud", one.id)).isEqualTo(auditRow("product_aud", other.id));
		assertThat(output).doesNotContain("A bulk ");
	}

	@Test
	void onlyRecordsThatReallyChangeGetAnEntry() {
		Product same = product("Same");
		Product other = product("Other");

		int count = bulk((em) -> em.createQuery("update Product set name = 'Same' where id in (?1, ?2)")
			.setParameter(1, same.id)
			.setParameter(2, other.id));

		assertThat(count).isEqualTo(2);
		assertThat(history("PRODUCT", same.id)).hasSize(1);
		assertThat(history("PRODUCT", other.id)).hasSize(2);
	}

	@Test
	void criteriaUpdatesKeepTheirEntries() {
		Product product = product("Salt");

		bulk((em) -> {
			var builder = em.getCriteriaBuilder();
			var update = builder.createCriteriaUpdate(Product.class);
			var root = update.from(Product.class);
			update
				.set(root.<BigDecimal>get("price"), builder.sum(root.<BigDecimal>get("price"), new BigDecimal("0.50")))
				.where(builder.equal(root.get("id"), product.id));
			return em.createQuery(update);
		});

		assertThat(newest("PRODUCT", product.id).changes())
			.containsExactly(new FieldChange.Value("price", new BigDecimal("10.00"), new BigDecimal("10.50"), true));
	}

	@Test
	void updatesByWhatASubqueryFindsKeepTheirEntries() {
		Product acme = product("One");
		Product bolt = persisted(new Product("Other", null, find(Maker.class, "bolt")));

		int in = bulk((em) -> em
			.createQuery("update Product p set p.name = 'in' where p.maker.id in "
					+ "(select m.id from Maker m where m.country = :country) and p.id >= :first")
			.setParameter("country", "fr")
			.setParameter("first", acme.id));
		int exists = bulk((em) -> em
			.createQuery("update Product p set p.name = 'exists' where exists "
					+ "(select 1 from Maker m where m = p.maker and m.country = ?1 and m.id not in "
					+ "(select o.id from Maker o where o.id > m.id or o.country = ?2)) and p.id >= ?3")
			.setParameter(1, "de")
			.setParameter(2, "fr")
			.setParameter(3, acme.id));
		int both = bulk((em) -> em
			.createQuery("update Product p set p.name = "
					+ "(select max(m.country) from Maker m where m = p.maker and m.id in :ids) "
					+ "where p.id = (select max(o.id) from Product o where o.name = 'in' and o.state in :states)")
			.setParameter("ids", List.of("acme", "bolt"))
			.setParameter("states", List.of(Product.State.ON_SALE, Product.State.WITHDRAWN)));

		assertThat(List.of(in, exists, both)).containsOnly(1);
		assertThat(newest("PRODUCT", acme.id).changes())
			.containsExactly(new FieldChange.Value("name", "One", "exists", true));
		assertThat(history("PRODUCT", bolt.id)).hasSize(3);
		assertThat(newest("PRODUCT", bolt.id).changes())
			.containsExactly(new FieldChange.Value("name", "in", "fr", true));
	}

	@Test
	void deletionsByWhatASubqueryFindsKeepTheirEntries() {
		Product gone = persisted(new Product("Gone", null, find(Maker.class, "bolt")));
		Product also = persisted(new Product("Also", null, null));
		Product kept = product("Kept");

		int deleted = bulk((em) -> em
			.createQuery("delete from Product p where p.id >= :first and p.id not in "
					+ "(select o.id from Product o join o.maker m where m.country = :country)")
			.setParameter("first", gone.id)
			.setParameter("country", "de"));

		assertThat(deleted).isEqualTo(2);
		for (Product product : List.of(gone, also)) {
			assertThat(find(Product.class, product.id)).isNull();
			assertThat(newest("PRODUCT", product.id).action()).isEqualTo(Action.DELETE);
		}
		assertThat(history("PRODUCT", kept.id)).hasSize(1);
	}

	@Test
	void subqueriesOverCollectionsKeepTheirEntries() {
		Recipe tagged = new Recipe();
		tagged.tags.add("a");
		persisted(tagged);
		Recipe untagged = persisted(new Recipe());

		bulk((em) -> em.createQuery("update Recipe r set r.title = 'x' where :tag member of r.tags")
			.setParameter("tag", "a"));
		bulk((em) -> em.createQuery("update Recipe r set r.title = 'y' where r.tags is empty"));
		bulk((em) -> em
			.createQuery("update Recipe r set r.title = 'z' where exists (select 1 from r.tags t where t = 'a')"));

		assertThat(history("RECIPE", tagged.id)).hasSize(3);
		assertThat(newest("RECIPE", tagged.id).changes())
			.containsExactly(new FieldChange.Value("title", "x", "z", true));
		assertThat(newest("RECIPE", untagged.id).changes())
			.containsExactly(new FieldChange.Value("title", "", "y", true));
	}

	@Test
	void criteriaStatementsWithSubqueriesAndParametersKeepTheirEntries() {
		Product updated = product("Updated");
		Product deleted = persisted(new Product("Deleted", null, find(Maker.class, "bolt")));

		int updates = bulk((em) -> {
			var builder = em.getCriteriaBuilder();
			var update = builder.createCriteriaUpdate(Product.class);
			var root = update.from(Product.class);
			var name = builder.parameter(String.class);
			var country = builder.parameter(String.class);
			var first = builder.parameter(Long.class, "first");
			var subquery = update.subquery(String.class);
			var maker = subquery.from(Maker.class);
			subquery.select(maker.get("id"))
				.where(builder.equal(maker.get("country"), country), builder.equal(root.get("maker"), maker));
			update.set(root.<String>get("name"), name)
				.where(root.get("maker").get("id").in(subquery),
						builder.greaterThanOrEqualTo(root.<Long>get("id"), first));
			return em.createQuery(update)
				.setParameter(name, "x")
				.setParameter(country, "de")
				.setParameter(first, updated.id);
		});
		int deletions = bulk((em) -> {
			var builder = em.getCriteriaBuilder();
			var delete = builder.createCriteriaDelete(Product.class);
			var root = delete.from(Product.class);
			var subquery = delete.subquery(Integer.class);
			var correlated = subquery.correlate(root);
			subquery.select(builder.literal(1))
				.where(builder.equal(correlated.join("maker").get("country"), "fr"),
						builder.equal(correlated.get("name"), "Deleted"));
			return em.createQuery(delete.where(builder.exists(subquery)));
		});

		assertThat(List.of(updates, deletions)).containsOnly(1);
		assertThat(newest("PRODUCT", updated.id).changes())
			.containsExactly(new FieldChange.Value("name", "Updated", "x", true));
		assertThat(newest("PRODUCT", deleted.id).action()).isEqualTo(Action.DELETE);
	}

	@Test
	void theVersionIsCountedUpWhereTheStatementSaysSo() {
		Product product = product("Salt");

		bulk((em) -> em.createQuery("update versioned Product set name = 'x' where id = " + product.id));

		assertThat(find(Product.class, product.id).version).isOne();
		assertThat(newest("PRODUCT", product.id).changes())
			.containsExactly(new FieldChange.Value("name", "Salt", "x", true));
	}

	@Test
	void attributesThatAreNotAuditedLeaveNoTrace() {
		Product product = product("Salt");

		bulk((em) -> em.createQuery("update Product set memo = 'x' where id = " + product.id));

		assertThat(find(Product.class, product.id).memo).isEqualTo("x");
		assertThat(history("PRODUCT", product.id)).hasSize(1);
	}

	@Test
	void recordsOlderThanTheLibraryHaveRightOldValues() {
		this.log.bulk()
			.untracked(() -> this.jdbc
				.update("insert into product (version, name, state) values (0, 'Older', 'ON_SALE')"));
		long id = this.jdbc.queryForObject("select max(id) from product", Long.class);

		bulk((em) -> em.createQuery("update Product set name = 'New', price = 1 where id = " + id));

		assertThat(newest("PRODUCT", id).changes()).containsExactly(new FieldChange.Value("name", "Older", "New", true),
				new FieldChange.Value("price", null, new BigDecimal("1.00"), true));
	}

	@Test
	void changesByEntityAndInBulkOfOneTransactionMakeOneEntry() {
		Product before = product("Before");
		Product after = product("After");

		inTransaction((em) -> {
			em.find(Product.class, before.id).price = BigDecimal.ONE;
			execute(em.createQuery("update Product set name = 'bulk', state = 'WITHDRAWN' where id in :ids")
				.setParameter("ids", List.of(before.id, after.id)));
			em.clear();
			em.find(Product.class, after.id).price = BigDecimal.ONE;
		});

		for (Product product : List.of(before, after)) {
			assertThat(history("PRODUCT", product.id)).hasSize(2);
			assertThat(newest("PRODUCT", product.id).changes()).containsExactly(
					new FieldChange.Value("name", product.name, "bulk", true),
					new FieldChange.Value("price", new BigDecimal("10.00"), new BigDecimal("1.00"), true),
					new FieldChange.Value("state", "ON_SALE", "WITHDRAWN", true));
		}
	}

	@Test
	void whatAStaleObjectOverwritesIsRecordedAsTheDatabaseHasIt() {
		Product product = product("Salt");

		inTransaction((em) -> {
			Product stale = em.find(Product.class, product.id);
			execute(em.createQuery("update Product set name = 'bulk' where id = " + product.id));
			stale.price = BigDecimal.ONE;
		});

		assertThat(find(Product.class, product.id).name).isEqualTo("Salt");
		assertThat(newest("PRODUCT", product.id).changes())
			.containsExactly(new FieldChange.Value("price", new BigDecimal("10.00"), new BigDecimal("1.00"), true));
	}

	@Test
	void severalBulkStatementsOfOneTransactionMakeOneEntry() {
		Product product = product("Salt");
		Product back = product("Back");

		inTransaction((em) -> {
			execute(em
				.createQuery("update Product set name = 'x' where id in (%d, %d)".formatted(product.id, back.id)));
			execute(em.createQuery("update Product set name = 'y', price = null where id = " + product.id));
			execute(em.createQuery("update Product set name = 'Back' where id = " + back.id));
		});

		assertThat(newest("PRODUCT", product.id).changes()).containsExactly(
				new FieldChange.Value("name", "Salt", "y", true),
				new FieldChange.Value("price", new BigDecimal("10.00"), null, true));
		assertThat(history("PRODUCT", back.id)).hasSize(1);
	}

	@Test
	void aCreationOutranksTheBulkUpdateThatFollows() {
		Product product = new Product("Salt", null, null);

		inTransaction((em) -> {
			em.persist(product);
			execute(em.createQuery("update Product set name = 'x' where name = 'Salt' and id = " + product.id));
		});

		assertThat(history("PRODUCT", product.id)).hasSize(1);
		assertThat(newest("PRODUCT", product.id).changes()).contains(new FieldChange.Value("name", null, "x", true));
	}

	@Test
	void joinedAndSharedAndSecondaryTablesKeepTheirRows() {
		Delivery delivery = persisted(new Delivery());
		Delivery.Parcel parcel = persisted(new Delivery.Parcel());
		Notice.Warning warning = persisted(new Notice.Warning());
		Shop shop = persisted(new Shop());

		bulk((em) -> em.createQuery("update Delivery set status = 'sent'"));
		bulk((em) -> em.createQuery("update ParcelDelivery set carrier = 'post' where id = " + parcel.id));
		bulk((em) -> em.createQuery("update Notice set text = 'x' where id = " + warning.id));
		bulk((em) -> em.createQuery("update Shop set name = 'x', phone = '1'"));

		assertThat(newest("DELIVERY", delivery.id).changes())
			.containsExactly(new FieldChange.Value("status", "", "sent", true));
		assertThat(history("PARCEL_DELIVERY", parcel.id)).hasSize(3);
		assertThat(newest("PARCEL_DELIVERY", parcel.id).changes())
			.containsExactly(new FieldChange.Value("carrier", null, "post", true));
		assertThat(newest("WARNING", warning.id).changes())
			.containsExactly(new FieldChange.Value("text", "", "x", true));
		assertThat(newest("SHOP", shop.id).changes()).containsExactly(new FieldChange.Value("name", "", "x", true),
				new FieldChange.Value("phone", null, "1", true));
		inTransaction((em) -> {
			var reader = AuditReaderFactory.get(em);
			Number last = reader.getRevisions(Delivery.Parcel.class, parcel.id).get(2);
			assertThat(reader.find(Delivery.Parcel.class, parcel.id, last)).satisfies((row) -> {
				assertThat(row.status).isEqualTo("sent");
				assertThat(row.carrier).isEqualTo("post");
			});
			assertThat(reader.getRevisions(Notice.Warning.class, warning.id)).hasSize(2);
		});
	}

	@Test
	void aTableForEachClassKeepsItsRows() {
		Remedy remedy = persisted(new Remedy(1));
		Remedy.Salve salve = persisted(new Remedy.Salve(2));

		bulk((em) -> em.createQuery("update Remedy set purpose = 'itch'"));
		bulk((em) -> em.createQuery("update Salve set base = 'fat'"));

		assertThat(newest("REMEDY", remedy.id).changes())
			.containsExactly(new FieldChange.Value("purpose", "", "itch", true));
		assertThat(history("SALVE", salve.id)).hasSize(3);
		assertThat(newest("SALVE", salve.id).changes())
			.containsExactly(new FieldChange.Value("base", null, "fat", true));
		inTransaction(
				(em) -> assertThat(AuditReaderFactory.get(em).getRevisions(Remedy.Salve.class, salve.id)).hasSize(3));

		bulk((em) -> em.createQuery("delete from Remedy"));

		assertThat(newest("REMEDY", remedy.id).action()).isEqualTo(Action.DELETE);
		assertThat(newest("SALVE", salve.id).changes()).containsExactly(
				new FieldChange.Value("base", "fat", null, true), new FieldChange.Value("purpose", "itch", null, true));
	}

	@Test
	void recordsWhoseIdIsAClassKeepTheirRows() {
		persisted(new Stock("a,b", 1));

		bulk((em) -> em.createQuery("update Stock set pieces = 3 where place = 'a,b'"));
		assertThat(newest("STOCK", "1,a\\,b").changes()).containsExactly(new FieldChange.Value("pieces", 0L, 3L, true));

		bulk((em) -> em.createQuery("delete from Stock where place = 'a,b'"));
		assertThat(newest("STOCK", "1,a\\,b").action()).isEqualTo(Action.DELETE);
	}

	@Test
	void modifiedFlagsAreSetForWhatChanged() {
		Permit one = persisted(new Permit(new Permit.Number("a", 1), "Ann"));
		Permit other = persisted(new Permit(new Permit.Number("a", 2), "Bob"));

		bulk((em) -> em.createQuery("update Permit set holder = 'Bob', remark = 'x'"));

		assertThat(newest("PERMIT", "1,a").changes()).hasSize(2);
		assertThat(newest("PERMIT", "2,a").changes()).hasSize(1);
		inTransaction((em) -> {
			for (Permit permit : List.of(one, other)) {
				assertThat(AuditReaderFactory.get(em)
					.createQuery()
					.forRevisionsOfEntity(Permit.class, true, true)
					.add(org.hibernate.envers.query.AuditEntity.id().eq(permit.number))
					.add(org.hibernate.envers.query.AuditEntity.property("remark").hasChanged())
					.add(org.hibernate.envers.query.AuditEntity.revisionType().eq(RevisionType.MOD))
					.getResultList()).hasSize(1);
			}
			assertThat(AuditReaderFactory.get(em)
				.createQuery()
				.forRevisionsOfEntity(Permit.class, true, true)
				.add(org.hibernate.envers.query.AuditEntity.property("holder").hasChanged())
				.add(org.hibernate.envers.query.AuditEntity.revisionType().eq(RevisionType.MOD))
				.getResultList()).extracting("number").contains(one.number).doesNotContain(other.number);
		});

		bulk((em) -> em.createQuery("delete from Permit"));
		assertThat(newest("PERMIT", "1,a").action()).isEqualTo(Action.DELETE);
	}

	@Test
	void aDeletionMakesTheEntriesThatTheSameByEntityMakes(CapturedOutput output) {
		Product one = product("One");
		Product other = product("One");

		int count = bulk((em) -> em.createQuery("delete from Product where id = :id").setParameter("id", one.id));
		inTransaction((em) -> em.remove(em.find(Product.class, other.id)));

		assertThat(count).isOne();
		assertThat(find(Product.class, one.id)).isNull();
		ChangeEntry entry = newest("PRODUCT", one.id);
		assertThat(entry.action()).isEqualTo(Action.DELETE);
		assertThat(entry.organizationId()).isEqualTo("de");
		assertThat(entry.changes()).isEqualTo(newest("PRODUCT", other.id).changes());
		assertThat(auditRow("product_aud", one.id)).isEqualTo(auditRow("product_aud", other.id));
		assertThat(output).doesNotContain("A bulk ");
	}

	@Test
	void deletionsOfOtherMappingsKeepTheirEntries() {
		Delivery.Parcel parcel = persisted(new Delivery.Parcel());
		Shop shop = persisted(new Shop());

		bulk((em) -> em.createQuery("delete from Delivery where id = " + parcel.id));
		bulk((em) -> em.createQuery("delete from Shop where id = " + shop.id));

		assertThat(newest("PARCEL_DELIVERY", parcel.id).action()).isEqualTo(Action.DELETE);
		assertThat(newest("SHOP", shop.id).changes()).containsExactly(new FieldChange.Value("name", "", null, true));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aDeletionOfWhatTheTransactionChangedMakesOneEntry(boolean cleared) {
		Product changed = product("Changed");
		Product updated = product("Updated");
		Product created = new Product("Created", null, null);
		Product another = product("Another");

		inTransaction((em) -> {
			em.find(Product.class, changed.id).name = "x";
			em.persist(created);
			if (cleared) {
				em.flush();
				em.clear();
			}
			execute(em.createQuery("update Product set name = 'x' where id = " + updated.id));
			execute(em.createQuery("delete from Product where id in :ids")
				.setParameter("ids", List.of(changed.id, updated.id, created.id)));
			em.clear();
			em.find(Product.class, another.id).name = "y";
		});

		assertThat(history("PRODUCT", changed.id)).extracting(ChangeEntry::action)
			.containsExactly(Action.DELETE, Action.CREATE);
		assertThat(history("PRODUCT", updated.id)).extracting(ChangeEntry::action)
			.containsExactly(Action.DELETE, Action.CREATE);
		assertThat(newest("PRODUCT", updated.id).changes()).contains(value("name", "Updated", null));
		assertThat(history("PRODUCT", created.id)).isEmpty();
		assertThat(newest("PRODUCT", another.id).revision()).isEqualTo(newest("PRODUCT", updated.id).revision());
	}

	@Tag("not-mariadb") // Locks no row that has changed since the transaction's first
						// read
	@Test
	void aRecordsHistoryFollowsRevisionsThoughItsTransactionDeletedInBulkBefore() {
		Product gone = product("Gone");
		Product contested = product("Contested");

		inTransaction((em) -> {
			execute(em.createQuery("delete from Product where id = " + gone.id));
			inOtherTransaction((other) -> other.find(Product.class, contested.id).name = "first");
			em.find(Product.class, contested.id, LockModeType.PESSIMISTIC_WRITE).name = "second";
		});

		List<ChangeEntry> history = history("PRODUCT", contested.id);
		assertThat(history).hasSize(3);
		assertThat(history.get(0).changes()).containsExactly(value("name", "first", "second"));
		assertThat(history.get(1).changes()).containsExactly(value("name", "Contested", "first"));
		assertThat(history.get(0).revision().number()).isGreaterThan(history.get(1).revision().number());
		assertThat(newest("PRODUCT", gone.id).action()).isEqualTo(Action.DELETE);
		assertThat(newest("PRODUCT", gone.id).revision()).isEqualTo(history.get(0).revision());
		assertThat(this.jdbc.queryForList("select name from product_aud where id = ? order by rev", String.class,
				contested.id))
			.containsExactly("Contested", "first", "second");
	}

	@Test
	void aRecordThatIsDeletedInBulkAndCreatedAgainIsUpdated() {
		Permit.Number bulk = persisted(new Permit(new Permit.Number("again", 1), "Ann")).number;
		Permit.Number entity = persisted(new Permit(new Permit.Number("again", 2), "Ann")).number;
		Permit.Number same = persisted(new Permit(new Permit.Number("again", 3), "Ann")).number;
		Permit.Number gone = persisted(new Permit(new Permit.Number("again", 4), "Ann")).number;

		inTransaction((em) -> {
			execute(em.createQuery("delete from Permit p where p.number in :numbers")
				.setParameter("numbers", List.of(bulk, same, gone)));
			em.persist(new Permit(bulk, "Bob"));
			em.persist(new Permit(same, "Ann"));
			em.persist(new Permit(gone, "Bob"));
			execute(em.createQuery("delete from Permit p where p.number = :number").setParameter("number", gone));
		});
		inTransaction((em) -> {
			em.remove(em.find(Permit.class, entity));
			em.flush();
			em.persist(new Permit(entity, "Bob"));
		});

		assertThat(history("PERMIT", "1,again")).hasSize(2);
		assertThat(newest("PERMIT", "1,again").action()).isEqualTo(Action.UPDATE);
		assertThat(newest("PERMIT", "1,again").changes()).containsExactly(value("holder", "Ann", "Bob"))
			.isEqualTo(newest("PERMIT", "2,again").changes());
		assertThat(permitRow(bulk)).isEqualTo(permitRow(entity));
		assertThat(history("PERMIT", "3,again")).hasSize(1);
		assertThat(newest("PERMIT", "4,again").action()).isEqualTo(Action.DELETE);
		assertThat(newest("PERMIT", "4,again").changes()).containsExactly(value("holder", "Ann", null));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aStatelessSessionCreatesAgainWhatItDeletedInBulk(boolean upsert) {
		Permit.Number number = new Permit.Number("stateless " + upsert, 1);
		persisted(new Permit(number, "Ann"));

		try (var session = this.sessionFactory.openStatelessSession()) {
			var tx = session.beginTransaction();
			execute(session.createQuery("delete from Permit p where p.number = :number", null)
				.setParameter("number", number));
			if (upsert) {
				session.upsert(new Permit(number, "Bob"));
			}
			else {
				session.insert(new Permit(number, "Bob"));
			}
			tx.commit();
		}

		String id = "1," + number.series();
		assertThat(history("PERMIT", id)).extracting(ChangeEntry::action).containsExactly(Action.UPDATE, Action.CREATE);
		assertThat(newest("PERMIT", id).changes()).containsExactly(value("holder", "Ann", "Bob"));
	}

	@Test
	void modifiedFlagsOfADeletionAreThoseOfTheSameByEntity() {
		Permit one = persisted(new Permit(new Permit.Number("flags", 1), "Ann"));
		Permit other = persisted(new Permit(new Permit.Number("flags", 2), "Ann"));

		bulk((em) -> em.createQuery("delete from Permit p where p.number = :number")
			.setParameter("number", one.number));
		inTransaction((em) -> em.remove(em.find(Permit.class, other.number)));

		assertThat(permitRow(one.number)).isEqualTo(permitRow(other.number));
	}

	@Test
	void severalDeletionsOfOneTransactionAreOfOneRevision() {
		Product one = product("One");
		Remedy other = persisted(new Remedy(10));
		Product updated = product("Updated");

		inTransaction((em) -> {
			execute(em.createQuery("delete from Product where id = " + one.id));
			execute(em.createQuery("update Product set name = 'x' where id = " + updated.id));
			execute(em.createQuery("delete from Remedy where id = 10"));
			execute(em.createQuery("delete from Product where id in (%d, %d)".formatted(one.id, updated.id)));
		});

		assertThat(history("PRODUCT", one.id)).hasSize(2);
		assertThat(newest("REMEDY", other.id).revision()).isEqualTo(newest("PRODUCT", one.id).revision());
		assertThat(newest("PRODUCT", updated.id).revision()).isEqualTo(newest("PRODUCT", one.id).revision());
		assertThat(newest("PRODUCT", updated.id).changes()).contains(value("name", "Updated", null));
	}

	@Test
	void aDeletedRecordIsOfTheOrganizationItHadThoughThatGoesToo() {
		persisted(new Maker("cure", "it"));
		Product product = persisted(new Product("Salt", null, find(Maker.class, "cure")));

		inTransaction((em) -> {
			execute(em.createQuery("delete from Product where id = " + product.id));
			this.log.bulk().untracked(() -> this.jdbc.update("delete from maker where id = 'cure'"));
		});

		assertThat(newest("PRODUCT", product.id).organizationId()).isEqualTo("it");
	}

	@Test
	void aDeletionThatIsUndoneToASavepointFailsTheCommit() {
		Product product = product("Salt");

		assertThatException().isThrownBy(() -> inTransaction((em) -> em.unwrap(Session.class).doWork((connection) -> {
			Savepoint savepoint = connection.setSavepoint();
			execute(em.createQuery("delete from Product where id = " + product.id));
			connection.rollback(savepoint);
		}))).havingRootCause().withMessageContaining("savepoint");

		assertThat(find(Product.class, product.id)).isNotNull();
		assertThat(history("PRODUCT", product.id)).hasSize(1);
	}

	@Test
	void aDeletionIsOfTheRevisionWhoseNumberTheHostTakesEarly() {
		Product product = product("Salt");

		Number number = this.transaction.execute((status) -> {
			RevtrailRevision revision = AuditReaderFactory.get(this.entityManager)
				.getCurrentRevision(DefaultRevision.class, true);
			execute(this.entityManager.createQuery("delete from Product where id = " + product.id));
			return revision.getId();
		});

		assertThat(newest("PRODUCT", product.id).action()).isEqualTo(Action.DELETE);
		assertThat(newest("PRODUCT", product.id).revision().number()).isEqualTo(number);
	}

	@Test
	void aDeletionTakesTheElementsOfCollectionsWithIt() {
		Recipe one = new Recipe();
		Recipe other = new Recipe();
		Recipe changed = new Recipe();
		for (Recipe recipe : List.of(one, other, changed)) {
			recipe.tags.addAll(Set.of("a", "b"));
			persisted(recipe);
		}
		Recipe kept = persisted(new Recipe());

		bulk((em) -> em.createQuery("delete from Recipe where id = " + one.id));
		inTransaction((em) -> em.remove(em.find(Recipe.class, other.id)));
		inTransaction((em) -> {
			em.find(Recipe.class, changed.id).tags.remove("a");
			em.find(Recipe.class, changed.id).title = "x";
			execute(em.createQuery("delete from Recipe where id = " + changed.id));
		});

		assertThat(find(Recipe.class, one.id)).isNull();
		for (Recipe recipe : List.of(one, changed)) {
			assertThat(newest("RECIPE", recipe.id).action()).isEqualTo(Action.DELETE);
			assertThat(newest("RECIPE", recipe.id).changes()).isEqualTo(newest("RECIPE", other.id).changes());
		}
		assertThat(newest("RECIPE", one.id).changes().list()).extracting(FieldChange::field).contains("tags");
		assertThat(this.jdbc.queryForObject("select count(*) from recipe_tags where recipe_id in (?, ?)", Integer.class,
				one.id, changed.id))
			.isZero();
		assertThat(history("RECIPE", kept.id)).hasSize(1);
	}

	@Test
	void aRolledBackTransactionLeavesNothing() {
		Product updated = product("Updated");
		Product deleted = product("Deleted");
		long entries = this.log.count(ChangeQuery.in(Scope.everything()));
		int rows = this.jdbc.queryForObject("select count(*) from product_aud", Integer.class);

		this.transaction.executeWithoutResult((status) -> {
			execute(this.entityManager.createQuery("update Product set name = 'x' where id = " + updated.id));
			execute(this.entityManager.createQuery("delete from Product where id = " + deleted.id));
			status.setRollbackOnly();
		});

		assertThat(this.log.count(ChangeQuery.in(Scope.everything()))).isEqualTo(entries);
		assertThat(this.jdbc.queryForObject("select count(*) from product_aud", Integer.class)).isEqualTo(rows);
		assertThat(find(Product.class, updated.id).name).isEqualTo("Updated");
	}

	@Test
	void statelessSessionsAndThoseFlushedByHandKeepTheirEntriesToo() {
		Product one = product("One");
		Product other = product("Other");
		Product gone = product("Gone");
		Product also = product("Also");

		try (var session = this.sessionFactory.openStatelessSession()) {
			var tx = session.beginTransaction();
			execute(session.createQuery("update Product set name = 'x' where id = " + one.id, null));
			execute(session.createQuery("delete from Product where id = " + gone.id, null));
			tx.commit();
		}
		try (var session = this.sessionFactory.openSession()) {
			session.setHibernateFlushMode(org.hibernate.FlushMode.MANUAL);
			var tx = session.beginTransaction();
			execute(session.createQuery("update Product set name = 'x' where id = " + other.id, null));
			execute(session.createQuery("delete from Product where id = " + also.id, null));
			tx.commit();
		}

		assertThat(newest("PRODUCT", one.id).changes())
			.containsExactly(new FieldChange.Value("name", "One", "x", true));
		assertThat(newest("PRODUCT", other.id).changes())
			.containsExactly(new FieldChange.Value("name", "Other", "x", true));
		for (Product product : List.of(gone, also)) {
			assertThat(find(Product.class, product.id)).isNull();
			assertThat(newest("PRODUCT", product.id).action()).isEqualTo(Action.DELETE);
			assertThat(newest("PRODUCT", product.id).organizationId()).isEqualTo("de");
		}
	}

	@Test
	void manyRecordsTakeNoStatementForEach() {
		List<Product> many = IntStream.range(0, 2500).mapToObj((i) -> new Product("Many" + i, null, null)).toList();
		inTransaction((em) -> many.forEach(em::persist));
		long last = many.get(2499).id;

		List<String> updates = this.statements.of(() -> bulk(
				(em) -> em.createQuery("update Product set price = 7 where name like 'Many%' and id <= :last")
					.setParameter("last", last)));
		List<String> deletions = this.statements
			.of(() -> bulk((em) -> em.createQuery("delete from Product where name like 'Many%'")));

		// For each batch: the update, what it made of the records, their audit rows; and
		// the entries with their predecessors, a hundred at a time
		int batches = 3;
		assertThat(updates).hasSizeLessThanOrEqualTo(2 + 6 * batches + 2 * 25);
		assertThat(deletions).hasSizeLessThanOrEqualTo(2 + 6 * batches + 2 * 25);
		assertThat(this.log.count(ChangeQuery.in(Scope.everything())
			.field("price")
			.actions(Action.UPDATE)
			.recordIds(Set.of(String.valueOf(many.get(0).id), String.valueOf(last))))).isEqualTo(2);
		assertThat(newest("PRODUCT", last).action()).isEqualTo(Action.DELETE);
		assertThat(this.jdbc.queryForObject("select count(*) from product_aud where name like 'Many%'", Integer.class))
			.isEqualTo(7500);
	}

	Product product(String name) {
		Product product = new Product(name, new BigDecimal("10.00"), find(Maker.class, "acme"));
		product.storage = new Storage("A", 1);
		return persisted(product);
	}

	int bulk(java.util.function.Function<EntityManager, Query> statement) {
		return this.transaction.execute((status) -> execute(statement.apply(this.entityManager)));
	}

	/** Executes a statement in the way whose promises are tested. */
	int execute(Query statement) {
		return this.log.bulk().execute(statement);
	}

	<T> T find(Class<T> type, Object id) {
		return this.transaction.execute((status) -> this.entityManager.find(type, id));
	}

	private static List<FieldChange> withoutName(ChangeEntry entry) {
		return entry.changes().list().stream().filter((change) -> !change.field().equals("name")).toList();
	}

	/** The newest row, without what differs between records. */
	private java.util.Map<String, Object> auditRow(String table, long id) {
		var row = this.jdbc.queryForList("select * from " + table + " where id = ? order by rev desc", id).get(0);
		row.keySet()
			.removeIf((column) -> Set.of("id", "rev", "revend").contains(column.toLowerCase(java.util.Locale.ROOT)));
		return row;
	}

	/** The newest row of a permit, without what differs between records. */
	private java.util.Map<String, Object> permitRow(Permit.Number number) {
		var row = this.jdbc
			.queryForList("select * from permit_aud where series = ? and count = ? order by rev desc", number.series(),
					number.count())
			.get(0);
		row.keySet()
			.removeIf((column) -> Set.of("count", "rev", "revend").contains(column.toLowerCase(java.util.Locale.ROOT)));
		return row;
	}

	ChangeEntry newest(String type, Object id) {
		return history(type, id).get(0);
	}

}
