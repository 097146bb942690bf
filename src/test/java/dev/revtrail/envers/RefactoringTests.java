package dev.revtrail.envers;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.refactored.after.After;
import dev.revtrail.envers.refactored.after.Client;
import dev.revtrail.envers.refactored.before.Before;
import dev.revtrail.envers.refactored.before.Customer;
import dev.revtrail.envers.refactored.before.Parrot;
import dev.revtrail.envers.refactored.wrong.Wrong;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What was recorded before types and attributes were renamed and dropped stays readable:
 * the application starts a second time, with another model, on the same database.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RefactoringTests {

	private static final Scope ALL = Scope.everything();

	private static final RecordRef CLIENT = new RecordRef("CLIENT", "1");

	private ConfigurableApplicationContext application;

	private List<Long> revisions;

	@BeforeAll
	void refactor() throws SQLException {
		TestDatabase.Access database = TestDatabase.create();
		try (ConfigurableApplicationContext before = start(Before.class, database)) {
			this.application = before;
			inTransaction((em) -> {
				Customer customer = new Customer(1, "Al");
				customer.labels.add("a");
				customer.spot = new Customer.Spot("Leeds");
				em.persist(customer);
				em.persist(new Customer(2, "Gone"));
				em.persist(new Parrot());
			});
			change((customer) -> customer.nickName = "Bo");
			change((customer) -> {
				customer.vat = "GB1";
				customer.grade = Customer.Rank.NOBLE;
			});
			change((customer) -> {
				customer.fax = new BigDecimal("4.50");
				customer.pager = "999";
				customer.secret = "hush";
			});
			change((customer) -> {
				customer.spot = new Customer.Spot("York");
				customer.labels.remove("a");
				customer.labels.add("b");
			});
			inTransaction((em) -> em.remove(em.find(Customer.class, 2L)));
		}
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			statement.execute("alter table customer_aud drop column pager");
		}
		this.application = start(After.class, database);
		inTransaction((em) -> em.createNativeQuery("update customer set alias = nick_name").executeUpdate());
		inTransaction((em) -> em.find(Client.class, 1L).alias = "Cy");
		this.revisions = history().stream().map((entry) -> entry.revision().number()).toList();
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void entriesFromBeforeAreFoundByTheNewNameAndKeepTheOld() {
		assertThat(history()).extracting((entry) -> entry.record().type())
			.containsExactly("CUSTOMER", "CUSTOMER", "CUSTOMER", "CUSTOMER", "CUSTOMER", "CLIENT");
		assertThat(find(ChangeQuery.in(ALL).recordTypes("CUSTOMER"))).hasSize(8);
		assertThat(find(ChangeQuery.in(ALL).field("alias").recordIds("1"))).hasSize(3);
		assertThat(find(ChangeQuery.in(ALL).field("place.city").actions(Action.UPDATE))).hasSize(1);
		RecordTypes types = this.application.getBean(RecordTypes.class);
		assertThat(types.find("customer")).hasValue(new RecordType("CLIENT"));
		assertThat(types.all()).containsExactly(new RecordType("CLIENT"));
	}

	@Test
	void anAttributeWithANewColumnKeepsItsValuesInTheOldOne() {
		assertThat(changes(1)).containsExactly(new FieldChange.Value("nickName", "Al", "Bo", true));
		assertThat(changes(5)).containsExactly(new FieldChange.Value("alias", "Bo", "Cy", true));
	}

	@Test
	void anAttributeThatKeptItsColumnKeepsItsValues() {
		assertThat(changes(2)).containsExactly(new FieldChange.Value("grade", null, "NOBLE", true),
				new FieldChange.Value("vat", null, "GB1", true));
	}

	@Test
	void ofADroppedAttributeTheColumnIsReadUnlessItWasMaskedOrElseItsNameIsShown() {
		assertThat(changes(3)).containsExactly(new FieldChange.Value("fax", null, new BigDecimal("4.50"), true),
				// No version guards the customers' collections, so the entry keeps old
				// values
				new FieldChange.Value("pager", null, null, true, false), new FieldChange.Hidden("secret"));
	}

	@Test
	void renamedEmbeddablesAndCollectionsKeepTheirValues() {
		assertThat(changes(4)).containsExactly(new FieldChange.Elements("labels", List.of("b"), List.of("a")),
				new FieldChange.Value("spot.town", "Leeds", "York", true));
	}

	@Test
	void aRenamedCollectionIsRecordedWholeUnderItsOldName() {
		ChangeQuery query = ChangeQuery.in(ALL).record(CLIENT).revision(this.revisions.get(4)).withWholeCollections();

		assertThat(find(query)).singleElement()
			.satisfies((entry) -> assertThat(entry.changes().of("labels")).hasValue(new FieldChange.Elements("labels",
					List.of("b"), List.of("a"), List.of(), new FieldChange.Whole(List.of("a"), List.of("b")))));
	}

	@Test
	void entriesOfADroppedTypeNameWhatChanged() {
		ChangeEntry parrot = find(ChangeQuery.in(ALL).recordTypes("PARROT")).get(0);

		assertThat(parrot.record()).isEqualTo(new RecordRef("PARROT", "0"));
		assertThat(parrot.changes()).containsExactly(FieldChange.Value.unknown("name"));
		RecordHistory history = this.application.getBean(RecordHistory.class);
		assertThat(history.stateExactlyAt(ALL, parrot.record(), parrot.revision().number()))
			.hasValueSatisfying((state) -> {
				assertThat(state.values()).isEmpty();
				assertThat(state.unknown()).containsExactly("name");
			});
		assertThat(history.stateBeforeDeletion(ALL, parrot.record())).isEmpty();
	}

	@Test
	void statesFromBeforeHaveTheNamesOfToday() {
		RecordHistory history = this.application.getBean(RecordHistory.class);
		for (RecordRef record : List.of(CLIENT, new RecordRef("CUSTOMER", "1"))) {
			assertThat(history.stateExactlyAt(ALL, record, this.revisions.get(2))).hasValueSatisfying((state) -> {
				assertThat(state.record()).isEqualTo(CLIENT);
				assertThat(state.values()).containsEntry("alias", "Bo")
					.containsEntry("vatNumber", "GB1")
					.containsEntry("place.city", "Leeds")
					.containsEntry("rank", "NOBLE")
					.containsEntry("tags", List.of("a"))
					.doesNotContainKeys("nickName", "vat", "spot.town", "fax");
			});
			assertThat(history.difference(ALL, record, this.revisions.get(0), this.revisions.get(5))
				.orElseThrow()
				.changes()
				.of("alias")).hasValue(new FieldChange.Value("alias", "Al", "Cy", true));
		}
	}

	@Test
	void anAttributeThatWasAddedIsUnknownBeforeAndOneThatWasRenamedIsNot() {
		RecordHistory history = this.application.getBean(RecordHistory.class);

		assertThat(history.stateExactlyAt(ALL, CLIENT, this.revisions.get(0))).hasValueSatisfying((state) -> {
			assertThat(state.unknown()).containsExactly("motto");
			assertThat(state.values()).containsEntry("vatNumber", null).containsEntry("rank", null);
		});
		assertThat(history.stateExactlyAt(ALL, CLIENT, this.revisions.get(5))).hasValueSatisfying((state) -> {
			assertThat(state.unknown()).isEmpty();
			assertThat(state.values()).containsEntry("motto", null);
		});
	}

	@Test
	void deletedRecordsAreListedUnderEitherName() {
		RecordHistory history = this.application.getBean(RecordHistory.class);
		for (String type : List.of("CUSTOMER", "CLIENT")) {
			assertThat(history.deleted(ALL, type, null, 10).records()).singleElement()
				.satisfies(
						(record) -> assertThat(record.deletion().record()).isEqualTo(new RecordRef("CUSTOMER", "2")));
		}
		assertThat(history.stateBeforeDeletion(ALL, new RecordRef("CLIENT", "2")))
			.map((state) -> state.values().get("alias"))
			.hasValue("Gone");
	}

	@Test
	void anIdThatIsNoneTodayBreaksNoPage() {
		inTransaction((em) -> em
			.createNativeQuery("update revtrail_entry set record_id = 'no number' where record_type = 'CUSTOMER' "
					+ "and record_id = '2' and action = 'CREATE'")
			.executeUpdate());
		try {
			assertThat(find(ChangeQuery.in(ALL).recordIds("no number"))).singleElement()
				.satisfies(
						(entry) -> assertThat(entry.changes()).containsExactly(FieldChange.Value.unknown("nickName")));
			RecordHistory history = this.application.getBean(RecordHistory.class);
			assertThat(history.stateAtOrBefore(ALL, new RecordRef("CLIENT", "no number"), Long.MAX_VALUE))
				.hasValueSatisfying((state) -> assertThat(state.values()).isEmpty());
		}
		finally {
			inTransaction((em) -> em
				.createNativeQuery("update revtrail_entry set record_id = '2' where record_id = 'no number'")
				.executeUpdate());
		}
	}

	@Test
	void aFormerNameThatIsANameOfTodayStopsTheStart() {
		TestDatabase.Access database = TestDatabase.create();
		assertThatThrownBy(() -> start(Wrong.class, database)).rootCause()
			.isInstanceOf(InvalidTrackingException.class)
			.hasMessageContaining("@Tracked(formerly = \"BIKE\")")
			.hasMessageContaining("Car");
	}

	private static ConfigurableApplicationContext start(Class<?> application, TestDatabase.Access database) {
		List<String> arguments = new ArrayList<>(List.of("--spring.config.name=library",
				"--spring.jpa.hibernate.ddl-auto=update", "--spring.flyway.enabled=false",
				"--revtrail.schema.initialize=always", "--spring.main.banner-mode=off"));
		for (Map.Entry<String, Object> property : database.properties().entrySet()) {
			arguments.add("--" + property.getKey() + "=" + property.getValue());
		}
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.run(arguments.toArray(String[]::new));
	}

	/** The entries of the record, oldest first. */
	private List<ChangeEntry> history() {
		return find(ChangeQuery.in(ALL).record(CLIENT).oldestFirst().withUnsettled());
	}

	private List<FieldChange> changes(int index) {
		return history().get(index).changes().list();
	}

	private List<ChangeEntry> find(ChangeQuery query) {
		return this.application.getBean(ChangeLog.class).slice(query, null, 1000).entries();
	}

	private void change(Consumer<Customer> change) {
		inTransaction((em) -> change.accept(em.find(Customer.class, 1L)));
	}

	private void inTransaction(Consumer<EntityManager> work) {
		EntityManager entityManager = SharedEntityManagerCreator
			.createSharedEntityManager(this.application.getBean(EntityManagerFactory.class));
		this.application.getBean(TransactionTemplate.class)
			.executeWithoutResult((status) -> work.accept(entityManager));
	}

}
