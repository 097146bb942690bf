package dev.clinic.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.clinic.api.ApiClient.Answer;
import dev.clinic.record.ClinicPrincipal;
import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written under {@code /api} is in the change log: each type of record, with its
 * patient and organization, and exactly what changed.
 */
@ApiTest
class EveryChangeTests {

	private static final Set<String> TYPES = Set.of("API_KEY", "APPOINTMENT", "APPOINTMENT_INCLUSION",
			"APPOINTMENT_LOCATION", "APPOINTMENT_SETTING", "AVAILABILITY", "BILLING_ITEM", "CARE_PLAN", "CMS1500",
			"CMS1500_POLICY", "CPT_CODES_CMS1500", "DIAGNOSIS", "FEATURE_TOGGLE", "FORM_ANSWER_GROUP", "FORM_ANSWER",
			"GOAL", "LOCATION", "ORGANIZATION", "ORGANIZATION_INFO", "ORGANIZATION_MEMBERSHIP", "POLICY", "TASK",
			"USER");

	private static final Set<String> WITHOUT_PATIENT = Set.of("API_KEY", "APPOINTMENT_LOCATION", "APPOINTMENT_SETTING",
			"AVAILABILITY", "FEATURE_TOGGLE", "LOCATION", "ORGANIZATION", "ORGANIZATION_INFO",
			"ORGANIZATION_MEMBERSHIP");

	@Autowired
	private ApiClient api;

	@Autowired
	private ChangeLog log;

	@Autowired
	private RecordTypes types;

	static Stream<Kind> kinds() {
		return Kind.ALL.stream();
	}

	@Test
	void thereAre23TypesOfRecords() {
		assertThat(this.types.all()).extracting(RecordType::name).containsExactlyInAnyOrderElementsOf(TYPES);
	}

	@Test
	void everyTypeHasItsEntriesPatientAndOrganization() {
		Practice practice = this.api.practice();
		List<ChangeEntry> entries = entries(ChangeQuery.in(Scope.organization(practice.id())));
		assertThat(entries).allMatch((entry) -> entry.action().equals(Action.CREATE))
			.allMatch((entry) -> practice.id().equals(entry.organizationId()));
		assertThat(entries.stream().map((entry) -> entry.record().type()).collect(Collectors.toSet())).isEqualTo(TYPES);
		RecordRef patient = new RecordRef("USER", String.valueOf(practice.patient().getId()));
		entries.stream()
			.filter((entry) -> !entry.record().type().equals("USER"))
			.forEach((entry) -> assertThat(entry.patient()).as(entry.record().type())
				.isEqualTo(WITHOUT_PATIENT.contains(entry.record().type()) ? null : patient));
		assertThat(entries.stream().filter((entry) -> entry.record().equals(patient)))
			.allMatch((entry) -> patient.equals(entry.patient()));
		assertThat(entries.stream()
			.filter((entry) -> entry.record().id().equals(String.valueOf(practice.owner().getId()))
					&& entry.record().type().equals("USER")))
			.allMatch((entry) -> entry.patient() == null);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aPatchIsOneEntryWithTheGivenFields(Kind kind) {
		Practice practice = this.api.practice();
		ClinicPrincipal owner = ApiClient.owner(practice);
		Answer answer = this.api.patch(owner, practice.uri(kind.path()), kind.change());
		assertThat(answer.status()).isEqualTo(200);
		List<ChangeEntry> entries = updates(practice);
		assertThat(entries).hasSize(1);
		assertThat(entries.get(0).record().id()).isEqualTo(idOf(practice, kind));
		assertThat(entries.get(0).changes().stream().map(FieldChange::field))
			.containsExactlyInAnyOrderElementsOf(kind.change().keySet());
	}

	@Test
	void aPatchThatChangesNothingIsNoEntry() {
		Practice practice = this.api.practice();
		assertThat(this.api
			.patch(ApiClient.owner(practice), practice.uri("billing-items"),
					Map.of("price", Map.of("amount", 120, "currency", "USD")))
			.status()).isEqualTo(200);
		assertThat(updates(practice)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "appointments, APPOINTMENT, APPOINTMENT_INCLUSION", "care-plans, CARE_PLAN, GOAL",
			"cms1500s, CMS1500, CMS1500_POLICY CPT_CODES_CMS1500",
			"form-answer-groups, FORM_ANSWER_GROUP, FORM_ANSWER" })
	void thePartsOfARecordAreDeletedWithIt(String path, String type, String parts) {
		Practice practice = this.api.practice();
		assertThat(this.api.delete(ApiClient.owner(practice), practice.uri(path)).status()).isEqualTo(204);
		List<ChangeEntry> entries = entries(ChangeQuery.in(Scope.organization(practice.id())).actions(Action.DELETE));
		List<String> expected = new ArrayList<>(List.of(parts.split(" ")));
		expected.add(type);
		assertThat(entries).extracting((entry) -> entry.record().type()).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(entries).extracting(ChangeEntry::patient)
			.containsOnly(new RecordRef("USER", String.valueOf(practice.patient().getId())));
		assertThat(entries.stream().filter((entry) -> entry.record().type().equals("CPT_CODES_CMS1500")))
			.allSatisfy((entry) -> assertThat(entry.changes().of("modifiers")).isPresent());
	}

	@Test
	void aRescheduledAppointmentHasItsOldAndNewDate() {
		Practice practice = this.api.practice();
		this.api.post(ApiClient.owner(practice), practice.uri("appointments") + "/reschedule",
				Map.of("date", "2040-01-01T10:00:00Z"));
		List<ChangeEntry> entries = updates(practice);
		assertThat(entries).hasSize(1);
		FieldChange.Value date = (FieldChange.Value) entries.get(0).changes().of("date").orElseThrow();
		assertThat(date.from()).isEqualTo(practice.appointment().toString());
		assertThat(date.to()).isEqualTo("2040-01-01T10:00:00Z");
		assertThat(entries.get(0).changes().list()).hasSize(1);
	}

	@Test
	void collectionsHaveTheElementsThatJoinedAndLeft() {
		Practice practice = this.api.practice();
		ClinicPrincipal owner = ApiClient.owner(practice);
		this.api.patch(owner, practice.uri("tasks"), Map.of("labels", List.of("soon", "late")));
		this.api.patch(owner, practice.uri("users"), Map.of("languages", List.of("en", "de")));
		this.api.patch(owner, practice.uri("cms1500s"), Map.of("diagnoses", List.of()));
		List<ChangeEntry> entries = updates(practice);
		assertThat(entries.stream().map((entry) -> entry.record().type())).containsExactly("CMS1500", "USER", "TASK");
		FieldChange.Elements labels = (FieldChange.Elements) entries.get(2).changes().of("labels").orElseThrow();
		assertThat(labels.joined()).isEqualTo(List.of("late"));
		assertThat(labels.left()).isEqualTo(List.of("phone"));
	}

	@Test
	void aRefusedChangeIsNoEntry() {
		Practice practice = this.api.practice();
		ClinicPrincipal owner = ApiClient.owner(practice);
		this.api.patch(owner, practice.uri("appointments"), Map.of("reason", "Pain", "length", 1));
		this.api.patch(owner, practice.uri("appointments"),
				Map.of("reason", "Pain", "provider", "/api/users/987654321"));
		this.api.delete(owner, practice.uri("users"));
		assertThat(entries(ChangeQuery.in(Scope.organization(practice.id()))))
			.allMatch((entry) -> entry.action().equals(Action.CREATE));
	}

	@Test
	void aDeletionKnowsWhatWasThere() {
		Practice practice = this.api.practice();
		assertThat(this.api.delete(ApiClient.owner(practice), practice.uri("form-answer-groups")).status())
			.isEqualTo(204);
		List<ChangeEntry> entries = entries(ChangeQuery.in(Scope.organization(practice.id())).actions(Action.DELETE));
		assertThat(entries.stream().map((entry) -> entry.record().type())).containsExactlyInAnyOrder("FORM_ANSWER",
				"FORM_ANSWER_GROUP");
		assertThat(entries).allMatch((entry) -> entry.patient() != null && !entry.changes().isEmpty());
	}

	private String idOf(Practice practice, Kind kind) {
		String id = String.valueOf(practice.records().get(kind.path()));
		return kind.path().equals("appointment-inclusions") ? id.replace('-', ',') : id;
	}

	private List<ChangeEntry> updates(Practice practice) {
		return entries(ChangeQuery.in(Scope.organization(practice.id())).actions(Action.UPDATE));
	}

	private List<ChangeEntry> entries(ChangeQuery query) {
		return this.log.page(query, 0, 100).entries();
	}

}
