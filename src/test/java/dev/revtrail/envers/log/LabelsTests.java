package dev.revtrail.envers.log;

import java.util.List;
import java.util.Objects;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.ChangeQuery;
import dev.revtrail.CountedStatements;
import dev.revtrail.Labels;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.hospital.Address;
import dev.revtrail.envers.hospital.Bed;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.hospital.Visit;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people called the records that entries name.
 */
@LibraryTest(Hospital.class)
@Import(CountedStatements.class)
class LabelsTests extends ChangeLogCase {

	private static final Scope ALL = Scope.everything();

	@Autowired
	CountedStatements statements;

	@Test
	void aReferenceCarriesTheLabelThatItsRecordHadAtTheRevision() {
		Patient ann = persisted(new Patient("Ann", "north"));
		Visit visit = persisted(new Visit(ann));
		change(Patient.class, ann.id(), (found) -> {
			found.name = "Anna";
			found.address = new Address(null, "Leeds");
		});
		Patient bob = persisted(new Patient("Bob", "north"));
		change(Visit.class, visit.id, (found) -> found.patient = bob);

		List<ChangeEntry> entries = labelled(ALL, visit(visit));

		assertThat(entries.get(0).labels()).satisfies((labels) -> {
			assertThat(labels.of("patient", text(ann))).hasValue(new RecordLabel(patient(ann), "Anna Leeds"));
			assertThat(labels.of("patient", text(bob))).hasValue(new RecordLabel(patient(bob), "Bob"));
			assertThat(labels.of("patient", null)).isEmpty();
			assertThat(labels.patient()).isEqualTo(new RecordLabel(patient(bob), "Bob"));
			assertThat(labels.record()).isNull();
		});
		assertThat(entries.get(1).labels().of("patient", text(ann))).map(RecordLabel::text).hasValue("Ann");
	}

	@Test
	void theEntrysOwnRecordIsCalledAsItIsAfterTheEntryAndADeletedOneAsItWas() {
		Patient ann = persisted(new Patient("Ann", "north"));
		change(Patient.class, ann.id(), (found) -> found.name = "Anna");
		inTransaction((em) -> em.remove(em.find(Patient.class, ann.id())));

		assertThat(labelled(ALL, patient(ann))).extracting((entry) -> entry.labels().record())
			.extracting((label) -> label.text())
			.containsExactly("Anna", "Anna", "Ann");
	}

	@Test
	void whatIsInNoScopeOfTheReaderHasNoLabel() {
		Patient secret = persisted(new Patient("Secret", "south"));
		Patient ann = persisted(new Patient("Ann", "north"));
		change(Patient.class, ann.id(),
				(found) -> found.relatives.add(this.entityManager.getReference(Patient.class, secret.id())));

		assertThat(labelled(ALL, patient(ann)).get(0).labels().of("relatives", text(secret))).isPresent();
		assertThat(labelled(Scope.organization("north"), patient(ann)).get(0).labels()).satisfies((labels) -> {
			assertThat(labels.of("relatives", text(secret))).isEmpty();
			assertThat(labels.record()).isNotNull();
		});
	}

	@Test
	void aLabelFollowsARecordThroughItsScopes() {
		Patient ann = persisted(new Patient("Ann", "north"));
		Bed bed = new Bed(new Bed.Place("moved", 1));
		bed.occupant = ann;
		persisted(bed);
		change(Patient.class, ann.id(), (found) -> found.house = "south");

		assertThat(labelled(ALL, new RecordRef("BED", "1,moved"))).singleElement()
			.satisfies((entry) -> assertThat(entry.labels().of("occupant", text(ann))).isPresent());
		assertThat(labelled(Scope.organization("north"), patient(ann))).singleElement()
			.satisfies((entry) -> assertThat(entry.labels().record()).isNotNull());
	}

	@Test
	void aRecordOlderThanTheLogHasTheOldNameOfItsFirstChange() {
		inTransaction(
				(em) -> em.createNativeQuery("insert into patient (name, house, version) values ('Older', 'north', 0)")
					.executeUpdate());
		Patient older = this.entityManager.createQuery("from Patient p where p.name = 'Older'", Patient.class)
			.getSingleResult();
		Bed bed = new Bed(new Bed.Place("older", 1));
		bed.occupant = older;
		persisted(bed);
		RecordRef record = new RecordRef("BED", "1,older");
		assertThat(labelled(ALL, record).get(0).labels()).isEqualTo(Labels.NONE);

		change(Patient.class, older.id(), (found) -> found.name = "Newer");

		assertThat(labelled(ALL, record).get(0).labels().of("occupant", text(older))).map(RecordLabel::text)
			.hasValue("Older");
	}

	@Test
	void labelsAreThereOnlyWhereTheyAreAskedFor() {
		Visit visit = persisted(new Visit(persisted(new Patient("Ann", "north"))));

		assertThat(this.log.slice(ChangeQuery.in(ALL).record(visit(visit)), null, 10).entries())
			.allSatisfy((entry) -> assertThat(entry.labels()).isEqualTo(Labels.NONE));
	}

	@Test
	void labelsTakeTwoStatementsOnTheIndexAndOneForEachEntity() {
		int few = statementsFor(2);
		int many = statementsFor(25);

		int page = 1;
		int types = 2;
		int labels = 2 + 1;
		assertThat(many).isEqualTo(few).isEqualTo(page + types + labels);
	}

	@Test
	void changesHaveTheLabelsOfTheirRecords() {
		for (int i = 0; i < 5; i++) {
			persisted(new Patient("Own" + i, "own"));
		}

		List<String> sent = this.statements.of(() -> assertThat(
				this.log.slice(ChangeQuery.in(Scope.organization("own")).withLabels(), null, 10).entries())
			.extracting((entry) -> Objects.requireNonNull(entry.labels().record()).text())
			.containsExactly("Own4", "Own3", "Own2", "Own1", "Own0"));

		int page = 1;
		int type = 1;
		int label = 1;
		assertThat(sent).hasSize(page + type + label);
	}

	private int statementsFor(int visits) {
		String house = "house" + visits;
		for (int i = 0; i < visits; i++) {
			persisted(new Visit(persisted(new Patient("Ann" + i, house))));
		}
		return this.statements.of(() -> {
			List<ChangeEntry> entries = this.log
				.slice(ChangeQuery.in(Scope.organization(house)).withLabels(), null, 2 * visits)
				.entries();
			assertThat(entries).hasSize(2 * visits)
				.allSatisfy((entry) -> assertThat(entry.labels().patient()).isNotNull());
		}).size();
	}

	private List<ChangeEntry> labelled(Scope scope, RecordRef record) {
		return this.log.slice(ChangeQuery.in(scope).record(record).withLabels(), null, 10).entries();
	}

	private static RecordRef patient(Patient patient) {
		return new RecordRef("PATIENT", text(patient));
	}

	private static String text(Patient patient) {
		return String.valueOf(patient.id());
	}

	private static RecordRef visit(Visit visit) {
		return new RecordRef("VISIT", visit.id.toString());
	}

}
