package dev.revtrail.envers.log;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was recorded stays readable when entities and their schema change in ways that no
 * {@code @Formerly} announces: the application starts a second time, with another model,
 * on the same database. What cannot be read says so in its place.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("not-postgresql") // Refuses attributes of another type than their column
class SchemaDriftTests {

	private static final Scope ALL = Scope.everything();

	private static final RecordRef ACCOUNT = new RecordRef("ACCOUNT", "1");

	private ConfigurableApplicationContext application;

	/** The entries of the account that were written before, and the first one after. */
	private List<ChangeEntry> entries;

	@BeforeAll
	void drift(@TempDir Path archives) throws SQLException {
		this.application = Drift.start(archives);
		this.entries = find(ChangeQuery.in(ALL).record(ACCOUNT).oldestFirst().withUnsettled());
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@BeforeEach
	void mayReadEverything() {
		SecurityContextHolder.getContext()
			.setAuthentication(new TestingAuthenticationToken("ann", "secret", "AUDIT_READ", "AUDIT_ALL", "AUDIT_PAGE",
					"AUDIT_EXPORT", "can_view_audit_log", "platform:admin"));
	}

	@AfterEach
	void signOut() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void anAttributeThatStaysReadsAsBefore() {
		assertThat(changes(0)).contains(value("title", null, "Title"));
		assertThat(state(1).values()).containsEntry("title", "Title");
	}

	@Test
	void aConstantThatIsGoneStaysInTheOldValueThatTheEntryKeeps() {
		assertThat(changes(0)).contains(unknownAfter("grade", null));
		assertThat(changes(1)).contains(value("grade", "POOR", "FAIR"));
		assertThat(state(0).unknown()).contains("grade");
	}

	/** The audit table has both columns; rows from before are in the old one. */
	@Test
	void anAttributeThatMovedToAnotherColumnKeepsItsValues() {
		assertThat(changes(0)).contains(value("name", null, "Al"));
		assertThat(changes(1)).contains(value("name", "Al", "Bo"));
		assertThat(changes(2)).contains(value("name", "Bo", "Cy"));
		assertThat(state(1).values()).containsEntry("name", "Bo");
	}

	@Test
	void anAttributeWhoseColumnsDifferInAnUnderscoreKeepsItsValues() {
		assertThat(changes(0)).contains(value("callName", null, "Al"));
		assertThat(changes(1)).contains(value("callName", "Al", "Bo"));
		assertThat(changes(2)).contains(value("callName", "Bo", "Cy"));
		assertThat(state(1).values()).containsEntry("callName", "Bo");
	}

	@Test
	void anAttributeWhoseColumnWasRenamedInBothTablesKeepsItsValues() {
		assertThat(changes(0)).contains(value("zip", null, "LS1"));
		assertThat(changes(1)).contains(value("zip", "LS1", "YO1"));
		assertThat(changes(2)).contains(value("zip", "YO1", null));
		assertThat(state(1).values()).containsEntry("zip", "YO1");
	}

	@Test
	void anAttributeThatWasRenamedWithoutSayingSoHasWhatTheEntriesKeep() {
		assertThat(changes(1)).contains(unknownAfter("nick", "a"));
		assertThat(changes(2)).contains(value("alias", "b", "c"));
		assertThat(state(1).values()).containsEntry("alias", "b").doesNotContainKey("nick");
	}

	@Test
	void valuesThatTheTypeOfTodayCannotReadAreUnknownAndOthersAreThere() {
		assertThat(changes(0)).contains(value("size", null, 12L), value("since", null, "2020-01-01"),
				unknownAfter("level", null), unknownAfter("grade", null));
		assertThat(changes(1)).contains(unknownAfter("size", "12"), unknownAfter("since", "2020-01-01"),
				unknownAfter("level", 3L), unknownAfter("kind", 1L));
		assertThat(changes(2)).contains(value("size", 100L, 200L), value("since", "2020-02-02", "2021-03-03"),
				value("level", "FINE", "FAIR"), value("kind", "FINE", "FAIR"), value("grade", "FAIR", "FINE"));
		assertThat(state(1).unknown()).contains("size", "since", "level", "kind");
	}

	@Test
	void aTextThatBecameAnEmbeddableIsReadFromItsColumn() {
		assertThat(changes(1)).contains(value("address", "Main Street 1, Leeds", "High Street 2, York"));
		assertThat(changes(2)).contains(value("address.city", null, "Leeds"));
		assertThat(state(1).unknown()).contains("address.city", "address.street");
	}

	@Test
	void aTextThatBecameAReferenceIsWhatTheEntriesKeep() {
		assertThat(changes(0)).contains(unknownAfter("owner", null));
		assertThat(changes(1)).contains(unknownAfter("owner", "Ann"));
		assertThat(changes(2)).contains(value("owner", "1", "2"));
		assertThat(find(ChangeQuery.in(ALL).record(ACCOUNT).withLabels().oldestFirst().withUnsettled()))
			.extracting(ChangeEntry::labels)
			.extracting((labels) -> labels.values().keySet())
			.containsExactly(Set.of(), Set.of(), Set.of("owner"));
	}

	@Test
	void aReferenceThatBecameANumberAndOneThatWasDroppedAreTheirIds() {
		assertThat(changes(1)).contains(value("boss", "1", 2L), value("friend", "1", 2L));
	}

	@Test
	void aTextThatBecameACollectionIsReadFromItsColumn() {
		assertThat(changes(0)).contains(value("tag", null, "red"));
		assertThat(changes(1)).contains(value("tag", "red", "blue"));
		assertThat(changes(2)).contains(new FieldChange.Elements("tag", List.of("green"), List.of()));
		assertThat(state(1).unknown()).contains("tag");
		assertThat(find(
				ChangeQuery.in(ALL).record(new RecordRef("ACCOUNT", "3")).actions(Action.DELETE).withEmptyFields()))
			.singleElement()
			.satisfies(
					(entry) -> assertThat(entry.changes().list()).filteredOn((change) -> change.field().equals("tag"))
						.containsExactly(value("tag", "red", null)));
	}

	@Test
	void aTextThatBecameAMaskedCollectionIsHidden() {
		assertThat(changes(0)).contains(new FieldChange.Hidden("codes"));
		assertThat(changes(1)).contains(new FieldChange.Hidden("codes"));
	}

	@Test
	void collectionsThatAreGoneOrHaveOtherElementsAreUnknown() {
		assertThat(changes(1)).contains(FieldChange.Value.unknown("phones"), FieldChange.Value.unknown("hobbies"),
				FieldChange.Value.unknown("marks"));
		assertThat(changes(2)).contains(value("phones", "1, 2", "3"),
				new FieldChange.Elements("marks", List.of(9L), List.of(7L)));
		assertThat(state(1).unknown()).contains("phones", "marks");
	}

	@Test
	void everyFieldThatChangedIsInItsEntry() {
		assertThat(changes(1)).extracting(FieldChange::field)
			.containsExactly("address", "boss", "callName", "codes", "friend", "grade", "hobbies", "kind", "level",
					"marks", "name", "nick", "owner", "phones", "since", "size", "tag", "zip");
	}

	@Test
	void theDeletionOfARecordFromBeforeHasWhatWasDeleted() {
		RecordRef second = new RecordRef("ACCOUNT", "2");

		assertThat(find(ChangeQuery.in(ALL).record(second).actions(Action.DELETE))).singleElement()
			.satisfies((entry) -> assertThat(entry.changes()).contains(value("grade", "FAIR", null),
					value("size", 100L, null), value("name", "Al", null)));
		assertThat(history().stateBeforeDeletion(ALL, second)).hasValueSatisfying((state) -> {
			assertThat(state.values()).containsEntry("grade", "FAIR").containsEntry("title", "Title");
			assertThat(state.unknown()).isEmpty();
		});
	}

	@Test
	void aDeletionFromBeforeHasWhatCanBeRead() {
		assertThat(history().stateBeforeDeletion(ALL, new RecordRef("ACCOUNT", "3"))).hasValueSatisfying((state) -> {
			assertThat(state.values()).containsEntry("size", 12L).containsEntry("name", "Al");
			assertThat(state.unknown()).contains("grade", "level", "tag", "alias");
		});
	}

	@Test
	void differencesAreOfWhatIsKnownAtBothEnds() {
		assertThat(history().difference(ALL, ACCOUNT, revision(1), revision(2))).hasValueSatisfying((difference) -> {
			assertThat(difference.changes()).contains(value("name", "Bo", "Cy"), value("alias", "b", "c"));
			assertThat(difference.unknown()).contains("size", "level", "kind", "since", "owner");
		});
	}

	@Test
	void typesThatAreGoneRenamedOrNotTrackedAnymoreNameWhatChanged() {
		for (String type : List.of("CAT", "INVOICE", "DRAFT", "GHOST")) {
			assertThat(find(ChangeQuery.in(ALL).recordTypes(type))).hasSize(2)
				.allSatisfy((entry) -> assertThat(entry.changes()).isNotEmpty()
					.allSatisfy((change) -> assertThat(change).isEqualTo(FieldChange.Value.unknown(change.field()))));
		}
		assertThat(find(ChangeQuery.in(ALL).recordTypes("BILL"))).singleElement()
			.satisfies((entry) -> assertThat(entry.changes()).containsExactly(value("cents", 6L, 7L)));
		assertThat(find(ChangeQuery.in(ALL).recordTypes("DOG").actions(Action.UPDATE))).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/change-log-entries?per_page=100&attributes=details&attributes=type",
			"/v1/change-log-entries/export?format=csv", "/v1/change-log-entries/export?format=ndjson",
			"/audit-log/data/entries", "/audit-log/data/export?format=csv", "/v1/records/ACCOUNT?id=1",
			"/v1/admin/audit-log" })
	void everyInterfaceHasTheEntriesOfTheAccount(String uri) {
		assertThat(MockMvcTester.from((WebApplicationContext) this.application)
			.get()
			.uri(uri)
			.header("X-Requested-With", "test")).hasStatus(200)
			.bodyText()
			.contains("Title")
			.contains("Main Street 1, Leeds");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CAT", "DOG", "INVOICE", "BILL", "DRAFT", "GHOST" })
	void everyTypeHasAHistory(String type) {
		String id = type.equals("DOG") ? "2" : "1";

		assertThat(MockMvcTester.from((WebApplicationContext) this.application)
			.get()
			.uri("/v1/records/" + type + "?id=" + id)).hasStatus(200).bodyText().contains("UPDATED");
	}

	@Test
	void graphQlSaysWhatIsUnknown() {
		assertThat(MockMvcTester.from((WebApplicationContext) this.application)
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"query\": \"{ auditLog(resource_name: ACCOUNT, first: 50) { nodes { resource_id "
					+ "resource_changes { field value_before_change value_after_change } } } }\"}"))
			.hasStatus(200)
			.bodyText()
			.doesNotContain("errors")
			.contains("{\"field\":\"name\",\"value_before_change\":\"Al\",\"value_after_change\":\"Bo\"}")
			.contains(
					"\"field\":\"level\",\"value_before_change\":\"3\",\"value_after_change\":\"{\\\"unknown\\\":true}\"");
	}

	private RecordHistory history() {
		return this.application.getBean(RecordHistory.class);
	}

	private List<FieldChange> changes(int entry) {
		return this.entries.get(entry).changes().list();
	}

	private long revision(int entry) {
		return this.entries.get(entry).revision().number();
	}

	private RecordSnapshot state(int entry) {
		return history().stateExactlyAt(ALL, ACCOUNT, revision(entry)).orElseThrow();
	}

	private static FieldChange value(String field, @Nullable Object from, @Nullable Object to) {
		return new FieldChange.Value(field, from, to, true);
	}

	private static FieldChange unknownAfter(String field, @Nullable Object from) {
		return new FieldChange.Value(field, from, null, true, false);
	}

	private List<ChangeEntry> find(ChangeQuery query) {
		return this.application.getBean(ChangeLog.class).slice(query, null, 1000).entries();
	}

}
