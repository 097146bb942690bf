package dev.revtrail.web.entry;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Changes;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

@Tag("unit")
class EntryViewTests {

	private static final RecordRef APPOINTMENT = new RecordRef("APPOINTMENT", "7");

	private static final RecordRef PATIENT = new RecordRef("USER", "42");

	private final EntryView view = new EntryView("clinic");

	@Test
	void showsTheIdAndWhatWasAskedForAndNothingElse() {
		assertThat(this.view.of(created(Actor.user("3"), PATIENT), Set.of("type", "document_types"))).containsExactly(
				entry("_id", "8000000000000005"), entry("document_types", List.of("Appointment", "User")),
				entry("type", "ADDED"));
	}

	@Test
	void showsAllAttributesInTheContractsOrder() {
		Map<String, Object> all = all(created(Actor.user("3"), PATIENT));
		assertThat(all.keySet()).containsExactlyElementsOf(EntryView.ATTRIBUTES);
		assertThat(all).containsEntry("created", "2024-11-01 16:03:19")
			.containsEntry("documents", List.of("7", "42"))
			.containsEntry("details", null)
			.containsEntry("user", "3");
	}

	@Test
	void namesThePatientOnlyWhereThatIsAnotherRecord() {
		assertThat(all(created(Actor.user("3"), null))).containsEntry("documents", List.of("7"));
		ChangeEntry own = new ChangeEntry(5, revision(Actor.user("3"), null), Action.UPDATE, PATIENT, PATIENT, null,
				Changes.NONE);
		assertThat(all(own)).containsEntry("documents", List.of("42")).containsEntry("document_types", List.of("User"));
	}

	@Test
	void namesTheApplicationWhereNoUserMadeTheChange() {
		assertThat(all(created(Actor.SYSTEM, null))).containsEntry("user", "clinic app");
		assertThat(all(created(Actor.ANONYMOUS, null))).containsEntry("user", "clinic app");
		assertThat(all(created(Actor.service("importer"), null))).containsEntry("user", "importer");
	}

	@Test
	void sortsChangesIntoAdditionsDeletionsAndUpdates() {
		assertThat(details(Action.UPDATE, new FieldChange.Value("a", null, 1, true),
				new FieldChange.Value("b", 1, null, true), new FieldChange.Value("c", 1, 2, true),
				new FieldChange.Elements("d", List.of("x"), List.of("y")),
				new FieldChange.Elements("e", List.of("x"), List.of())))
			.containsExactly(entry("additions", Map.of("a", 1, "d", List.of("x"), "e", List.of("x"))),
					entry("deletions", Map.of("b", 1, "d", List.of("y"))),
					entry("updates", Map.of("c", Map.of("from", 1, "to", 2))));
	}

	@Test
	void reportsMovesAndReplacedKeysAsUpdates() {
		assertThat(details(Action.UPDATE,
				new FieldChange.Elements("steps", List.of(), List.of(), List.of(new FieldChange.Move("c", 2, 0))),
				new FieldChange.Keys("phones", Map.of("work", "2"), Map.of("home", "1"),
						Map.of("mobile", new FieldChange.Replaced("3", "4")))))
			.containsExactly(entry("additions", Map.of("phones", Map.of("work", "2"))),
					entry("deletions", Map.of("phones", Map.of("home", "1"))),
					entry("updates",
							Map.of("steps",
									Map.of("from", List.of(Map.of("element", "c", "index", 2)), "to",
											List.of(Map.of("element", "c", "index", 0))),
									"phones[mobile]", Map.of("from", "3", "to", "4"))));
	}

	@Test
	void showsThatAMaskedFieldChangedButNotItsValues() {
		Map<String, Boolean> masked = Map.of("masked", true);
		assertThat(details(Action.UPDATE, new FieldChange.Hidden("ssn")))
			.containsExactly(entry("updates", Map.of("ssn", Map.of("from", masked, "to", masked))));
		assertThat(details(Action.DELETE, new FieldChange.Hidden("ssn")))
			.containsExactly(entry("deletions", Map.of("ssn", masked)));
	}

	@Test
	void claimsNothingAboutAValueBeforeThatIsNotKnown() {
		Map<String, Object> cleared = new LinkedHashMap<>();
		cleared.put("to", null);
		assertThat(details(Action.UPDATE, new FieldChange.Value("a", null, 2, false),
				new FieldChange.Value("b", null, null, false)))
			.containsExactly(entry("updates", Map.of("a", Map.of("to", 2), "b", cleared)));
	}

	@Test
	void aNewRecordHasAdditionsAndADeletedOneDeletionsOfWhatWasNotNull() {
		assertThat(details(Action.CREATE, new FieldChange.Value("a", null, 1, true),
				new FieldChange.Value("b", null, null, true),
				new FieldChange.Keys("c", Map.of("k", "v"), Map.of(), Map.of()), new FieldChange.Hidden("d")))
			.containsExactly(entry("additions", Map.of("a", 1, "c", Map.of("k", "v"), "d", Map.of("masked", true))));
		assertThat(details(Action.DELETE, new FieldChange.Value("a", 1, null, true),
				new FieldChange.Value("b", null, null, true)))
			.containsExactly(entry("deletions", Map.of("a", 1)));
	}

	@Test
	void showsANoteAndNoDetailsWhereThereIsNothing() {
		ChangeEntry noted = new ChangeEntry(5, revision(Actor.user("3"), "Called back."), Action.NOTE, APPOINTMENT,
				null, null, Changes.NONE);
		assertThat(all(noted)).containsEntry("type", "NOTE").containsEntry("details", Map.of("note", "Called back."));
		assertThat(details(Action.UPDATE)).isNull();
	}

	private Map<String, Object> all(ChangeEntry entry) {
		return this.view.of(entry, Set.copyOf(EntryView.ATTRIBUTES));
	}

	private static Map<String, Object> details(Action action, FieldChange... changes) {
		return Details.of(new ChangeEntry(5, revision(Actor.user("3"), null), action, APPOINTMENT, null, null,
				new Changes(List.of(changes))));
	}

	private static ChangeEntry created(Actor actor, @Nullable RecordRef patient) {
		return new ChangeEntry(5, revision(actor, null), Action.CREATE, APPOINTMENT, patient, "acme", Changes.NONE);
	}

	private static Revision revision(Actor actor, @Nullable String note) {
		return new Revision(1, Instant.parse("2024-11-01T16:03:19.999999Z"), actor, "clinic", null, null, null, note);
	}

}
