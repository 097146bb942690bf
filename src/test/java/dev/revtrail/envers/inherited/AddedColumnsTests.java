package dev.revtrail.envers.inherited;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
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
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.MissingAuditTablesException;
import dev.revtrail.envers.inherited.Heirs.House;
import dev.revtrail.envers.inherited.Heirs.Person;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Inherited attributes are audited in an application that has a log already. What the log
 * shows of the time before is unknown, not empty.
 */
@ExtendWith(OutputCaptureExtension.class)
class AddedColumnsTests {

	private static final Scope ALL = Scope.everything();

	private static final String OLD_RULE = "revtrail.audit-inherited=false";

	/** What was written by Envers' own rule. */
	private static TestDatabase.Access old;

	private final TestDatabase.Access database = TestDatabase.copyOf(old);

	private @Nullable ConfigurableApplicationContext application;

	@BeforeAll
	static void writeByEnversOwnRule() {
		old = TestDatabase.create();
		try (var first = start(old, OLD_RULE, "spring.jpa.hibernate.ddl-auto=update")) {
			inTransaction(first, (em) -> em.persist(person(1)));
			inTransaction(first, (em) -> em.find(Person.class, 1L).city = "Rome");
			inTransaction(first, (em) -> em.persist(person(2)));
			inTransaction(first, (em) -> em.remove(em.find(Person.class, 2L)));
			House house = new House();
			house.id = 1;
			house.home = new Heirs.Address("Elm Street", "1");
			inTransaction(first, (em) -> em.persist(house));
		}
	}

	@AfterEach
	void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Test
	void theOldRuleNeedsNoColumns() {
		this.application = start(OLD_RULE);
		change(1, (person) -> {
			person.firstName = "Eve";
			person.city = "Oslo";
		});

		assertThat(newest(1).changes()).containsExactly(value("city", "Rome", "Oslo"));
	}

	@Test
	void startUpPrintsTheColumnsAndTheWayBack(CapturedOutput output) throws SQLException {
		assertThat(missing()).hasMessageContaining("given_name")
			.hasMessageContaining("code")
			.hasMessageContaining("street")
			.hasMessageContaining("fur")
			.hasMessageMatching("(?is).*create table \\S*person_tags_aud.*");
		assertThat(output).contains("revtrail.audit-inherited=false");

		addColumns();

		this.application = start();
		change(1, (person) -> person.firstName = "Eve");
		assertThat(newest(1).changes()).containsExactly(value("firstName", "Ada", "Eve"));
	}

	@Test
	void otherMissingColumnsDoNotMentionTheWayBack(CapturedOutput output) throws SQLException {
		addColumns();
		execute("alter table heirs$person_aud drop column city");

		assertThat(missing()).hasMessageContaining("city");

		String all = output.toString();
		assertThat(all.substring(all.lastIndexOf("APPLICATION FAILED TO START"))).contains("city")
			.doesNotContain("revtrail.audit-inherited");
	}

	@Test
	void statesFromBeforeAreUnknown() throws SQLException {
		restartWithTheNewRule();
		List<Long> before = revisions(1);
		change(1, (person) -> person.city = null);

		for (long revision : before) {
			RecordSnapshot state = state(1, revision);
			assertThat(state.unknown()).containsExactly("code", "doctor", "firstName", "tags");
			assertThat(state.values()).containsOnlyKeys("city");
		}
		RecordSnapshot after = state(1, newest(1).revision().number());
		assertThat(after.values()).containsEntry("firstName", "Ada")
			.containsEntry("city", null)
			.containsEntry("doctor", null);
		assertThat(after.unknown()).containsExactly("tags");
		assertThat(this.application.getBean(RecordHistory.class)
			.difference(ALL, record(1), before.get(0), newest(1).revision().number()))
			.hasValueSatisfying((difference) -> assertThat(difference.unknown()).contains("firstName", "code", "tags"));
	}

	@Test
	void theFirstChangeKnowsTheOldValue() throws SQLException {
		restartWithTheNewRule();
		change(1, (person) -> {
			person.firstName = null;
			person.tags.add("b");
		});

		assertThat(newest(1).changes()).containsExactly(value("firstName", "Ada", null),
				new FieldChange.Elements("tags", List.of("b"), List.of()));
		assertThat(state(1, newest(1).revision().number()).values()).containsEntry("firstName", null)
			.containsEntry("tags", List.of("a", "b"));
	}

	@Test
	void ofADeletionFromBeforeTheValuesAreUnknown() throws SQLException {
		restartWithTheNewRule();

		assertThat(this.application.getBean(RecordHistory.class).stateBeforeDeletion(ALL, record(2)))
			.hasValueSatisfying((state) -> {
				assertThat(state.unknown()).containsExactly("code", "doctor", "firstName", "tags");
				assertThat(state.values()).containsEntry("city", "Bern");
			});
		ChangeEntry deletion = entries(ChangeQuery.in(ALL).record(record(2)).withEmptyFields()).get(0);
		assertThat(deletion.action()).isEqualTo(Action.DELETE);
		assertThat(deletion.changes().of("firstName")).hasValue(new FieldChange.Value("firstName", null, null, false));
		assertThat(entries(ChangeQuery.in(ALL).record(record(2))).get(0).changes())
			.containsExactly(value("city", "Bern", null));
	}

	@Test
	void whatIsWrittenAfterwardsIsKnown() throws SQLException {
		restartWithTheNewRule();
		Person person = new Person();
		person.id = 3;
		persist(person);
		House house = this.application.getBean(TransactionTemplate.class)
			.execute((status) -> entityManager().find(House.class, 1L));
		assertThat(house.home.street).isEqualTo("Elm Street");

		assertThat(state(3, newest(3).revision().number())).satisfies((state) -> {
			assertThat(state.unknown()).isEmpty();
			assertThat(state.values()).containsEntry("firstName", null).containsEntry("tags", List.of());
		});
	}

	@Test
	void itStaysUnknownAfterEachStart() throws SQLException {
		restartWithTheNewRule();
		long before = newest(1).revision().number();
		change(1, (person) -> person.firstName = null);
		this.application.close();
		this.application = start();

		assertThat(state(1, before).unknown()).contains("firstName");
		assertThat(state(1, newest(1).revision().number()).unknown()).doesNotContain("firstName");
	}

	@Test
	void whatIsWrittenByTheOldRuleInBetweenIsUnknown() throws SQLException {
		restartWithTheNewRule();
		this.application.close();
		this.application = start(OLD_RULE);
		change(1, (person) -> person.city = "Oslo");
		long between = newest(1).revision().number();
		this.application.close();
		this.application = start();

		assertThat(state(1, between).unknown()).contains("firstName");
	}

	@Test
	void inANewDatabaseNothingIsUnknown() {
		TestDatabase.Access other = TestDatabase.create();
		try (var fresh = start(other, "spring.jpa.hibernate.ddl-auto=update")) {
			JdbcTemplate jdbc = fresh.getBean(JdbcTemplate.class);
			assertThat(jdbc.queryForObject("select count(*) from revtrail_audit_column", Long.class)).isPositive();
			assertThat(jdbc.queryForObject("select max(absent_until) from revtrail_audit_column", Long.class)).isZero();
		}
	}

	private void restartWithTheNewRule() throws SQLException {
		addColumns();
		this.application = start();
	}

	/** Adds what start-up prints, as a host that migrates its database itself does. */
	private void addColumns() throws SQLException {
		MissingAuditTablesException missing = missing();
		for (String command : missing.getMessage().replaceAll("^.*\\n", "").split(";")) {
			if (!command.isBlank()) {
				execute(command);
			}
		}
	}

	/** What a start says that does not make the tables. */
	private MissingAuditTablesException missing() {
		return (MissingAuditTablesException) catchThrowableOfType(BeanCreationException.class, () -> start().close())
			.getRootCause();
	}

	private void execute(String command) throws SQLException {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute(command);
		}
	}

	private static Person person(long id) {
		Person person = new Person();
		person.id = id;
		person.firstName = "Ada";
		person.code = "c";
		person.city = "Bern";
		person.tags.add("a");
		return person;
	}

	private static RecordRef record(long id) {
		return new RecordRef("PERSON", String.valueOf(id));
	}

	private static FieldChange value(String field, Object from, Object to) {
		return new FieldChange.Value(field, from, to, true);
	}

	private List<ChangeEntry> entries(ChangeQuery query) {
		return this.application.getBean(ChangeLog.class).slice(query, null, 100).entries();
	}

	private ChangeEntry newest(long id) {
		return entries(ChangeQuery.in(ALL).record(record(id))).get(0);
	}

	private List<Long> revisions(long id) {
		return entries(ChangeQuery.in(ALL).record(record(id))).stream()
			.map((entry) -> entry.revision().number())
			.toList();
	}

	private RecordSnapshot state(long id, long revision) {
		return this.application.getBean(RecordHistory.class).stateExactlyAt(ALL, record(id), revision).orElseThrow();
	}

	private void persist(Object entity) {
		inTransaction((em) -> em.persist(entity));
	}

	private void change(long id, Consumer<Person> change) {
		inTransaction((em) -> change.accept(em.find(Person.class, id)));
	}

	private void inTransaction(Consumer<EntityManager> work) {
		inTransaction(this.application, work);
	}

	private static void inTransaction(ConfigurableApplicationContext application, Consumer<EntityManager> work) {
		application.getBean(TransactionTemplate.class)
			.executeWithoutResult((status) -> work.accept(application.getBean(EntityManager.class)));
	}

	private EntityManager entityManager() {
		return this.application.getBean(EntityManager.class);
	}

	private ConfigurableApplicationContext start(String... settings) {
		return start(this.database, settings);
	}

	private static ConfigurableApplicationContext start(TestDatabase.Access database, String... settings) {
		Map<String, Object> properties = new HashMap<>(database.properties());
		properties.putAll(Map.of("spring.config.name", "library", "spring.flyway.enabled", "false",
				"spring.jpa.hibernate.ddl-auto", "none", "revtrail.schema.initialize", "always",
				"revtrail.schema.audit-tables", "validate", "spring.main.banner-mode", "off"));
		for (String setting : settings) {
			properties.put(setting.split("=")[0], setting.split("=")[1]);
		}
		return new SpringApplicationBuilder(Heirs.class).web(WebApplicationType.NONE).properties(properties).run();
	}

}
