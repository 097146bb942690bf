package dev.clinic;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import javax.sql.DataSource;

import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.SettledLog;
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
 * Contract 4 over HTTP, against the whole clinic and its database.
 */
@TestPropertySource(properties = "test.database.of=GraphQlTests")
class GraphQlTests extends GraphQlClinic {

	private static final Actor PIA = new Actor("4713", Actor.Type.USER, "Pia", null, "acme", "acme");

	@Autowired
	private ChangeLog log;

	@Autowired
	private DataSource dataSource;

	private String patient;

	@BeforeAll
	void changeRecords() {
		found();
		this.changeContext.runAs(PIA, "test", () -> {
			User user = this.users.save(new User("acme", Role.PATIENT, "graph@acme.example", "Pat", "Old"));
			this.patient = String.valueOf(user.getId());
			change(user.getId(), (found) -> {
				found.rename("Pat", "New");
				found.getLanguages().add("de");
			});
			this.users.deleteById(user.getId());
		});
		this.changeContext.runAs(Actor.service("4713"), "test",
				() -> this.users.save(new User("acme", Role.PATIENT, "service@acme.example", "Ser", "Vice")));
		this.log.note(new Caller(PIA, Scope.organization("acme"), java.util.Set.of(Caller.AUDIT_NOTE)),
				new RecordRef("USER", this.patient), "Not an event of this contract.");
		this.users.save(new User("acme-north", Role.PATIENT, "graph@acme-north.example", "Nor", "Th"));
		SettledLog.await(this.log);
	}

	@Test
	void listsEachEventWithItsChanges() throws Exception {
		JsonNode nodes = auditLog("(resource_name: USER, resource_id: \"" + this.patient + "\") { nodes {"
				+ " acting_user { id } occurred_at resource_id resource_name type"
				+ " resource_changes { field value_before_change value_after_change } } }")
			.get("nodes");

		assertThat(nodes).hasSize(3);
		assertThat(texts(nodes, "/type")).containsExactly("DESTROY", "UPDATE", "CREATE");
		assertThat(nodes).allSatisfy((event) -> {
			assertThat(event.at("/acting_user/id").asString()).isEqualTo("4713");
			assertThat(event.at("/resource_name").asString()).isEqualTo("USER");
			assertThat(event.at("/resource_id").asString()).isEqualTo(this.patient);
			assertThat(Instant.parse(event.at("/occurred_at").asString())).isBefore(Instant.now());
		});
		assertThat(nodes.get(1).get("resource_changes")).hasToString(
				"[{\"field\":\"languages\",\"value_before_change\":\"[]\",\"value_after_change\":\"[\\\"de\\\"]\"},"
						+ "{\"field\":\"lastName\",\"value_before_change\":\"Old\",\"value_after_change\":\"New\"}]");
		assertThat(nodes.get(2).get("resource_changes")).isNotEmpty()
			.allSatisfy((change) -> assertThat(change.get("value_before_change").isNull()).isTrue())
			.anySatisfy((change) -> assertThat(change)
				.hasToString("{\"field\":\"lastName\",\"value_before_change\":null,\"value_after_change\":\"Old\"}"));
	}

	@Test
	void aDestructionListsEveryFieldWithItsLastValue() throws Exception {
		JsonNode changes = auditLog("(resource_id: \"" + this.patient + "\", event_type: DESTROY)"
				+ " { nodes { resource_changes { field value_before_change value_after_change } } }")
			.at("/nodes/0/resource_changes");

		assertThat(changes).allSatisfy((change) -> assertThat(change.get("value_after_change").isNull()).isTrue())
			.anySatisfy((change) -> assertThat(change).hasToString(
					"{\"field\":\"languages\",\"value_before_change\":\"[\\\"de\\\"]\",\"value_after_change\":null}"))
			.anySatisfy((change) -> assertThat(change)
				.hasToString("{\"field\":\"address.city\",\"value_before_change\":null,\"value_after_change\":null}"));
		assertThat(texts(changes, "/field")).doesNotHaveDuplicates()
			.isSorted()
			.contains("active", "email", "firstName", "organizationId", "phone", "role", "timeZone");
	}

	@ParameterizedTest
	@CsvSource({ "acting_user_id: \"4713\", /acting_user/id, 4713", "resource_name: USER, /resource_name, USER",
			"resource_name: API_KEY, /resource_name, API_KEY", "event_type: CREATE, /type, CREATE",
			"event_type: UPDATE, /type, UPDATE", "event_type: DESTROY, /type, DESTROY" })
	void filters(String filter, String field, String value) throws Exception {
		JsonNode nodes = auditLog("(" + filter + ") { nodes { acting_user { id } resource_name type } }").get("nodes");

		assertThat(nodes).isNotEmpty();
		assertThat(texts(nodes, field)).containsOnly(value);
	}

	@Test
	void findsEventsThatNoUserMade() throws Exception {
		JsonNode nodes = auditLog("(acting_user_id: \"no_author\") { nodes { acting_user { id type } } total_count }");

		assertThat(nodes.get("nodes")).isNotEmpty()
			.allSatisfy((event) -> assertThat(event.at("/acting_user/type").asString()).isNotEqualTo("USER"));
		List<String> sameId = texts(
				auditLog("(acting_user_id: \"4713\") { nodes { acting_user { type } } }").get("nodes"),
				"/acting_user/type");
		assertThat(sameId).containsExactly("SERVICE", "USER", "USER", "USER");
		assertThat(auditLog("{ total_count }").get("total_count").intValue())
			.isGreaterThanOrEqualTo(nodes.get("total_count").intValue() + 3);
		assertThat(auditLog("(acting_user_id: \"system\") { total_count }").get("total_count").intValue()).isPositive();
	}

	@Test
	void showsAndCountsNothingButRowChanges() throws Exception {
		JsonNode all = auditLog(
				"(resource_id: \"" + this.patient + "\", resource_name: USER) { nodes { type } total_count }");

		assertThat(this.log.count(ChangeQuery.in(Scope.everything()).record(new RecordRef("USER", this.patient))))
			.isEqualTo(4);
		assertThat(all.get("total_count").intValue()).isEqualTo(3);
		assertThat(all.get("nodes")).hasSize(3);
	}

	@Test
	void bothMomentsCount() throws Exception {
		String moment = auditLog(
				"(resource_id: \"" + this.patient + "\", event_type: UPDATE) { nodes { occurred_at } }")
			.at("/nodes/0/occurred_at")
			.asString();
		Instant instant = Instant.parse(moment);
		String at = "(resource_id: \"" + this.patient
				+ "\", occurred_after: \"%s\", occurred_before: \"%s\") { total_count }";

		assertThat(auditLog(at.formatted(moment, moment)).get("total_count").intValue()).isEqualTo(1);
		assertThat(
				auditLog(at.formatted(instant.plusNanos(1), instant.plusSeconds(86400))).get("total_count").intValue())
			.isEqualTo(1);
		assertThat(auditLog(at.formatted(instant.minusSeconds(86400), instant.minusNanos(1))).get("total_count")
			.intValue()).isEqualTo(1);
		assertThat(auditLog(at.formatted("1970-01-01T00:00:00+01:00", "9999-12-31T23:59:59.999999999-18:00"))
			.get("total_count")
			.intValue()).isEqualTo(3);
	}

	@Test
	void takesVariablesOfEveryKind() throws Exception {
		String query = "query Log($who: ID, $type: AuditEventResourceName, $id: ID, $what: AuditEventType,"
				+ " $after: ISO8601DateTime, $before: ISO8601DateTime, $order: AuditEventOrderKeys, $first: Int, $from: String) {"
				+ " auditLog(acting_user_id: $who, resource_name: $type, resource_id: $id, event_type: $what,"
				+ " occurred_after: $after, occurred_before: $before, order_by: $order, first: $first, after: $from)"
				+ " { nodes { type } } }";

		JsonNode some = data(send(posted(query,
				Map.of("who", 4713, "type", "USER", "id", this.patient, "what", "UPDATE", "after",
						"2020-01-01T00:00:00Z", "before", "2100-01-01T00:00:00Z", "order", "OCCURRED_AT_ASC", "first",
						5),
				"owner")));
		assertThat(texts(some.at("/auditLog/nodes"), "/type")).containsExactly("UPDATE");
		java.util.HashMap<String, Object> nulls = new java.util.HashMap<>();
		List.of("who", "type", "id", "what", "after", "before", "order", "first", "from")
			.forEach((name) -> nulls.put(name, null));
		assertThat(data(send(posted(query, nulls, "owner"))).at("/auditLog/nodes")).hasSizeGreaterThan(5);
	}

	@Test
	void ordersByTimeNewestFirstByDefault() throws Exception {
		List<String> newest = texts(auditLog("{ nodes { occurred_at } }").get("nodes"), "/occurred_at");
		List<String> oldest = texts(auditLog("(order_by: OCCURRED_AT_ASC) { nodes { occurred_at } }").get("nodes"),
				"/occurred_at");

		assertThat(newest.stream().map(Instant::parse)).isSortedAccordingTo(Comparator.reverseOrder());
		assertThat(oldest).isEqualTo(reversed(newest));
		assertThat(
				texts(auditLog("(order_by: OCCURRED_AT_DESC) { nodes { occurred_at } }").get("nodes"), "/occurred_at"))
			.isEqualTo(newest);
	}

	@ParameterizedTest
	@ValueSource(strings = { "OCCURRED_AT_DESC", "OCCURRED_AT_ASC" })
	void pagesForwardsAndBackwards(String order) throws Exception {
		JsonNode all = auditLog("(order_by: " + order + ") { edges { cursor } total_count page_info { has_next_page"
				+ " has_previous_page start_cursor end_cursor } }");
		List<String> cursors = texts(all.get("edges"), "/cursor");
		assertThat(all.get("total_count").intValue()).isEqualTo(cursors.size()).isGreaterThan(7);
		assertThat(all.at("/page_info/start_cursor").asString()).isEqualTo(cursors.get(0));
		assertThat(all.at("/page_info/end_cursor").asString()).isEqualTo(cursors.get(cursors.size() - 1));

		List<String> forwards = new ArrayList<>();
		String next = "";
		while (true) {
			JsonNode page = page("(order_by: " + order + ", first: 3" + next + ")");
			assertThat(page.at("/page_info/has_previous_page").booleanValue()).isEqualTo(!next.isEmpty());
			forwards.addAll(texts(page.get("edges"), "/cursor"));
			if (!page.at("/page_info/has_next_page").booleanValue()) {
				break;
			}
			next = ", after: " + page.at("/page_info/end_cursor");
		}
		assertThat(forwards).isEqualTo(cursors);

		List<String> backwards = new ArrayList<>();
		String previous = "";
		while (true) {
			JsonNode page = page("(order_by: " + order + ", last: 3" + previous + ")");
			assertThat(page.at("/page_info/has_next_page").booleanValue()).isEqualTo(!previous.isEmpty());
			backwards.addAll(0, texts(page.get("edges"), "/cursor"));
			if (!page.at("/page_info/has_previous_page").booleanValue()) {
				break;
			}
			previous = ", before: " + page.at("/page_info/start_cursor");
		}
		assertThat(backwards).isEqualTo(cursors);
	}

	@Test
	void knowsExactlyWhetherThereIsMoreOnEitherSide() throws Exception {
		List<String> cursors = texts(auditLog("{ edges { cursor } }").get("edges"), "/cursor");
		String first = cursors.get(0);
		String second = cursors.get(1);
		String third = cursors.get(2);
		String last = cursors.get(cursors.size() - 1);

		assertThat(sides("(after: \"" + first + "\", before: \"" + third + "\")")).isEqualTo("1 true true");
		assertThat(sides("(after: \"" + first + "\", before: \"" + second + "\")")).isEqualTo("0 true true");
		assertThat(sides("(before: \"" + third + "\")")).isEqualTo("2 true false");
		assertThat(sides("(before: \"" + first + "\")")).isEqualTo("0 true false");
		assertThat(sides("(after: \"" + last + "\")")).isEqualTo("0 false true");
		assertThat(sides("(last: 1, before: \"" + third + "\")")).isEqualTo("1 true true");
		assertThat(sides("(last: 5, before: \"" + third + "\")")).isEqualTo("2 true false");
		assertThat(sides("(last: 1)")).isEqualTo("1 false true");
		assertThat(sides("(resource_id: \"none\")")).isEqualTo("0 false false");
		assertThat(sides("(resource_id: \"none\", after: \"" + first + "\")")).isEqualTo("0 false false");
	}

	private String sides(String arguments) throws Exception {
		JsonNode page = page(arguments);
		return page.get("edges").size() + " " + page.at("/page_info/has_next_page") + " "
				+ page.at("/page_info/has_previous_page");
	}

	@Test
	void cursorsStayValidWhileEntriesAreAdded() throws Exception {
		JsonNode page = page("(first: 2)");
		String rest = "(first: 3, after: " + page.at("/page_info/end_cursor") + ")";
		List<String> before = texts(page(rest).get("edges"), "/cursor");

		this.users.save(new User("acme", Role.PATIENT, "later" + System.nanoTime() + "@acme.example", "La", "Ter"));

		assertThat(texts(page(rest).get("edges"), "/cursor")).isEqualTo(before);
	}

	private JsonNode page(String arguments) throws Exception {
		return auditLog(arguments
				+ " { edges { cursor } page_info { has_next_page has_previous_page start_cursor end_cursor } }");
	}

	@Test
	void nodesAreTheNodesOfTheEdges() throws Exception {
		JsonNode page = auditLog(
				"(last: 4) { nodes { occurred_at resource_id } edges { node { occurred_at resource_id } } }");

		assertThat(page.get("nodes")).hasSize(4);
		assertThat(page.get("edges").valueStream().map((edge) -> edge.get("node")).toList())
			.isEqualTo(page.get("nodes").valueStream().toList());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "order_by: OCCURRED_AT_ASC, after | after | false", "before | before | false",
			"last: 3, before | before | false", "order_by: OCCURRED_AT_ASC, after | after | true" })
	void refusesCursorsAheadOfTheLogAndSaysWhatToDo(String arguments, String argument, boolean older) throws Exception {
		String query = "{ auditLog(" + arguments + ": \"" + new Cursor(Long.MAX_VALUE >> 8).text() + "\") { "
				+ (older ? "type" : "nodes { type }") + " } }";

		HttpResponse<String> answer = send(
				older ? posted(query, Map.of(), "owner").header("Healthie-GraphQL-API-Version", OLDER)
						: posted(query, Map.of(), "owner"));

		JsonNode error = error(answer);
		assertThat(error.get("message").asString()).contains("restored", "Begin again");
		assertThat(code(error)).isEqualTo("BAD_USER_INPUT");
		assertThat(error.at("/extensions/argument").asString()).isEqualTo(argument);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "first: 0 | first | first takes an integer from 1 to 100, not 0.",
			"first: 101 | first | first takes an integer from 1 to 100, not 101.",
			"first: -1 | first | first takes an integer from 1 to 100, not -1.",
			"last: 0 | last | last takes an integer from 1 to 100, not 0.",
			"last: 101 | last | last takes an integer from 1 to 100, not 101.",
			"first: 1, last: 1 | last | last does not go together with first.",
			"last: 1, after: \"x\" | last | last does not go together with after.",
			"after: \"x\" | after | after takes a cursor that an earlier answer gave.",
			"before: \"\" | before | before takes a cursor that an earlier answer gave.",
			"acting_user_id: \"\" | acting_user_id | acting_user_id takes an id that acting_user shows or no_author: Unicode text of 1 to 1000 characters, without NUL.",
			"resource_id: \"\\u0000\" | resource_id | resource_id takes a resource's id: Unicode text of 1 to 1000 characters, without NUL.",
			"occurred_after: \"2024-01-02T00:00:00Z\", occurred_before: \"2024-01-01T00:00:00Z\" | occurred_after | occurred_after is later than occurred_before." })
	void refusesArgumentsByName(String arguments, String argument, String message) throws Exception {
		HttpResponse<String> answer = send(
				posted("{ auditLog(" + arguments + ") { total_count nodes { type } } }", Map.of(), "owner"));

		assertThat(answer.statusCode()).isEqualTo(200);
		JsonNode error = error(answer);
		assertThat(error.get("message").asString()).isEqualTo(message);
		assertThat(code(error)).isEqualTo("BAD_USER_INPUT");
		assertThat(error.at("/extensions/argument").asString()).isEqualTo(argument);
		assertThat(error.get("path")).hasToString("[\"auditLog\"]");
		assertThat(json(answer).get("data")).hasToString("{\"auditLog\":null}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "first: \"1\" | The argument first takes an integer of 32 bits.",
			"first: 3000000000 | The argument first takes an integer of 32 bits.",
			"first: 1.5 | The argument first takes an integer of 32 bits.",
			"resource_id: true | The argument resource_id takes text or an integer.",
			"after: 1 | The argument after takes text.",
			"event_type: DELETE | The argument event_type takes CREATE, UPDATE, DESTROY.",
			"event_type: \"CREATE\" | The argument event_type takes CREATE, UPDATE, DESTROY.",
			"order_by: OCCURRED_AT | The argument order_by takes OCCURRED_AT_ASC, OCCURRED_AT_DESC.",
			"resource_name: user | The argument resource_name takes API_KEY, APPOINTMENT, APPOINTMENT_INCLUSION,",
			"occurred_after: \"2024-01\" | The argument occurred_after takes a date or a date and time, such as",
			"occurred_before: \"2024-02-30T10:00:00Z\" | The argument occurred_before takes a date or a date and time, such as",
			"occurred_before: 1 | The argument occurred_before takes a date or a date and time, such as",
			"firstt: 1 | Validation error (UnknownArgument@[auditLog]) : Unknown field argument 'firstt'" })
	void refusesValuesOfAnotherType(String arguments, String message) throws Exception {
		HttpResponse<String> answer = send(
				posted("{ auditLog(" + arguments + ") { total_count } }", Map.of(), "owner"));

		assertThat(answer.statusCode()).isEqualTo(400);
		JsonNode error = error(answer);
		assertThat(error.get("message").asString()).startsWith(message);
		assertThat(code(error)).isEqualTo("BAD_USER_INPUT");
		assertThat(json(answer).has("data")).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Int | first | \"1\" | The variable v takes an integer of 32 bits.",
			"Int | first | 1.5 | The variable v takes an integer of 32 bits.",
			"Int | first | {} | The variable v takes an integer of 32 bits.",
			"ID | resource_id | [[]] | The variable v takes text or an integer.",
			"AuditEventType | event_type | \"DELETE\" | The variable v takes CREATE, UPDATE, DESTROY.",
			"AuditEventType | event_type | 7 | The variable v takes CREATE, UPDATE, DESTROY.",
			"String | after | 7 | The variable v takes text.",
			"ISO8601DateTime | occurred_after | \"yesterday\" | The variable v takes a date or a date and time, such as" })
	void refusesVariablesOfAnotherType(String type, String argument, String value, String message) throws Exception {
		HttpResponse<String> answer = send(posted("{\"query\": \"query($v: " + type + ") { auditLog(" + argument
				+ ": $v) { total_count } }\", \"variables\": {\"v\": " + value + "}}", "owner"));

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(error(answer).get("message").asString()).startsWith(message);
		assertThat(code(error(answer))).isEqualTo("BAD_USER_INPUT");
	}

	@Test
	void anErrorOfOneFieldLeavesTheOthers() throws Exception {
		HttpResponse<String> answer = send(
				posted("{ good: auditLog(first: 1) { nodes { type } } bad: auditLog(first: 0) { nodes { type } } }",
						Map.of(), "owner"));

		assertThat(error(answer).get("path")).hasToString("[\"bad\"]");
		assertThat(json(answer).at("/data/good/nodes")).hasSize(1);
		assertThat(json(answer).at("/data/bad").isNull()).isTrue();
	}

	@Test
	void aCallerSeesOnlyOwnAndSubsidiariesEvents() throws Exception {
		String query = "{ auditLog(resource_name: USER, event_type: CREATE) { nodes { resource_id } total_count } }";
		JsonNode acme = ask(query, "owner").get("auditLog");
		JsonNode north = ask(query, "north").get("auditLog");
		JsonNode globex = ask(query, "globex").get("auditLog");
		List<String> seen = texts(acme.get("nodes"), "/resource_id");

		assertThat(seen).hasSize(acme.get("total_count").intValue())
			.containsAll(texts(north.get("nodes"), "/resource_id"));
		assertThat(north.get("nodes")).hasSize(2).hasSize(north.get("total_count").intValue());
		assertThat(texts(globex.get("nodes"), "/resource_id")).hasSize(1).doesNotContainAnyElementsOf(seen);
		assertThat(globex.get("total_count").intValue()).isEqualTo(1);
		assertThat(ask(query, "auditor").get("auditLog")).isEqualTo(acme);
		assertThat(ask(query, "admin").get("auditLog")).isEqualTo(acme);
	}

	@Test
	void aForeignCursorOpensNothing() throws Exception {
		String foreign = auditLog("(first: 1, order_by: OCCURRED_AT_ASC) { edges { cursor } }").at("/edges/0/cursor")
			.asString();

		JsonNode answer = ask("{ auditLog(after: \"" + foreign + "\", order_by: OCCURRED_AT_ASC, resource_name: USER)"
				+ " { nodes { resource_id } page_info { has_previous_page } total_count } }", "globex")
			.get("auditLog");
		assertThat(answer.get("nodes")).hasSize(1);
		assertThat(answer.at("/page_info/has_previous_page").booleanValue()).isFalse();
	}

	@Test
	void theOlderVersionAnswersLists() throws Exception {
		JsonNode list = askOlder(
				"{ auditLog(page_size: 10) { acting_user { id } cursor occurred_at resource_changes { field"
						+ " value_before_change value_after_change } resource_id resource_name type } }")
			.get("auditLog");
		JsonNode all = auditLog("{ edges { cursor node { occurred_at } } }").get("edges");

		assertThat(list).hasSize(10);
		assertThat(texts(list, "/cursor")).isEqualTo(texts(all, "/cursor").subList(0, 10));
		assertThat(texts(list, "/occurred_at")).isEqualTo(texts(all, "/node/occurred_at").subList(0, 10));
	}

	@Test
	void whoAsksForNewerEventsGetsNoneThatAnotherCouldStillPrecede() throws Exception {
		SettledLog.await(this.log);
		String newest = auditLog("(first: 1) { page_info { start_cursor } }").at("/page_info/start_cursor").asString();
		String newer = "(before: \"" + newest + "\") { nodes { resource_name } }";
		try (Connection inFlight = this.dataSource.getConnection()) {
			inFlight.setAutoCommit(false);
			try (Statement statement = inFlight.createStatement()) {
				statement.executeUpdate("insert into revtrail_revision (recorded_at, actor_id, actor_type, source) "
						+ "values (current_timestamp, '7', 'USER', 'test')");
			}
			this.users.save(new User("acme", Role.PATIENT, "newer@acme.example", "New", "Er"));

			assertThat(auditLog(newer).get("nodes")).isEmpty();
			inFlight.commit();
		}
		SettledLog.await(this.log);

		assertThat(auditLog(newer).get("nodes")).hasSize(1);
	}

	@Test
	void theVendorsGuideWorksUnderTheOlderVersion() throws Exception {
		JsonNode list = askOlder("query { auditLog(resource_name: USER, event_type: CREATE, page_size: 5)"
				+ " { occurred_at resource_name resource_id cursor } }")
			.get("auditLog");

		assertThat(list).hasSize(5)
			.allSatisfy((event) -> assertThat(event.propertyNames()).containsExactly("occurred_at", "resource_name",
					"resource_id", "cursor"));
	}

	@Test
	void theOlderVersionPagesByCursorAndByOffset() throws Exception {
		List<String> all = texts(
				askOlder("{ auditLog(page_size: 100, order_by: OCCURRED_AT_ASC) { cursor } }").get("auditLog"),
				"/cursor");
		assertThat(all).hasSizeGreaterThan(8);

		assertThat(older("page_size: 3, after: \"" + all.get(1) + "\"")).isEqualTo(all.subList(2, 5));
		assertThat(older("page_size: 3, offset: 4")).isEqualTo(all.subList(4, 7));
		assertThat(older("page_size: 2, offset: 3, after: \"" + all.get(1) + "\"")).isEqualTo(all.subList(5, 7));
		assertThat(older("offset: 2147483647")).isEmpty();
		assertThat(older("page_size: 100, after: \"" + all.get(all.size() - 1) + "\"")).isEmpty();
	}

	private List<String> older(String arguments) throws Exception {
		return texts(askOlder("{ auditLog(order_by: OCCURRED_AT_ASC, " + arguments + ") { cursor } }").get("auditLog"),
				"/cursor");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "page_size: 0 | page_size takes an integer from 1 to 100, not 0.",
					"page_size: 101 | page_size takes an integer from 1 to 100, not 101.",
					"offset: -1 | offset takes an integer from 0, not -1.",
					"after: \"mangled\" | after takes a cursor that an earlier answer gave." })
	void theOlderVersionRefusesArguments(String arguments, String message) throws Exception {
		HttpResponse<String> answer = send(posted("{ auditLog(" + arguments + ") { type } }", Map.of(), "owner")
			.header("Healthie-GraphQL-API-Version", OLDER));

		assertThat(error(answer).get("message").asString()).isEqualTo(message);
		assertThat(code(error(answer))).isEqualTo("BAD_USER_INPUT");
	}

	@Test
	void eachVersionHasItsOwnArguments() throws Exception {
		assertThat(code(error(send(posted("{ auditLog(page_size: 5) { total_count } }", Map.of(), "owner")))))
			.isEqualTo("BAD_USER_INPUT");
		assertThat(code(error(send(posted("{ auditLog(first: 5) { type } }", Map.of(), "owner")
			.header("Healthie-GraphQL-API-Version", OLDER))))).isEqualTo("BAD_USER_INPUT");
		assertThat(data(send(posted("{ auditLog(first: 1) { nodes { type } } }", Map.of(), "owner")
			.header("Healthie-GraphQL-API-Version", "2026-01-01"))).at("/auditLog/nodes")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2025-01-01", "2025-07-3", "latest", "" })
	void thereIsNoOtherVersion(String version) throws Exception {
		HttpResponse<String> answer = send(posted("{ auditLog { total_count } }", Map.of(), "owner")
			.header("Healthie-GraphQL-API-Version", version));

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(code(error(answer))).isEqualTo("UNSUPPORTED_API_VERSION");
		assertThat(error(answer).get("message").asString())
			.isEqualTo("Healthie-GraphQL-API-Version takes 2026-01-01, 2025-07-31, 2024-11-01 or 2024-06-01.");
	}

	@Test
	void versionsWithTheSamePagingAnswerAlike() throws Exception {
		String list = "{ auditLog(resource_id: \"" + this.patient + "\") { cursor type acting_user { id } } }";
		assertThat(data(send(posted(list, Map.of(), "owner").header("Healthie-GraphQL-API-Version", "2024-11-01"))))
			.isEqualTo(askOlder(list));
		String page = "{ auditLog(resource_id: \"" + this.patient + "\") { total_count edges { cursor } } }";
		assertThat(data(send(posted(page, Map.of(), "owner").header("Healthie-GraphQL-API-Version", "2025-07-31"))))
			.isEqualTo(ask(page));
	}

	@Test
	void aListHasFiftyEventsByDefault() throws Exception {
		this.changeContext.runAs(Actor.user("many"), "test", () -> {
			for (int i = 0; i < 51; i++) {
				this.users.save(new User("acme", Role.PATIENT, "many" + i + "@acme.example", "Ma", "Ny"));
			}
		});

		assertThat(askOlder("{ auditLog(acting_user_id: \"many\") { type } }").get("auditLog")).hasSize(50);
		assertThat(askOlder("{ auditLog(acting_user_id: \"many\", page_size: 51) { type } }").get("auditLog"))
			.hasSize(51);
	}

	@Test
	void showsEveryActorAsRecordedAndFindsItByItsId() throws Exception {
		List<Actor> actors = List.of(
				new Actor("9001", Actor.Type.USER, "Ann Example", "ann@acme.example", "acme", "acme"),
				new Actor("importer", Actor.Type.SERVICE, "Importer", null, null, null),
				new Actor("nightly", Actor.Type.SYSTEM, null, null, null, null), Actor.ANONYMOUS);
		for (Actor actor : actors) {
			this.changeContext.runAs(actor, "test", () -> this.users
				.save(new User("acme", Role.PATIENT, "by-" + actor.id() + "@acme.example", "By", actor.id())));

			JsonNode user = auditLog("(acting_user_id: \"" + actor.id()
					+ "\", first: 1) { nodes { acting_user { id email full_name type } } }")
				.at("/nodes/0/acting_user");
			assertThat(user.get("id").asString()).isEqualTo(actor.id());
			assertThat(user.get("type").asString()).isEqualTo(actor.type().name());
			assertThat(user.get("email").asString(null)).isEqualTo(actor.email());
			assertThat(user.get("full_name").asString(null)).isEqualTo(actor.name());
		}
		List<String> found = texts(
				auditLog("(acting_user_id: \"no_author\", first: 3) { nodes { acting_user { id } } }").get("nodes"),
				"/acting_user/id");
		assertThat(found).containsExactly("anonymous", "nightly", "importer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1970-01-01", "1970-01-01T00:00", "1970-01-01 00:00:00", "19700101T000000Z",
			"1970-01-01t00:00:00,5z", "1970-01-01T02:00:00+0200" })
	void takesTheDatesOfTheOtherContracts(String moment) throws Exception {
		int all = auditLog("{ total_count }").get("total_count").intValue();

		assertThat(auditLog("(occurred_after: \"" + moment + "\") { total_count }").get("total_count").intValue())
			.isEqualTo(all);
		assertThat(auditLog("(occurred_before: \"" + moment + "\") { total_count }").get("total_count").intValue())
			.isZero();
	}

	@Test
	void aDateIsIncludedUpToItsLastInstant() throws Exception {
		JsonNode event = auditLog("(resource_id: \"" + this.patient + "\") { nodes { occurred_at } total_count }");
		String day = event.at("/nodes/0/occurred_at").asString().substring(0, 10);

		assertThat(auditLog("(resource_id: \"" + this.patient + "\", occurred_after: \"" + day
				+ "\", occurred_before: \"" + day + "\") { total_count }")
			.get("total_count")).isEqualTo(event.get("total_count"));
	}

	@Test
	void everyTypeOfTheClinicCanBeAskedFor() throws Exception {
		JsonNode names = ask("{ __type(name: \"AuditEventResourceName\") { enumValues { name } } }")
			.at("/__type/enumValues");

		assertThat(names).hasSize(23);
		StringBuilder query = new StringBuilder("{");
		new TreeSet<>(texts(names, "/name")).forEach((name) -> query.append(
				name.toLowerCase(java.util.Locale.ROOT) + ": auditLog(resource_name: " + name + ") { total_count } "));
		JsonNode totals = ask(query + "}");
		assertThat(totals.valueStream().mapToInt((total) -> total.get("total_count").intValue()).sum())
			.isEqualTo(auditLog("{ total_count }").get("total_count").intValue());
	}

	private static List<String> reversed(List<String> list) {
		List<String> reversed = new ArrayList<>(list);
		Collections.reverse(reversed);
		return reversed;
	}

}
