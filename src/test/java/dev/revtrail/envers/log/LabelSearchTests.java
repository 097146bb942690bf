package dev.revtrail.envers.log;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.revtrail.ChangeLogCase;
import dev.revtrail.CountedStatements;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TextSearch;
import dev.revtrail.envers.hospital.Address;
import dev.revtrail.envers.hospital.Bed;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.hospital.Visit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Records by what people called them.
 */
@LibraryTest(Hospital.class)
@Import(CountedStatements.class)
@TestPropertySource(properties = "test.database.of=LabelSearch")
class LabelSearchTests extends ChangeLogCase {

	private static final Scope ALL = Scope.everything();

	private static final Scope NORTH = Scope.organization("north");

	private static final Scope SOUTH = Scope.organization("south");

	@Autowired
	private CountedStatements statements;

	@Test
	void eachWordIsSomewhereInTheLabelInAnyCase() {
		Patient ada = admitted("Ada Byron", "north", "Ockham");

		for (String text : List.of("ada", "BYRON ada", "byr ock", "  ockham\tada ", "da")) {
			assertThat(found(NORTH, text)).as(text).contains(called(ada, "Ada Byron Ockham"));
		}
		assertThat(found(NORTH, "ada byronockham")).isEmpty();
		assertThat(found(NORTH, "ada zuse")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "_", "!", "\\", "Per_cent", "'", "\"" })
	void nothingStandsForOtherCharacters(String text) {
		admitted("Percent", "wild", null);

		assertThat(found(Scope.organization("wild"), text)).isEmpty();
	}

	@Test
	void whatElsewhereStandsForOthersIsFoundAsItself() {
		Patient odd = admitted("100%_!\\'", "odd", null);

		for (String text : List.of("%", "_", "!", "\\", "'", "0%_!\\'")) {
			assertThat(found(Scope.organization("odd"), text)).as(text).containsExactly(called(odd, "100%_!\\'"));
		}
	}

	@Test
	void formerNamesAreFoundAndDeletedRecordsToo() {
		Patient grace = admitted("Grace Murray", "north", null);
		change(grace, (found) -> found.name = "Grace Hopper");
		inTransaction((em) -> em.remove(em.find(Patient.class, grace.id())));

		assertThat(found(NORTH, "murray")).containsExactly(called(grace, "Grace Murray"));
		assertThat(found(NORTH, "hopper")).containsExactly(called(grace, "Grace Hopper"));
		assertThat(found(NORTH, "grace")).containsExactly(called(grace, "Grace Hopper"));
	}

	@Test
	void aNameIsSeenByThoseWhoMaySeeItsEntry() {
		Patient moved = admitted("Maiden Oldham", "north", null);
		change(moved, (found) -> {
			found.house = "south";
			found.name = "Married Oldham";
		});

		assertThat(found(NORTH, "oldham")).containsExactly(called(moved, "Maiden Oldham"));
		assertThat(found(NORTH, "married")).isEmpty();
		assertThat(found(SOUTH, "oldham")).containsExactly(called(moved, "Married Oldham"));
		assertThat(found(SOUTH, "maiden")).isEmpty();
		assertThat(found(ALL, "maiden")).containsExactly(called(moved, "Maiden Oldham"));
		assertThat(found(Scope.nothing(), "oldham")).isEmpty();
		assertThat(found(Scope.organization("east"), "oldham")).isEmpty();
	}

	@Test
	void aNameThatWasNeverCommittedIsNotUsed() {
		Patient last = admitted("Lastname", "north", null);
		inTransaction((em) -> {
			Patient found = em.find(Patient.class, last.id());
			found.name = "Neverseen";
			em.flush();
			em.remove(found);
		});

		assertThat(found(ALL, "neverseen")).extracting(RecordLabel::text).doesNotContain("Neverseen");
		assertThat(found(ALL, "lastname")).containsExactly(called(last, "Lastname"));
	}

	@Test
	void theNewestComeFirstAndNoMoreThanAskedFor() {
		for (int i = 0; i < 5; i++) {
			admitted("Twin" + i, "north", null);
		}
		change(admitted("Other", "north", null), (found) -> found.name = "Twin5");

		assertThat(this.log.searchRecords(new TextSearch(NORTH, "twin", 3), Set.of("PATIENT")))
			.extracting(RecordLabel::text)
			.containsExactly("Twin5", "Twin4", "Twin3");
	}

	@Test
	void typesWithoutALabelHaveNoRecordsToFind() {
		Patient ann = admitted("Nobodyelse", "north", null);
		inTransaction((em) -> {
			em.persist(new Visit(ann));
			em.persist(new Bed(new Bed.Place("nobodyelse", 1)));
		});

		assertThat(this.log.searchRecords(new TextSearch(ALL, "nobodyelse", 10), Set.of("VISIT", "BED", "NOTHING")))
			.isEmpty();
		assertThat(this.log.searchRecords(new TextSearch(ALL, "nobodyelse", 10), Set.of())).isEmpty();
		assertThat(this.log.searchRecords(new TextSearch(ALL, "nobodyelse", 10), Set.of("VISIT", "BED", "PATIENT")))
			.containsExactly(called(ann, "Nobodyelse"));
	}

	@Test
	void theNumberOfStatementsIsThatOfEntities() {
		admitted("Single", "north", null);
		assertThat(this.statements.of(() -> found(NORTH, "single"))).hasSize(3);
		for (int i = 0; i < 30; i++) {
			change(admitted("Many" + i, "north", null), (found) -> found.born = LocalDate.EPOCH);
		}

		assertThat(this.statements.of(() -> assertThat(found(NORTH, "many")).hasSize(10))).hasSize(3);
		assertThat(this.statements.of(() -> found(NORTH, "nobody at all"))).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t" })
	void aTextIsNotBlank(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> found(ALL, text)).withMessageContaining("1 to 100");
	}

	@Test
	void textAndSizeHaveLimits() {
		assertThatIllegalArgumentException().isThrownBy(() -> found(ALL, "a".repeat(101)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.log.searchRecords(new TextSearch(ALL, "a", 101), Set.of("PATIENT")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.log.searchRecords(new TextSearch(ALL, "a", 0), Set.of("PATIENT")));
	}

	private List<RecordLabel> found(Scope scope, String text) {
		return this.log.searchRecords(new TextSearch(scope, text, 10), Set.of("PATIENT"));
	}

	private static RecordLabel called(Patient patient, String text) {
		return new RecordLabel(new RecordRef("PATIENT", String.valueOf(patient.id())), text);
	}

	private Patient admitted(String name, String house, @Nullable String city) {
		Patient patient = new Patient(name, house);
		patient.address = new Address(null, city);
		inTransaction((em) -> em.persist(patient));
		return patient;
	}

	private void change(Patient patient, Consumer<Patient> change) {
		inTransaction((em) -> change.accept(em.find(Patient.class, patient.id())));
	}

}
