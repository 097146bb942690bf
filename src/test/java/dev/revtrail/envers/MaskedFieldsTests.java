package dev.revtrail.envers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordHistory;
import dev.revtrail.Scope;
import dev.revtrail.TextSearch;
import dev.revtrail.envers.archive.Archive;
import dev.revtrail.envers.archive.Person;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@LibraryTest(Archive.class)
class MaskedFieldsTests {

	private static final Caller TRUSTED = new Caller(Actor.user("7"), Scope.organization("north"),
			Set.of(Caller.AUDIT_READ, Person.SECRETS));

	@Autowired
	ChangeLog log;

	@Autowired
	RecordHistory history;

	@Autowired
	EntityManager entityManager;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	JdbcTemplate jdbc;

	@Test
	void aMaskedFieldIsRecordedAsChangedAndHidden() {
		long id = person();
		change(id, (person) -> {
			person.name = "Anna";
			person.ssn = "222-secret";
			person.pin = "secret-4321";
			person.nickname = "secretly Annie";
		});

		assertThat(newest(id, Scope.everything()).changes()).containsExactly(
				new FieldChange.Value("name", "Ann", "Anna", true), new FieldChange.Hidden("nickname"),
				new FieldChange.Hidden("pin"), new FieldChange.Hidden("ssn"));
	}

	@Test
	void aMaskIsOnAllThatIsInAnEmbeddableOrACollection() {
		long id = person();
		change(id, (person) -> {
			Objects.requireNonNull(person.home).city = "secret Leeds";
			Objects.requireNonNull(person.contact).email = "anna@example.org";
			person.contact.setPhone("secret 2");
			person.diagnoses.add("secret J45");
			person.accounts.put("bank", "secret 2");
		});

		assertThat(newest(id, Scope.everything()).changes()).containsExactly(new FieldChange.Hidden("accounts"),
				new FieldChange.Value("contact.email", "ann@example.org", "anna@example.org", true),
				new FieldChange.Hidden("contact.phone"), new FieldChange.Hidden("diagnoses"),
				new FieldChange.Hidden("home.city"));
	}

	/**
	 * That a value is the same again would say what it is to who knows one of the two.
	 */
	@Test
	void aDifferenceContainsWhatChangedInBetweenEvenIfItIsTheSameAgain() {
		long id = person();
		RecordRef record = new RecordRef("PERSON", String.valueOf(id));
		long first = newest(id, Scope.everything()).revision().number();
		change(id, (person) -> {
			person.ssn = "222-secret";
			person.diagnoses.add("secret J45");
		});
		long second = newest(id, Scope.everything()).revision().number();
		change(id, (person) -> {
			person.ssn = "111-secret";
			person.diagnoses.remove("secret J45");
		});
		long third = newest(id, Scope.everything()).revision().number();
		change(id, (person) -> person.name = "Anna");
		long fourth = newest(id, Scope.everything()).revision().number();

		assertThat(difference(record, first, third)).containsExactly(new FieldChange.Hidden("diagnoses"),
				new FieldChange.Hidden("ssn"));
		assertThat(difference(record, third, first)).isEqualTo(difference(record, first, third));
		assertThat(difference(record, second, third)).isEqualTo(difference(record, first, third));
		assertThat(difference(record, third, fourth))
			.containsExactly(new FieldChange.Value("name", "Ann", "Anna", true));
		assertThat(difference(record, third, third)).isEmpty();
	}

	private List<FieldChange> difference(RecordRef record, long from, long to) {
		return this.history.difference(Scope.everything(), record, from, to).orElseThrow().changes().stream().toList();
	}

	@Test
	void creationAndDeletionHideTheSame() {
		long id = person();
		ChangeEntry created = newest(id, Scope.everything());
		this.transaction
			.executeWithoutResult((status) -> this.entityManager.remove(this.entityManager.find(Person.class, id)));
		ChangeEntry deleted = newest(id, Scope.everything());

		for (ChangeEntry entry : List.of(created, deleted)) {
			assertThat(entry.changes().stream().filter(FieldChange.Hidden.class::isInstance).map(FieldChange::field))
				.containsExactly("accounts", "contact.phone", "diagnoses", "home.city", "nickname", "pin", "ssn");
			assertThat(entry.toString()).doesNotContain("secret");
		}
	}

	@Test
	void noRecordIsFoundByWhatIsMasked() {
		long id = person();
		change(id, (person) -> {
			person.name = "Searched";
			person.ssn = "777-searched";
			person.nickname = "searchedtoo";
		});

		assertThat(this.log.searchRecords(new TextSearch(Scope.everything(), "searched", 10), Set.of("PERSON")))
			.singleElement()
			.satisfies((found) -> assertThat(found.text()).isEqualTo("Searched"));
		assertThat(this.log.searchRecords(new TextSearch(Scope.everything(), "777", 10), Set.of("PERSON"))).isEmpty();
		assertThat(this.log.searchRecords(new TextSearch(Scope.everything(), "searchedtoo", 10), Set.of("PERSON")))
			.isEmpty();
	}

	@Test
	void theLibraryKeepsNoMaskedValue() {
		// As if it were older than the library: its old values are kept in the entry
		this.jdbc.update("insert into person (id, name, ssn, pin, nickname, city) values (-1, 'Old', 'secret 1', "
				+ "'secret 2', 'secret 3', 'secret 4')");
		this.jdbc.update("insert into person_diagnoses (person_id, diagnoses) values (-1, 'secret 5')");
		change(-1, (person) -> {
			person.name = "New";
			person.ssn = "222-secret";
			person.pin = null;
			person.nickname = null;
			person.diagnoses.clear();
			Objects.requireNonNull(person.home).city = null;
		});

		assertThat(newest(-1, Scope.everything()).changes().of("name"))
			.contains(new FieldChange.Value("name", "Old", "New", true));
		List<String> kept = this.jdbc.queryForList("select data from revtrail_entry where record_id = '-1'",
				String.class);
		assertThat(kept).singleElement().asString().contains("Old").doesNotContain("secret");
	}

	@Test
	void whoHasTheAuthorityAndAsksMaySeeThemAndThatIsRecorded() {
		long id = person();
		change(id, (person) -> {
			person.ssn = "222-secret";
			person.pin = "secret-4321";
			person.accounts.put("bank", "secret 2");
		});

		ChangeEntry entry = newest(id, ChangeQuery.in(TRUSTED.scope()).revealedTo(TRUSTED));

		assertThat(entry.changes()).containsExactly(
				new FieldChange.Keys("accounts", Map.of(), Map.of(),
						Map.of("bank", new FieldChange.Replaced("secret 1", "secret 2"))),
				new FieldChange.Hidden("pin"), new FieldChange.Value("ssn", "111-secret", "222-secret", true));
		ChangeEntry reveal = newest(id, Scope.organization("north"));
		assertThat(reveal.action()).isEqualTo(Action.REVEAL);
		assertThat(reveal.revision().actor()).isEqualTo(TRUSTED.actor());
		assertThat(reveal.patient()).isEqualTo(reveal.record());
		assertThat(reveal.organizationId()).isEqualTo("north");
		assertThat(reveal.changes()).isEmpty();
		assertThat(this.log
			.slice(ChangeQuery.in(Scope.everything()).record(reveal.record()).actions(Action.REVEAL).field("accounts"),
					null, 10)
			.entries()).containsExactly(reveal);
	}

	@Test
	void whatRevealsNothingIsNotRecorded() {
		long id = person();
		change(id, (person) -> person.name = "Anna");
		change(id, (person) -> person.ssn = "222-secret");
		Caller other = new Caller(Actor.user("8"), Scope.everything(), Set.of(Caller.AUDIT_ALL));

		assertThat(newest(id, ChangeQuery.in(other.scope()).revealedTo(other)).changes())
			.containsExactly(new FieldChange.Hidden("ssn"));
		assertThat(newest(id, ChangeQuery.in(TRUSTED.scope()).withoutChanges().revealedTo(TRUSTED)).changes())
			.isEmpty();
		assertThat(newest(id, Scope.everything()).action()).isEqualTo(Action.UPDATE);
	}

	@Test
	void onePageRecordsEachRecordOnce() {
		long ann = person();
		long bob = person();
		change(ann, (person) -> person.ssn = "2");
		change(bob, (person) -> person.ssn = "2");
		change(ann, (person) -> person.ssn = "3");

		this.log.page(ChangeQuery.in(TRUSTED.scope())
			.recordIds(Set.of(String.valueOf(ann), String.valueOf(bob)))
			.revealedTo(TRUSTED), 0, 100);

		List<ChangeEntry> reveals = this.log
			.slice(ChangeQuery.in(Scope.everything())
				.recordIds(Set.of(String.valueOf(ann), String.valueOf(bob)))
				.actions(Action.REVEAL), null, 10)
			.entries();
		assertThat(reveals).extracting((entry) -> entry.record().id())
			.containsExactlyInAnyOrder(String.valueOf(ann), String.valueOf(bob));
		assertThat(reveals).extracting((entry) -> entry.revision().number())
			.containsOnly(reveals.get(0).revision().number());
	}

	private long person() {
		Person person = new Person();
		person.name = "Ann";
		person.house = "north";
		person.ssn = "111-secret";
		person.pin = "secret-1234";
		person.nickname = "secretly Ann";
		person.home = new Person.Home();
		person.home.city = "secret York";
		person.contact = new Person.Contact();
		person.contact.email = "ann@example.org";
		person.contact.setPhone("secret 1");
		person.diagnoses.add("secret E11");
		person.accounts.put("bank", "secret 1");
		this.transaction.executeWithoutResult((status) -> this.entityManager.persist(person));
		return Objects.requireNonNull(person.id);
	}

	private void change(long id, Consumer<Person> change) {
		this.transaction.executeWithoutResult((status) -> change.accept(this.entityManager.find(Person.class, id)));
	}

	private ChangeEntry newest(long id, Scope scope) {
		return newest(id, ChangeQuery.in(scope));
	}

	private ChangeEntry newest(long id, ChangeQuery query) {
		return this.log.slice(query.record(new RecordRef("PERSON", String.valueOf(id))), null, 1).entries().get(0);
	}

}
