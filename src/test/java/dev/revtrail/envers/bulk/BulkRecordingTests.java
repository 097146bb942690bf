package dev.revtrail.envers.bulk;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.revtrail.Action;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.Scope;
import example.pharmacy.BulkWork;
import example.pharmacy.Draft;
import example.pharmacy.Prescription;
import example.pharmacy.Product;
import example.pharmacy.Products;
import example.pharmacy.Remark;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Query;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Where all bulk statements are recorded, those that the host executes itself keep what
 * {@code ChangeLog.bulk()} promises.
 */
@TestPropertySource(properties = { "revtrail.bulk.mode=record", "revtrail.bulk.record-types.PERMIT=record" })
class BulkRecordingTests extends BulkChangesContract {

	private static final Pattern WARNING = Pattern.compile("A bulk .*");

	@Autowired
	Products products;

	@Autowired
	BulkWork work;

	@Override
	int execute(Query statement) {
		return statement.executeUpdate();
	}

	@ParameterizedTest
	@EnumSource
	void recordsEveryWayToExecuteAStatement(Way way, CapturedOutput output) {
		Product product = product("Salt");
		Product other = product("Pepper");

		inTransaction((em) -> way.issue(this, em, product));

		assertThat(history("PRODUCT", product.id)).hasSize(2);
		assertThat(newest("PRODUCT", product.id).action()).isEqualTo(way.deletes() ? Action.DELETE : Action.UPDATE);
		assertThat(newest("PRODUCT", product.id).organizationId()).isEqualTo("de");
		if (!way.deletes()) {
			assertThat(newest("PRODUCT", product.id).changes()).containsExactly(value("name", "Salt", "Sugar"));
		}
		assertThat(history("PRODUCT", other.id)).hasSize((way == Way.DELETE_ALL_IN_BATCH) ? 2 : 1);
		assertThat(output).doesNotContain("A bulk ");
	}

	@Test
	void namedQueriesAreRecordedAndMaskedFieldsHidden() {
		Remark remark = persisted(new Remark("old", "hushed"));

		int count = bulk((em) -> em.createNamedQuery("Remark.rewrite")
			.setParameter("text", "new")
			.setParameter("secret", "hushed too")
			.setParameter("id", remark.id));

		assertThat(count).isOne();
		assertThat(newest("REMARK", remark.id).changes()).containsExactly(new FieldChange.Hidden("secret"),
				value("text", "old", "new"));
		assertThat(this.jdbc.queryForList("select data from revtrail_entry where record_type = 'REMARK'"))
			.allSatisfy((row) -> assertThat(String.valueOf(row)).doesNotContain("hushed"));
	}

	@Test
	void whatTheSessionHasNotFlushedIsThereFirst() {
		Product product = product("Salt");

		inTransaction((em) -> {
			em.find(Product.class, product.id).name = "Unflushed";
			Product created = new Product("Unflushed", null, null);
			em.persist(created);
			assertThat(em.createQuery("update Product set price = 1 where name = 'Unflushed'").executeUpdate())
				.isEqualTo(2);
		});

		assertThat(newest("PRODUCT", product.id).changes()).containsExactly(value("name", "Salt", "Unflushed"),
				value("price", new BigDecimal("10.00"), new BigDecimal("1.00")));
		assertThat(find(Product.class, product.id).name).isEqualTo("Unflushed");
	}

	@Test
	void aSessionThatFlushesAtTheCommitAloneIsNotFlushed() {
		Product updated = product("Saffron");
		Product deleted = product("Gone");

		inTransaction((em) -> {
			em.setFlushMode(FlushModeType.COMMIT);
			em.find(Product.class, updated.id).name = "Pending";
			assertThat(em.createQuery("update Product set price = 1 where name = 'Pending'").executeUpdate()).isZero();
			assertThat(em.createQuery("update Product set state = 'WITHDRAWN' where name = 'Saffron'").executeUpdate())
				.isOne();
			assertThat(em.createQuery("delete Product where id = " + deleted.id).executeUpdate()).isOne();
			assertThat(this.jdbc.queryForObject("select name from product where id = ?", String.class, updated.id))
				.isEqualTo("Saffron");
		});

		// The object is stale, and written with all its columns
		assertThat(newest("PRODUCT", updated.id).changes()).containsExactly(value("name", "Saffron", "Pending"));
		assertThat(find(Product.class, updated.id).state).isEqualTo(Product.State.ON_SALE);
		assertThat(newest("PRODUCT", deleted.id).action()).isEqualTo(Action.DELETE);
		assertThat(newest("PRODUCT", deleted.id).revision()).isEqualTo(newest("PRODUCT", updated.id).revision());
	}

	@Test
	void anObjectThatIsDeletedBehindTheSessionFailsAsItDoesOtherwise() {
		Product product = product("Salt");

		assertThatExceptionOfType(Exception.class).isThrownBy(() -> inTransaction((em) -> {
			Product stale = em.find(Product.class, product.id);
			em.createQuery("delete Product where id = " + product.id).executeUpdate();
			stale.name = "x";
		})).havingRootCause().isInstanceOfAny(OptimisticLockException.class, org.hibernate.StaleStateException.class);

		assertThat(history("PRODUCT", product.id)).hasSize(1);
	}

	@Test
	void implicitJoinsAreRecorded() {
		Product product = product("Salt");

		int count = bulk(
				(em) -> em.createQuery("update Product p set p.name = 'x' where p.maker.country = 'de' and p.id = :id")
					.setParameter("id", product.id));

		assertThat(count).isOne();
		assertThat(newest("PRODUCT", product.id).changes()).containsExactly(value("name", "Salt", "x"));
	}

	@Test
	void aDeletionOfSeveralEntitiesIsRecordedForEachThatCanBe(CapturedOutput output) {
		Remark remark = persisted(new Remark("void", null));
		Prescription prescription = new Prescription();
		prescription.text = "void";
		persisted(prescription);

		int count = bulk((em) -> em.createQuery("delete from example.pharmacy.Text t where t.text = :text")
			.setParameter("text", "void"));

		assertThat(count).isEqualTo(2);
		assertThat(newest("REMARK", remark.id).action()).isEqualTo(Action.DELETE);
		assertThat(newest("REMARK", remark.id).changes()).containsExactly(value("text", "void", null));
		assertThat(history("PRESCRIPTION", prescription.id)).hasSize(1);
		assertThat(WARNING.matcher(output.getAll()).results()).hasSize(1);
	}

	@Test
	void whatCannotBeRightRunsAndIsWarnedOfWithTheReason(CapturedOutput output) {
		Prescription prescription = new Prescription();
		prescription.drugs.add("a");
		persisted(prescription);
		Product product = product("Salt");

		assertThat(bulk((em) -> em.createQuery("delete from Prescription"))).isOne();
		assertThat(bulk((em) -> em.createNativeQuery("update product set memo = 'x' where id = " + product.id)))
			.isOne();
		inTransaction((em) -> this.work.jdbcTemplate());
		assertThat(bulk((em) -> em.createQuery(
				"insert into Remark (text, secret) select p.name, 'x' from Product p where p.id = " + product.id)))
			.isOne();
		assertThat(bulk((em) -> em.createQuery("insert into Remark (text) values ('y'), ('z')"))).isEqualTo(2);

		assertThat(find(Prescription.class, prescription.id)).isNull();
		assertThat(history("PRESCRIPTION", prescription.id)).hasSize(1);
		List<String> warnings = WARNING.matcher(output.getAll()).results().map((found) -> found.group()).toList();
		assertThat(warnings).hasSize(5);
		assertThat(warnings.get(0)).contains("changes records of example.pharmacy.Prescription without an entry in the "
				+ "change log. A bulk deletion of example.pharmacy.Prescription cannot keep its entries: it has");
		assertThat(warnings.subList(1, 5))
			.allSatisfy((warning) -> assertThat(warning).contains("without an entry in the change log. "
					+ "Only updates and deletes in JPQL, HQL or by criteria can keep their entries."));
	}

	@Test
	void whatTheHostTakesAwayFromTheLogIsNotRecorded(CapturedOutput output) {
		Product product = product("Salt");
		Draft draft = persisted(new Draft());
		long entries = this.log.count(ChangeQuery.in(Scope.everything()));

		this.log.bulk().untracked(() -> inTransaction((em) -> Way.ENTITY_MANAGER.issue(this, em, product)));
		bulk((em) -> em.createQuery("delete Draft where id = " + draft.id));

		assertThat(find(Product.class, product.id).name).isEqualTo("Sugar");
		assertThat(this.log.count(ChangeQuery.in(Scope.everything()))).isEqualTo(entries);
		assertThat(output).doesNotContain("A bulk ");
	}

	/**
	 * Ways to execute a bulk statement; updates rename to Sugar.
	 */
	enum Way {

		ENTITY_MANAGER((tests, em, product) -> em.createQuery("update Product set name = 'Sugar' where id = ?1")
			.setParameter(1, product.id)
			.executeUpdate()),

		SESSION((tests, em, product) -> em.unwrap(Session.class)
			.createMutationQuery("update versioned Product p set p.name = :name where p = :product")
			.setParameter("name", "Sugar")
			.setParameter("product", product)
			.executeUpdate()),

		STATELESS_SESSION((tests, em, product) -> inSession(tests, product)),

		CRITERIA((tests, em, product) -> {
			var update = em.getCriteriaBuilder().createCriteriaUpdate(Product.class);
			update.set("name", "Sugar").where(update.from(Product.class).get("id").in(List.of(product.id)));
			em.createQuery(update).executeUpdate();
		}),

		MODIFYING_QUERY((tests, em, product) -> tests.products.rename("Salt", "Sugar")),

		DERIVED_DELETION((tests, em, product) -> tests.products.deleteByName("Salt")),

		DELETE_ALL_IN_BATCH((tests, em, product) -> tests.products.deleteAllInBatch()),

		DELETE_IN_BATCH((tests, em, product) -> tests.products.deleteAllInBatch(List.of(product))),

		DELETE_BY_ID_IN_BATCH((tests, em, product) -> tests.products
			.deleteAllByIdInBatch(List.of(Objects.requireNonNull(product.id)))),

		CRITERIA_DELETION((tests, em, product) -> {
			var builder = em.getCriteriaBuilder();
			var delete = builder.createCriteriaDelete(Product.class);
			em.createQuery(delete.where(builder.equal(delete.from(Product.class).get("id"), product.id)))
				.executeUpdate();
		});

		private final Issue issue;

		Way(Issue issue) {
			this.issue = issue;
		}

		void issue(BulkRecordingTests tests, EntityManager entityManager, Product product) {
			this.issue.issue(tests, entityManager, product);
		}

		boolean deletes() {
			return name().startsWith("DE") || name().endsWith("DELETION");
		}

		private static void inSession(BulkRecordingTests tests, Product product) {
			try (var session = tests.sessionFactory.openStatelessSession()) {
				var tx = session.beginTransaction();
				session.createMutationQuery("update Product set name = 'Sugar' where id = " + product.id)
					.executeUpdate();
				tx.commit();
			}
		}

		/**
		 * Executes a statement.
		 */
		private interface Issue {

			void issue(BulkRecordingTests tests, EntityManager entityManager, Product product);

		}

	}

}
