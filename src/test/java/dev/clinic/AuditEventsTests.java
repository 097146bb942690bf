package dev.clinic;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.ChangeLog;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.SettledLog;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events that changed no record, over GraphQL.
 */
@TestPropertySource(properties = { "test.database.of=AuditEventsTests", "revtrail.events.configuration-changes=false" })
class AuditEventsTests extends GraphQlClinic {

	private static final Actor PIA = new Actor("4713", Actor.Type.USER, "Pia", "pia@acme.example", "acme", "acme");

	@Autowired
	private ChangeLog log;

	@Autowired
	private EventLog events;

	private String patient;

	@BeforeAll
	void recordEvents() {
		found();
		this.changeContext.runAs(PIA, "front desk", () -> {
			this.patient = String
				.valueOf(this.users.save(new User("acme", Role.PATIENT, "seen@acme.example", "Se", "En")).getId());
			RecordRef record = new RecordRef("USER", this.patient);
			this.log.note(new Caller(PIA, Scope.organization("acme"), Set.of(Caller.AUDIT_NOTE)), record,
					"Called \"back\".");
			this.events.record(Event.of(Action.VIEW, record));
			this.events.record(Event.of(Action.SIGN_IN.failed(), RecordRef.none(RecordRef.APPLICATION))
				.by(PIA)
				.failed()
				.with("reason", "password")
				.with("attempts", 3));
			this.events.record(Event.emergencyAccess(record, "Unconscious"));
		});
		this.changeContext.runAs(Actor.service("nightly"), "job",
				() -> this.events.record(Event.of(Action.PRINT, new RecordRef("USER", this.patient))));
		SettledLog.await(this.log);
	}

	@Test
	void showsWhatHappenedToWhomAndByWhom() throws Exception {
		JsonNode nodes = auditEvents("(resource_id: \"" + this.patient + "\") { nodes { acting_user { id email"
				+ " full_name type } data { name value } id note occurred_at outcome patient_id resource_id"
				+ " resource_name source type } total_count }")
			.get("nodes");

		assertThat(texts(nodes, "/type")).containsExactly("PRINT", "EMERGENCY_ACCESS", "VIEW", "NOTE");
		assertThat(nodes).allSatisfy((event) -> {
			assertThat(event.get("resource_id").asString()).isEqualTo(this.patient);
			assertThat(event.get("resource_name").asString()).isEqualTo("USER");
			assertThat(event.get("patient_id").asString()).isEqualTo(this.patient);
			assertThat(event.get("outcome").asString()).isEqualTo("SUCCESS");
			assertThat(Instant.parse(event.get("occurred_at").asString())).isBefore(Instant.now());
		});
		assertThat(texts(nodes, "/id")).doesNotHaveDuplicates().allMatch((id) -> id.matches("[0-9a-f]{16}"));
		assertThat(nodes.get(0).at("/acting_user"))
			.hasToString("{\"id\":\"nightly\",\"email\":null,\"full_name\":null,\"type\":\"SERVICE\"}");
		assertThat(nodes.get(1).get("data")).hasToString("[{\"name\":\"reason\",\"value\":\"Unconscious\"}]");
		assertThat(nodes.get(2).get("source").asString()).isEqualTo("front desk");
		assertThat(nodes.get(3).get("note").asString()).isEqualTo("Called \"back\".");
		assertThat(nodes.get(3).at("/acting_user/email").asString()).isEqualTo("pia@acme.example");
	}

	@Test
	void showsEventsOfNoRecord() throws Exception {
		JsonNode event = auditEvents("(type: SIGN_IN_FAILED) { nodes { resource_id resource_name outcome patient_id"
				+ " note data { name value } } }")
			.at("/nodes/0");

		assertThat(event).hasToString("{\"resource_id\":null,\"resource_name\":\"APPLICATION\",\"outcome\":\"FAILURE\","
				+ "\"patient_id\":null,\"note\":null,\"data\":[{\"name\":\"attempts\",\"value\":\"3\"},"
				+ "{\"name\":\"reason\",\"value\":\"password\"}]}");
	}

	@Test
	void showsTheRequestOfAnEvent() throws Exception {
		long other = this.users.save(new User("acme", Role.PATIENT, "other@acme.example", "Oth", "Er")).getId();
		send(request("/api/users/" + other, "provider").header("X-Request-Id", "seen-1"));
		SettledLog.await(this.log);
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(auditEvents("(type: VIEW) { nodes { request_id ip_address } }").get("nodes"))
						.anySatisfy((event) -> {
							assertThat(event.get("request_id").asString()).isEqualTo("seen-1");
							assertThat(event.get("ip_address").asString()).isEqualTo("127.0.0.1");
						}));
	}

	@ParameterizedTest
	@CsvSource({ "acting_user_id: \"4713\", /acting_user/id, 4713",
			"acting_user_id: \"no_author\", /acting_user/type, SERVICE", "type: NOTE, /type, NOTE",
			"outcome: FAILURE, /type, SIGN_IN_FAILED", "resource_name: \"user\", /resource_name, USER",
			"resource_name: \"APPLICATION\", /resource_name, APPLICATION" })
	void filters(String filter, String field, String value) throws Exception {
		JsonNode nodes = auditEvents(
				"(" + filter + ") { nodes { acting_user { id type } outcome resource_name type } }")
			.get("nodes");

		assertThat(nodes).isNotEmpty();
		assertThat(texts(nodes, field)).containsOnly(value);
	}

	@Test
	void filtersByPatientAndTime() throws Exception {
		String ofPatient = "(patient_id: \"" + this.patient + "\", %s) { nodes { occurred_at } total_count }";
		JsonNode all = auditEvents(ofPatient.formatted("order_by: OCCURRED_AT_ASC, type: NOTE"));
		String noted = all.at("/nodes/0/occurred_at").asString();

		assertThat(all.get("total_count").intValue()).isEqualTo(1);
		assertThat(auditEvents(ofPatient.formatted("occurred_before: \"" + noted + "\"")).get("total_count").intValue())
			.isEqualTo(1);
		assertThat(auditEvents(
				ofPatient.formatted("occurred_after: \"" + noted + "\", acting_user_id: \"4713\", type: VIEW"))
			.get("total_count")
			.intValue()).isEqualTo(1);
	}

	@Test
	void changesAndEventsAreApart() throws Exception {
		String ofRecord = "(resource_id: \"" + this.patient + "\") { total_count }";
		assertThat(auditLog(ofRecord).get("total_count").intValue()).isEqualTo(1);
		assertThat(texts(auditEvents("{ nodes { type } }").get("nodes"), "/type")).doesNotContain("CREATE", "UPDATE",
				"DELETE");
		assertThat(code(error(send(posted("{ auditEvents(type: CREATE) { total_count } }", Map.of(), "owner")))))
			.isEqualTo("BAD_USER_INPUT");
	}

	@Test
	void readsOfTheLogShowOnlyIfTheyAreAskedFor() throws Exception {
		auditEvents("{ nodes { id } }");
		String reads = "(resource_name: \"CHANGE_LOG\", type: VIEW) { nodes { acting_user { email } data { name value } } }";
		Awaitility.await()
			.untilAsserted(() -> assertThat(auditEvents(reads).get("nodes")).isNotEmpty()
				.anySatisfy(
						(read) -> assertThat(read.get("data").toString()).contains("\"operation\"", "auditEvents")));
		assertThat(texts(auditEvents("{ nodes { resource_name } }").get("nodes"), "/resource_name"))
			.doesNotContain("CHANGE_LOG");
	}

	@ParameterizedTest
	@ValueSource(strings = { "OCCURRED_AT_DESC", "OCCURRED_AT_ASC" })
	void pagesForwardsAndBackwards(String order) throws Exception {
		String list = "(resource_id: \"" + this.patient + "\", order_by: " + order;
		List<String> ids = texts(auditEvents(list + ") { nodes { id } }").get("nodes"), "/id");
		List<String> forwards = new ArrayList<>();
		String next = "";
		JsonNode page;
		do {
			page = auditEvents(list + ", first: 3" + next + ") { edges { cursor node { id } } total_count page_info {"
					+ " end_cursor has_next_page has_previous_page start_cursor } }");
			assertThat(page.get("total_count").intValue()).isEqualTo(ids.size());
			forwards.addAll(texts(page.get("edges"), "/node/id"));
			next = ", after: " + page.at("/page_info/end_cursor");
		}
		while (page.at("/page_info/has_next_page").booleanValue());
		assertThat(forwards).isEqualTo(ids).hasSize(4);
		assertThat(page.at("/page_info/has_previous_page").booleanValue()).isTrue();

		JsonNode before = auditEvents(list + ", last: 2, before: " + page.at("/page_info/start_cursor")
				+ ") { nodes { id } page_info { has_previous_page } }");
		assertThat(texts(before.get("nodes"), "/id")).isEqualTo(ids.subList(1, 3));
		assertThat(before.at("/page_info/has_previous_page").booleanValue()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "resource_name: \"Nothing\" | resource_name takes ", "first: 0 | first takes ",
					"last: 1, first: 1 | last does not go together with first", "patient_id: \"\" | patient_id takes ",
					"after: \"x\" | after takes a cursor",
					"occurred_after: \"2026-02-01\", occurred_before: \"2026-01-01\" | occurred_after is later" })
	void saysWhatItTakes(String arguments, String message) throws Exception {
		JsonNode error = error(send(posted("{ auditEvents(" + arguments + ") { total_count } }", Map.of(), "owner")));

		assertThat(code(error)).isEqualTo("BAD_USER_INPUT");
		assertThat(error.get("message").asString()).contains(message);
	}

	@Test
	void isThereInEveryVersion() throws Exception {
		assertThat(askOlder("{ auditEvents(type: NOTE) { nodes { type } page_info { has_next_page } } }"))
			.hasToString("{\"auditEvents\":{\"nodes\":[{\"type\":\"NOTE\"}],\"page_info\":{\"has_next_page\":false}}}");
	}

	@Test
	void onlyThoseWhoMayReadTheLogReadIt() throws Exception {
		String query = "{ auditEvents { total_count } }";
		for (String who : List.of("provider", "patient")) {
			HttpResponse<String> answer = send(posted(query, Map.of(), who));
			assertThat(code(error(answer))).isEqualTo("FORBIDDEN");
		}
		assertThat(code(error(send(posted(query, Map.of(), ""))))).isEqualTo("UNAUTHENTICATED");
		assertThat(ask("{ auditEvents(patient_id: \"" + this.patient + "\") { total_count } }", "globex")
			.at("/auditEvents/total_count")
			.intValue()).isZero();
	}

	private JsonNode auditEvents(String argumentsAndSelection) throws Exception {
		return ask("{ auditEvents" + argumentsAndSelection + " }").get("auditEvents");
	}

}
