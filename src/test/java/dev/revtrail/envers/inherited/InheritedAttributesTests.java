package dev.revtrail.envers.inherited;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.envers.log.KeptValuesCheck;
import dev.revtrail.envers.inherited.Heirs.Address;
import dev.revtrail.envers.inherited.Heirs.Anonymous;
import dev.revtrail.envers.inherited.Heirs.Belonging;
import dev.revtrail.envers.inherited.Heirs.Cat;
import dev.revtrail.envers.inherited.Heirs.Chooser;
import dev.revtrail.envers.inherited.Heirs.Country;
import dev.revtrail.envers.inherited.Heirs.Drill;
import dev.revtrail.envers.inherited.Heirs.Guest;
import dev.revtrail.envers.inherited.Heirs.Hotel;
import dev.revtrail.envers.inherited.Heirs.House;
import dev.revtrail.envers.inherited.Heirs.Letter;
import dev.revtrail.envers.inherited.Heirs.Person;
import dev.revtrail.envers.inherited.Heirs.Product;
import dev.revtrail.envers.inherited.Heirs.Report;
import dev.revtrail.envers.inherited.Heirs.Stranger;
import dev.revtrail.envers.inherited.Heirs.Traveller;
import dev.revtrail.envers.inherited.Heirs.Truck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an audited entity inherits from mapped superclasses is audited without being
 * annotated.
 */
@LibraryTest(Heirs.class)
@ExtendWith(KeptValuesCheck.class)
class InheritedAttributesTests extends ChangeLogCase {

	private static final AtomicLong IDS = new AtomicLong();

	private static final Scope ALL = Scope.everything();

	@Autowired
	RecordHistory history;

	private final long id = IDS.incrementAndGet();

	@Test
	void aChangeOfAnInheritedAttributeIsRecorded() {
		persist(person());

		change(Person.class, (person) -> person.firstName = "Eve");

		assertThat(changes("PERSON")).containsExactly(value("firstName", "Ada", "Eve"));
	}

	@Test
	void creationAndDeletionShowInheritedAttributes() {
		persist(person());
		assertThat(changes("PERSON")).containsExactly(value("code", null, "c"), value("firstName", null, "Ada"),
				new FieldChange.Hidden("pin"), new FieldChange.Elements("tags", List.of("a"), List.of()));

		inTransaction((em) -> em.remove(em.find(Person.class, this.id)));

		assertThat(changes("PERSON")).containsExactly(value("code", "c", null), value("firstName", "Ada", null),
				new FieldChange.Hidden("pin"), new FieldChange.Elements("tags", List.of(), List.of("a")));
		RecordRef record = new RecordRef("PERSON", text());
		assertThat(this.history.stateBeforeDeletion(ALL, record))
			.hasValueSatisfying((state) -> assertThat(state.values()).containsEntry("firstName", "Ada")
				.containsEntry("tags", List.of("a"))
				.containsEntry("city", null));
	}

	@Test
	void statesShowInheritedAttributes() {
		persist(person());
		change(Person.class, (person) -> {
			person.firstName = "Eve";
			person.tags.add("b");
		});

		assertThat(state("PERSON", 1).values()).containsEntry("firstName", "Ada")
			.containsEntry("code", "c")
			.containsEntry("tags", List.of("a"))
			.doesNotContainKeys("pin", "note", "country", "version");
		assertThat(state("PERSON", 0).values()).containsEntry("firstName", "Eve")
			.containsEntry("tags", List.of("a", "b"));
		assertThat(state("PERSON", 0).unknown()).isEmpty();
	}

	@Test
	void aChangeOfAnAttributeThatIsNotAuditedIsNotRecorded() {
		persist(person());

		change(Person.class, (person) -> {
			person.note = "n";
			person.country = country();
		});

		assertThat(history("PERSON")).hasSize(1);
	}

	@Test
	void anEntityThatIsNotAuditedStaysSo() {
		Guest guest = new Guest();
		guest.id = this.id;
		persist(guest);

		assertThat(this.log.count(ChangeQuery.in(ALL).recordTypes("GUEST"))).isZero();
	}

	@Test
	void whereTargetsNeedNotBeAuditedReferencesAreRecorded() {
		Traveller traveller = new Traveller();
		traveller.id = this.id;
		persist(traveller);

		change(Traveller.class, (found) -> found.country = country());

		assertThat(changes("TRAVELLER")).containsExactly(value("country", null, "x"));
	}

	@Test
	void whatTheHostHasDecidedStays() {
		Stranger stranger = new Stranger();
		stranger.id = this.id;
		stranger.firstName = "Ada";
		stranger.code = "c";
		Anonymous anonymous = new Anonymous();
		anonymous.id = this.id;
		anonymous.firstName = "Ada";
		anonymous.code = "c";
		anonymous.pin = "1";
		Chooser chooser = new Chooser();
		chooser.id = this.id;
		chooser.chosen = "x";
		chooser.firstName = "Ada";
		persist(stranger, anonymous, chooser);

		assertThat(changes("STRANGER")).containsExactly(value("code", null, "c"));
		assertThat(changes("ANONYMOUS")).containsExactly(new FieldChange.Hidden("pin"));
		assertThat(changes("CHOOSER")).containsExactly(value("chosen", null, "x"));
	}

	@Test
	void aReferenceOfAGenericSuperclassIsAuditedWhereItsTargetIs() {
		Belonging belonging = new Belonging();
		belonging.id = this.id;
		Product product = new Product();
		product.id = this.id;
		product.name = "p";
		persist(person(), belonging, product);
		change(Belonging.class, (found) -> found.owner = this.entityManager.find(Person.class, this.id));
		change(Product.class, (found) -> found.owner = country());

		assertThat(changes("BELONGING")).containsExactly(value("owner", null, text()));
		assertThat(history("PRODUCT")).hasSize(1);
	}

	@Test
	void propertiesAreAuditedAsFieldsAre() {
		Report report = new Report();
		report.id = this.id;
		report.author = "A";
		report.setTitle("t");
		report.setBody("b");
		persist(report);
		change(Report.class, (found) -> {
			found.setTitle("u");
			found.setCountry(country());
		});

		assertThat(changes("REPORT")).containsExactly(value("title", "t", "u"));
		assertThat(state("REPORT", 0).values()).containsOnlyKeys("author", "body", "title");
	}

	@Test
	void anInheritedPropertyCanBeLeftOutByTheSubclass() {
		Letter letter = new Letter();
		letter.setId(this.id);
		letter.setSeal("s");
		letter.setStamp("t");
		persist(letter);

		assertThat(changes("LETTER")).containsExactly(value("stamp", null, "t"));
	}

	@Test
	void embeddablesAreAuditedWithWhatTheyInherit() {
		House house = new House();
		house.id = this.id;
		house.home = new Address("Elm Street", "1");
		Hotel hotel = new Hotel();
		hotel.id = this.id;
		hotel.annexes.add(new Address("Oak Street", "2"));
		persist(house, hotel);
		change(House.class, (found) -> found.home = new Address("Ash Street", "1"));

		assertThat(changes("HOUSE")).containsExactly(value("home.street", "Elm Street", "Ash Street"));
		assertThat(changes("HOTEL").get(0).toString()).contains("Oak Street");
		assertThat(state("HOUSE", 0).values()).containsOnlyKeys("home.street", "home.zip");
	}

	@Test
	void superclassesInTheMiddleOfAHierarchyAreAudited() {
		Cat cat = new Cat();
		cat.id = this.id;
		cat.code = 7;
		cat.fur = "long";
		Truck truck = new Truck();
		truck.id = this.id;
		truck.code = 8;
		truck.fuel = "gas";
		Drill drill = new Drill();
		drill.id = this.id;
		drill.code = 6;
		drill.power = "low";
		persist(cat, truck, drill);
		change(Drill.class, (found) -> found.power = "high");
		change(Cat.class, (found) -> found.fur = "short");
		change(Truck.class, (found) -> {
			found.fuel = "oil";
			found.code = 9;
		});

		assertThat(changes("DRILL")).containsExactly(value("power", "low", "high"));
		assertThat(changes("CAT")).containsExactly(value("fur", "long", "short"));
		assertThat(changes("TRUCK")).containsExactly(value("code", 8L, 9L), value("fuel", "gas", "oil"));
	}

	private Person person() {
		Person person = new Person();
		person.id = this.id;
		person.code = "c";
		person.firstName = "Ada";
		person.note = "n0";
		person.pin = "0000";
		person.tags.add("a");
		return person;
	}

	private Country country() {
		Country country = this.entityManager.find(Country.class, "x");
		if (country == null) {
			country = new Country();
			country.id = "x";
			this.entityManager.persist(country);
		}
		return country;
	}

	private String text() {
		return String.valueOf(this.id);
	}

	private List<ChangeEntry> history(String type) {
		return this.log.slice(ChangeQuery.in(ALL).record(new RecordRef(type, text())), null, 100).entries();
	}

	private List<FieldChange> changes(String type) {
		return history(type).get(0).changes().list();
	}

	/** The state that one of the newest entries gave. */
	private RecordSnapshot state(String type, int newest) {
		return this.history
			.stateExactlyAt(ALL, new RecordRef(type, text()), history(type).get(newest).revision().number())
			.orElseThrow();
	}

	private void persist(Object... entities) {
		inTransaction((em) -> List.of(entities).forEach(em::persist));
	}

	private <T> void change(Class<T> type, Consumer<T> change) {
		inTransaction((em) -> change.accept(em.find(type, this.id)));
	}

}
