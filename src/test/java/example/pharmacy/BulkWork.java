package example.pharmacy;

import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/**
 * All the ways of a bulk statement. The literal {@code secret} must never be reported.
 */
@Transactional
public class BulkWork {

	private final EntityManager entityManager;

	private final SessionFactory sessionFactory;

	private final JdbcTemplate jdbc;

	private final Products products;

	public BulkWork(EntityManager entityManager, SessionFactory sessionFactory, JdbcTemplate jdbc, Products products) {
		this.entityManager = entityManager;
		this.sessionFactory = sessionFactory;
		this.jdbc = jdbc;
		this.products = products;
	}

	public void jpqlUpdate() {
		this.entityManager.createQuery("update Product p set p.name = 'secret' where p.id < 0").executeUpdate();
	}

	public void jpqlDelete() {
		this.entityManager.createQuery("delete from Product p where p.name = 'secret'").executeUpdate();
	}

	public void jpqlInsert() {
		this.entityManager.createQuery(
				"insert into Product (name, version, state) select m.id, 0, example.pharmacy.Product.State.WITHDRAWN "
						+ "from Maker m where m.id = 'secret'")
			.executeUpdate();
	}

	public void criteriaUpdate() {
		var update = this.entityManager.getCriteriaBuilder().createCriteriaUpdate(Product.class);
		var root = update.from(Product.class);
		update.set("name", "secret").where(root.get("id").isNull());
		this.entityManager.createQuery(update).executeUpdate();
	}

	public void criteriaDelete() {
		var builder = this.entityManager.getCriteriaBuilder();
		var delete = builder.createCriteriaDelete(Product.class);
		delete.where(builder.equal(delete.from(Product.class).get("name"), "secret"));
		this.entityManager.createQuery(delete).executeUpdate();
	}

	public void modifyingQuery() {
		this.products.rename("secret", "secret");
	}

	public void modifyingNativeQuery() {
		this.products.renameNatively("secret", "secret");
	}

	public void lambda() {
		List.of("secret")
			.forEach((name) -> this.entityManager.createQuery("update Product p set p.name = :name")
				.setParameter("name", name)
				.executeUpdate());
	}

	public void severalFromOnePlace(List<String> queries) {
		queries.forEach((query) -> this.entityManager.createQuery(query).executeUpdate());
	}

	public void oneFromSeveralPlaces() {
		this.jdbc.update("update product set name = 'secret'");
		this.jdbc.update("update product set name = 'secret'");
	}

	public void nativeQuery() {
		this.entityManager.createNativeQuery("UPDATE /* from */ product SET name = 'secret' where id < 0")
			.executeUpdate();
	}

	public void jdbcTemplate() {
		this.jdbc.update("update product set name = ? where name = 'secret'", "secret");
	}

	public void jdbcTemplateWithoutParameters() {
		this.jdbc.execute("delete from product where name = 'secret'");
	}

	public void jdbcBatch() {
		this.jdbc.batchUpdate("update product set name = ? where id = ?",
				List.of(new Object[] { "secret", -1 }, new Object[] { "secret", -2 }));
	}

	public void jdbcOfTheSession() {
		this.entityManager.unwrap(Session.class).doWork((connection) -> {
			try (PreparedStatement statement = connection
				.prepareStatement("delete from product where name = 'secret'")) {
				statement.executeUpdate();
			}
		});
	}

	public void jdbcStatementBatch() {
		this.entityManager.unwrap(Session.class).doWork((connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.addBatch("delete from product where name = 'secret'");
				statement.executeBatch();
			}
		});
	}

	public void statelessQuery() {
		try (var session = this.sessionFactory.openStatelessSession()) {
			session.beginTransaction();
			session.createMutationQuery("update Product set name = 'secret' where id < 0").executeUpdate();
			session.getTransaction().commit();
		}
	}

	public void joinedUpdate() {
		this.entityManager.createQuery("update ParcelDelivery set status = 'secret', carrier = 'secret'")
			.executeUpdate();
	}

	public void joinedDelete() {
		this.entityManager.createQuery("delete from Delivery where status = 'secret'").executeUpdate();
	}

	public void deleteOfAnEntityWithACollection() {
		this.entityManager.createQuery("delete from Recipe where title = 'secret'").executeUpdate();
	}

	public void collectionTable() {
		this.jdbc.update("delete from recipe_tags where tag = 'secret'");
	}

	public void secondaryTable() {
		this.jdbc.update("update shop_detail set phone = 'secret'");
	}

	public void permits() {
		this.entityManager.createQuery("update Permit set holder = 'secret'").executeUpdate();
	}

	public void drafts() {
		this.jdbc.update("update draft set text = 'secret'");
	}

	public void oftenFromOnePlace(int times) {
		for (int i = 0; i < times; i++) {
			this.jdbc.update("update product set name = 'secret' where id = " + -i);
		}
	}

}
