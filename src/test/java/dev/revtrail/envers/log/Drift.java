package dev.revtrail.envers.log;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.revtrail.TestDatabase;
import dev.revtrail.envers.drifted.after.After;
import dev.revtrail.envers.drifted.before.Before;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application that records, changes its entities and its tables, and records on, more
 * than a year later.
 */
final class Drift {

	private Drift() {
	}

	/**
	 * Returns the application as it is in the end, which keeps entries for a year.
	 * @param archives where it archives what it purges
	 */
	static ConfigurableApplicationContext start(Path archives) throws SQLException {
		TestDatabase.Access database = TestDatabase.create();
		try (ConfigurableApplicationContext before = start(Before.class, database, archives, WebApplicationType.NONE)) {
			record(before);
		}
		migrate(database);
		ConfigurableApplicationContext after = start(After.class, database, archives, WebApplicationType.SERVLET);
		recordOn(after);
		return after;
	}

	private static void record(ConfigurableApplicationContext application) {
		inTransaction(application, (em) -> {
			for (long id = 1; id <= 2; id++) {
				Before.Person person = new Before.Person();
				person.id = id;
				person.name = (id == 1) ? "Ann" : "Bob";
				em.persist(person);
			}
			for (long id = 1; id <= 3; id++) {
				Before.Account account = new Before.Account();
				account.id = id;
				account.title = "Title";
				account.name = "Al";
				account.zip = "LS1";
				account.callName = "Al";
				account.nick = "a";
				account.size = "12";
				account.level = 3;
				account.kind = 1;
				account.since = "2020-01-01";
				account.address = "Main Street 1, Leeds";
				account.owner = "Ann";
				account.tag = "red";
				account.codes = "1234";
				account.phones.add("1");
				account.marks.addAll(Set.of("7", "first"));
				account.hobbies.add("chess");
				account.grade = Before.Grade.POOR;
				account.friend = em.find(Before.Person.class, 1L);
				account.boss = em.find(Before.Person.class, 1L);
				em.persist(account);
			}
			Before.Cat cat = new Before.Cat();
			cat.id = 1;
			cat.name = "Tom";
			em.persist(cat);
			Before.Dog dog = new Before.Dog();
			dog.id = 2;
			dog.name = "Rex";
			em.persist(dog);
			Before.Invoice invoice = new Before.Invoice();
			invoice.id = 1;
			invoice.cents = 5;
			em.persist(invoice);
			Before.Draft draft = new Before.Draft();
			draft.id = 1;
			draft.text = "one";
			em.persist(draft);
			Before.Ghost ghost = new Before.Ghost();
			ghost.id = 1;
			ghost.text = "boo";
			em.persist(ghost);
		});
		inTransaction(application, (em) -> {
			Before.Account account = em.find(Before.Account.class, 1L);
			account.name = "Bo";
			account.zip = "YO1";
			account.callName = "Bo";
			account.nick = "b";
			account.size = "huge";
			account.level = 4;
			account.kind = 7;
			account.since = "long ago";
			account.address = "High Street 2, York";
			account.owner = "Bob";
			account.tag = "blue";
			account.codes = "5678";
			account.phones.add("2");
			account.marks.remove("first");
			account.marks.add("8");
			account.hobbies.add("golf");
			account.grade = Before.Grade.FAIR;
			account.friend = em.find(Before.Person.class, 2L);
			account.boss = em.find(Before.Person.class, 2L);
		});
		inTransaction(application, (em) -> {
			em.find(Before.Cat.class, 1L).lives = 8;
			em.find(Before.Dog.class, 2L).tricks = 1;
			em.find(Before.Invoice.class, 1L).cents = 6;
			em.find(Before.Draft.class, 1L).text = "two";
			em.find(Before.Ghost.class, 1L).text = "hoo";
		});
		inTransaction(application, (em) -> em.remove(em.find(Before.Account.class, 3L)));
	}

	/** What a host does to its own tables. Those of Envers it leaves alone. */
	private static void migrate(TestDatabase.Access database) throws SQLException {
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			for (String sql : List.of("alter table account rename column zip to postcode",
					"alter table account_aud rename column zip to postcode",
					"alter table account add full_name varchar(255)", "update account set full_name = name",
					"alter table account add call_name varchar(255)", "update account set call_name = callname",
					"update account set size_of_it = '100', level = 'FINE', kind = 0, since_when = '2020-02-02'",
					"update account set grade = 'FAIR' where grade = 'POOR'", "delete from account_marks",
					"insert into account_marks (account_id, mark) values (1, '7'), (1, '8')",
					"drop table account_hobbies", "drop table account_phones", "delete from pet where dtype = 'Cat'")) {
				statement.execute(sql);
			}
			for (String sql : checks(statement)) {
				statement.execute(sql);
			}
		}
	}

	/**
	 * Hibernate has the database refuse constants and subclasses that it did not know.
	 */
	private static List<String> checks(Statement statement) throws SQLException {
		List<String> drops = new ArrayList<>();
		try (ResultSet checks = statement
			.executeQuery("select table_name, constraint_name from information_schema.table_constraints "
					+ "where constraint_type = 'CHECK' and constraint_name not like '%not_null' and table_schema = "
					+ TestDatabase.Kind.selected().schema())) {
			while (checks.next()) {
				drops.add("alter table " + checks.getString(1) + " drop constraint " + checks.getString(2));
			}
		}
		return drops;
	}

	private static void recordOn(ConfigurableApplicationContext application) {
		inTransaction(application,
				(em) -> em.createNativeQuery("update account set owner_id = 1, phones = '1, 2'").executeUpdate());
		inTransaction(application, (em) -> {
			After.Account account = em.find(After.Account.class, 1L);
			account.name = "Cy";
			account.zip = null;
			account.callName = "Cy";
			account.alias = "c";
			account.size = 200;
			account.level = After.Grade.FAIR;
			account.kind = After.Grade.FAIR;
			account.since = LocalDate.of(2021, 3, 3);
			account.address = new After.Address();
			account.address.city = "Leeds";
			account.owner = em.find(After.Person.class, 2L);
			account.tag.add("green");
			account.phones = "3";
			account.marks.remove(7);
			account.marks.add(9);
			account.grade = After.Grade.FINE;
			account.boss = 2L;
			account.motto = "Onward";
		});
		inTransaction(application, (em) -> {
			em.find(After.Dog.class, 2L).tricks = 2;
			em.find(After.Bill.class, 1L).cents = 7;
		});
		inTransaction(application, (em) -> em.remove(em.find(After.Account.class, 2L)));
	}

	private static ConfigurableApplicationContext start(Class<?> application, TestDatabase.Access database,
			Path archives, WebApplicationType type) {
		List<String> arguments = new ArrayList<>(
				List.of("--spring.config.name=library", "--spring.jpa.hibernate.ddl-auto=update",
						"--spring.flyway.enabled=false", "--revtrail.schema.initialize=always",
						"--spring.main.banner-mode=off", "--server.port=0", "--revtrail.page.enabled=true",
						"--revtrail.graphql.enabled=true", "--revtrail.web.admin-audit-log.enabled=true",
						"--revtrail.web.audit.enabled=true", "--revtrail.retention.archive-directory=" + archives,
						"--revtrail.retention.period=1y", "--revtrail.events.log-reads=false"));
		for (Map.Entry<String, Object> property : database.properties().entrySet()) {
			arguments.add("--" + property.getKey() + "=" + property.getValue());
		}
		return new SpringApplicationBuilder(application).web(type).run(arguments.toArray(String[]::new));
	}

	private static void inTransaction(ConfigurableApplicationContext application, Consumer<EntityManager> work) {
		EntityManager entityManager = SharedEntityManagerCreator
			.createSharedEntityManager(application.getBean(EntityManagerFactory.class));
		application.getBean(TransactionTemplate.class).executeWithoutResult((status) -> work.accept(entityManager));
	}

}
