package dev.revtrail.envers.model;

import java.util.Map;
import java.util.Set;

import dev.revtrail.Formerly;
import dev.revtrail.Tracked;
import dev.revtrail.envers.InvalidTrackingException;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A former name leads to the one of today, of its own type or attribute only.
 */
@Tag("unit")
class FormerNamesTests {

	@Test
	void aTypeIsFoundByEachOfItsNames() {
		FormerNames names = of(Client.class, Animal.class);

		assertThat(names.typeToday("CUSTOMER")).isEqualTo("CLIENT");
		assertThat(names.typeToday("BUYER")).isEqualTo("CLIENT");
		assertThat(names.typeToday("CLIENT")).isEqualTo("CLIENT");
		assertThat(names.namesOfType("CLIENT")).containsExactlyInAnyOrder("CLIENT", "CUSTOMER", "BUYER");
		assertThat(names.namesOfType("BUYER")).isEqualTo(names.namesOfType("CLIENT"));
		assertThat(names.formerTypes()).containsExactlyInAnyOrder("CUSTOMER", "BUYER", "BEAST");
	}

	@Test
	void aTypeOfWhichNothingIsKnownKeepsItsName() {
		FormerNames names = of(Client.class);

		assertThat(names.typeToday("PURGE")).isEqualTo("PURGE");
		assertThat(names.namesOfType("PURGE")).containsExactly("PURGE");
		assertThat(names.fieldToday("PURGE", "mail")).isEqualTo("mail");
		assertThat(names.namesOfField("PURGE", "email")).isEmpty();
	}

	@Test
	void aSubclassWasNotWhatItsSuperclassWas() {
		FormerNames names = of(Animal.class, Dog.class);

		assertThat(names.typeToday("BEAST")).isEqualTo("ANIMAL");
		assertThat(names.namesOfType("DOG")).containsExactly("DOG");
	}

	@Test
	void subclassesThatShareTheNameOfATypeShareItsFormerNames() {
		FormerNames names = of(Vehicle.class, Truck.class);

		assertThat(names.namesOfType("VEHICLE")).containsExactlyInAnyOrder("VEHICLE", "CARRIAGE");
		assertThat(names.namesOfField("VEHICLE", "load")).containsExactly("cargo");
	}

	@Test
	void aFormerNameOfAnAttributeHoldsForItsTypeUnderAllNames() {
		FormerNames names = of(Client.class, Animal.class);

		assertThat(names.fieldToday("CLIENT", "mail")).isEqualTo("email");
		assertThat(names.fieldToday("CUSTOMER", "mail")).isEqualTo("email");
		assertThat(names.fieldToday("ANIMAL", "mail")).isEqualTo("mail");
		assertThat(names.namesOfField("email")).isEqualTo(Map.of("CLIENT", Set.of("mail", "e_mail")));
		assertThat(names.namesOfField("BUYER", "email")).containsExactlyInAnyOrder("mail", "e_mail");
	}

	@Test
	void attributesOfEmbeddablesMayHaveBeenRenamedOnEachLevel() {
		FormerNames names = of(Client.class);

		assertThat(names.namesOfField("CLIENT", "home.city")).containsExactlyInAnyOrder("home.town", "address.city",
				"address.town");
		assertThat(names.fieldToday("CLIENT", "address.town")).isEqualTo("home.city");
		assertThat(names.fieldToday("CLIENT", "address.street")).isEqualTo("home.street");
		assertThat(names.fieldToday("CLIENT", "work.town")).isEqualTo("work.city");
		assertThat(names.fieldToday("CLIENT", "address")).isEqualTo("address");
	}

	@Test
	void valuesAreMovedToTheNamesOfTodayInTheirOrder() {
		assertThat(of(Client.class).today("BUYER", Map.of("mail", 1, "name", 2))).containsOnly(Map.entry("email", 1),
				Map.entry("name", 2));
	}

	@Test
	void aNameThatAnotherTypeHasOrHadIsAMistake() {
		assertMistaken(
				"@Tracked(formerly = \"BIKE\") on " + Car.class.getName() + " is the name of another record type.",
				Car.class, Bike.class);
		assertMistaken("is the name of another record type.", Client.class, Patron.class);
	}

	@Test
	void aNameThatAnotherAttributeHasOrHadIsAMistake() {
		assertMistaken("'phone' of " + TwoPhones.class.getName() + " was called 'mobile'", TwoPhones.class);
		assertMistaken("was called 'number'", TwoNumbers.class);
	}

	@Test
	void theSameNameInTwoTypesIsNone() {
		try (OfflineModel model = OfflineModel.of(Client.class, Patient.class)) {
			model.problems().requireNone();
			FormerNames names = model.model().formerNames();

			assertThat(names.fieldToday("PATIENT", "mail")).isEqualTo("contact");
			assertThat(names.fieldToday("CLIENT", "mail")).isEqualTo("email");
		}
	}

	private static FormerNames of(Class<?>... entities) {
		try (OfflineModel model = OfflineModel.of(entities)) {
			model.problems().requireNone();
			return model.model().formerNames();
		}
	}

	private static void assertMistaken(String message, Class<?>... entities) {
		try (OfflineModel model = OfflineModel.of(entities)) {
			assertThatExceptionOfType(InvalidTrackingException.class).isThrownBy(model.problems()::requireNone)
				.withMessageContaining(message);
		}
	}

	/** Has been renamed twice. */
	@Entity(name = "Client")
	@Audited
	@Tracked(formerly = { "CUSTOMER", "BUYER" })
	static class Client {

		@Id
		long id;

		@Nullable String name;

		@Formerly({ "mail", "e_mail" })
		@Nullable String email;

		@Formerly("address")
		@Nullable Place home;

		@AttributeOverride(name = "city", column = @Column(name = "work_city"))
		@AttributeOverride(name = "street", column = @Column(name = "work_street"))
		@Nullable Place work;

	}

	/** Has a renamed attribute itself. */
	@Embeddable
	static class Place {

		@Formerly("town")
		@Nullable String city;

		@Nullable String street;

	}

	/** Calls something else what clients call theirs. */
	@Entity(name = "Patient")
	@Audited
	static class Patient {

		@Id
		long id;

		@Formerly("mail")
		@Nullable String contact;

	}

	/** Says that it was what clients were. */
	@Entity(name = "Patron")
	@Audited
	@Tracked(formerly = "CUSTOMER")
	static class Patron {

		@Id
		long id;

	}

	/** Is extended by another type. */
	@Entity(name = "Animal")
	@Audited
	@Tracked(formerly = "BEAST")
	static class Animal {

		@Id
		long id;

	}

	/** Has always been one. */
	@Entity(name = "Dog")
	@Audited
	static class Dog extends Animal {

	}

	/** Is extended by entities of the same type. */
	@Entity(name = "Vehicle")
	@Audited
	@Tracked(name = "VEHICLE", formerly = "CARRIAGE")
	static class Vehicle {

		@Id
		long id;

	}

	/** Has a renamed attribute besides. */
	@Entity(name = "Truck")
	@Audited
	static class Truck extends Vehicle {

		@Formerly("cargo")
		int load;

	}

	/** Says that it was what is another type. */
	@Entity(name = "Car")
	@Audited
	@Tracked(formerly = "BIKE")
	static class Car {

		@Id
		long id;

	}

	/** Is what it always was. */
	@Entity(name = "Bike")
	@Audited
	static class Bike {

		@Id
		long id;

	}

	/** Has an attribute that was called as another is. */
	@Entity(name = "TwoPhones")
	@Audited
	static class TwoPhones {

		@Id
		long id;

		@Formerly("mobile")
		@Nullable String phone;

		@Nullable String mobile;

	}

	/** Has two attributes that were called the same. */
	@Entity(name = "TwoNumbers")
	@Audited
	static class TwoNumbers {

		@Id
		long id;

		@Formerly("number")
		int even;

		@Formerly("number")
		int odd;

	}

}
