package dev.clinic;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;

import dev.clinic.care.CarePlan;
import dev.clinic.care.CarePlanRepository;
import dev.clinic.people.User;
import dev.clinic.record.Role;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The events other than changes in the clinic's log: statuses of requests, failed
 * attempts, denied access, and reads of the log.
 */
@TestPropertySource(properties = { "test.database.of=Events", "revtrail.events.failed-attempts=true",
		"revtrail.events.denied-access=true" })
class EventsTests extends RunningClinic {

	private static final String LOG = "/v1/admin/audit-log";

	@Autowired
	private JdbcTemplate sql;

	@Autowired
	private CarePlanRepository plans;

	private String patient;

	@BeforeAll
	void admitPatient() {
		found();
		this.patient = String
			.valueOf(this.users.save(new User("acme", Role.PATIENT, "events@patients.example", "Eve", "Ents")).getId());
	}

	@Test
	void theStatusOfARequestStandsWithItsChanges() throws Exception {
		assertThat(patch("provider", this.patient, "{\"lastName\": \"Answered\"}", "status-1").statusCode())
			.isEqualTo(200);

		assertThat(row("event_type=clinic.user.updated", "status-1").get("http_status").intValue()).isEqualTo(200);
		assertThat(ok(LOG + "?entity_id=" + this.patient + "&event_type=clinic.user.created").at("/rows/0/http_status")
			.isNull()).isTrue();
	}

	@Test
	void anAttemptThatIsRefusedIsKeptWithoutValues() throws Exception {
		int before = total(LOG + "?event_type=clinic.user.updated");
		HttpResponse<String> refused = patch("provider", this.patient, "{\"email\": \"no address\"}", "invalid-1");
		assertThat(refused.statusCode()).isBetween(400, 499);

		JsonNode row = row("event_type=clinic.user.update_failed", "invalid-1");
		assertThat(row.get("entity_type").asString()).isEqualTo("user");
		assertThat(row.get("entity_id").asString()).isEqualTo(this.patient);
		assertThat(row.get("http_status").intValue()).isEqualTo(refused.statusCode());
		assertThat(row.get("http_method").asString()).isEqualTo("PATCH");
		assertThat(row.get("details")).hasToString("{\"changes\":{},\"outcome\":\"failure\"}");
		assertThat(total(LOG + "?event_type=clinic.user.updated")).isEqualTo(before);
		assertThat(ok("/acme/live/audit?action=UPDATE_FAILED&patientId=" + this.patient).get("content")).isNotEmpty()
			.allMatch((entry) -> entry.get("changes").isEmpty());
	}

	@Test
	void whatWasToBeCreatedHasNoId() throws Exception {
		HttpResponse<String> refused = send(request("/api/users", "provider").header("X-Request-Id", "invalid-2")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"lastName\": 5}")));
		assertThat(refused.statusCode()).isBetween(400, 499);

		assertThat(row("event_type=clinic.user.create_failed", "invalid-2").get("entity_id").isNull()).isTrue();
	}

	@Test
	void whoMayNotChangeARecordIsKeptToo() throws Exception {
		assertThat(patch("auditor", this.patient, "{\"lastName\": \"X\"}", "denied-1").statusCode()).isEqualTo(403);

		JsonNode row = row("event_type=clinic.user.update_failed", "denied-1");
		assertThat(this.sql.queryForObject("select actor_email from revtrail_revision where request_id = 'denied-1'",
				String.class))
			.isEqualTo("auditor@acme.example");
		assertThat(row.get("http_status").intValue()).isEqualTo(403);
		assertThat(ok(LOG + "?event_type=clinic.application.access_denied").get("rows"))
			.noneMatch((other) -> other.get("request_id").asString().equals("denied-1"));
	}

	@Test
	void aForeignRecordIsTriedInTheCallersOwnLog() throws Exception {
		assertThat(patch("globex", this.patient, "{\"lastName\": \"X\"}", "foreign-1").statusCode()).isEqualTo(404);

		Awaitility.await()
			.untilAsserted(
					() -> assertThat(json(get(LOG + "?event_type=clinic.user.update_failed", "globex")).get("rows"))
						.anyMatch((row) -> row.get("request_id").asString().equals("foreign-1")));
		assertThat(ok(LOG + "?event_type=clinic.user.update_failed&limit=500").get("rows"))
			.noneMatch((row) -> row.get("request_id").asString().equals("foreign-1"));
	}

	@Test
	void callersWithoutAUserLeaveNothing() throws Exception {
		assertThat(send(request("/api/users/" + this.patient).header("X-Request-Id", "nobody-1")
			.header("Content-Type", "application/json")
			.method("PATCH", BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(401);
		patch("provider", this.patient, "{\"email\": \"no address\"}", "after-nobody");
		row("event_type=clinic.user.update_failed", "after-nobody");

		assertThat(this.sql.queryForObject("select count(*) from revtrail_revision where request_id = 'nobody-1'",
				Integer.class))
			.isZero();
	}

	@Test
	void whoMayNotReadTheLogIsKept() throws Exception {
		assertThat(send(request(ENTRIES, "provider").header("X-Request-Id", "denied-2")).statusCode()).isEqualTo(403);

		JsonNode row = row("event_type=clinic.application.access_denied", "denied-2");
		assertThat(row.get("http_path").asString()).isEqualTo(ENTRIES);
		assertThat(row.get("http_status").intValue()).isEqualTo(403);
		assertThat(row.get("details").get("outcome").asString()).isEqualTo("failure");
	}

	@Test
	void whoReadsTheLogIsKeptOnceForEachCall() throws Exception {
		send(request(ENTRIES + "?per_page=3&filters-patient=" + this.patient, "auditor").header("X-Request-Id",
				"read-1"));
		send(request(ENTRIES + "?per_page=none", "auditor").header("X-Request-Id", "read-2"));

		JsonNode row = row("event_type=clinic.change_log.viewed", "read-1");
		assertThat(row.get("http_path").asString()).isEqualTo(ENTRIES);
		assertThat(row.at("/details/query").asString()).isEqualTo(
				"{\"actions\":[\"CREATE\",\"DELETE\",\"NOTE\",\"UPDATE\"],\"patient\":\"" + this.patient + "\"}");
		assertThat(row.at("/details/outcome").asString()).isEqualTo("success");
		assertThat(this.sql.queryForList("select request_id from revtrail_revision where request_id like 'read-%'",
				String.class))
			.containsExactly("read-1");
	}

	@Test
	void readsByHeadAndWhateverTheParametersLookLikeAreKept() throws Exception {
		String padding = "attributes=" + "x".repeat(5000);
		send(request(ENTRIES + "?" + padding + "&filters-user=padded", "auditor")
			.method("HEAD", BodyPublishers.noBody())
			.header("X-Request-Id", "head"));

		assertThat(row("event_type=clinic.change_log.viewed", "head").at("/details/query").asString())
			.contains("\"actor\":\"padded\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/change-log-entries?page=1", "/v1/change-log-entries?after=",
			"/v1/change-log-entries/export?format=csv", "/acme/live/audit?size=1", "/v1/admin/audit-log?limit=1",
			"/v1/feed?limit=1&filters-types=ADDED", "/v1/records/user?id=%s",
			"/v1/records/user/state?id=%s&at_or_before=900000", "/v1/records/user/deleted",
			"/graphql?query=%%7BauditLog(first:1)%%7Btotal_count%%7D%%7D", "/audit-log/data/entries?type=USER",
			"/audit-log/data/days?zone=UTC", "/audit-log/data/count", "/audit-log/data/users?text=e",
			"/audit-log/data/records?text=e", "/audit-log/data/names?patient=%s",
			"/audit-log/data/state?type=USER&id=%s&revision=900000", "/audit-log/data/export?format=ndjson",
			"/audit-log/data/access-report?format=html&patient=%s", "/v1/patients/%s/access-report?format=csv" })
	void everyWayToReadTheLogIsKept(String path) throws Exception {
		String id = "way-" + Integer.toHexString(path.hashCode());
		HttpResponse<String> answer = send(request(path.formatted(this.patient), "owner").header("X-Request-Id", id));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

		Awaitility.await().untilAsserted(() -> assertThat(this.sql.queryForObject("""
				select count(*) from revtrail_entry e join revtrail_revision r on r.id = e.revision
				where r.request_id = ? and e.record_type = 'CHANGE_LOG'""", Integer.class, id)).isPositive());
	}

	@Test
	void noFilterHidesBehindOthers() throws Exception {
		StringBuilder query = new StringBuilder(ENTRIES + "?per_page=1");
		for (int i = 0; i < 60; i++) {
			query.append("&filters-documents=").append("!ong".repeat(20)).append(i);
		}
		send(request(query + "&filters-documents=wanted", "auditor").header("X-Request-Id", "long"));

		JsonNode details = row("event_type=clinic.change_log.viewed", "long").get("details");
		assertThat(details.get("query").asString()).hasSizeGreaterThan(4000).contains("\"wanted\"");

		String junk = "x".repeat(900);
		send(request("/graphql", "auditor").header("X-Request-Id", "aliases")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"query\": \"{ a: auditLog(first: 1, resource_id: \\\"" + junk
					+ "\\\") { total_count } b: auditLog(first: 1, resource_id: \\\"wanted\\\") { total_count } }\"}")));
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.sql.queryForList("""
					select e.data from revtrail_entry e join revtrail_revision r on r.id = e.revision
					where r.request_id = 'aliases'""", String.class)).hasSize(2)
				.anyMatch((data) -> data.contains("wanted") && !data.contains("\\\"record_ids\\\":[\\\"xxx")));
	}

	@Test
	void patientsAndOtherOrganizationsWhoseEntriesAreShownHaveAnEntryForEachReaderAndHour() throws Exception {
		String owners = """
				select e.organization from revtrail_entry e join revtrail_revision r on r.id = e.revision
				where r.request_id like ? and e.record_type = 'CHANGE_LOG' and e.patient is %s null""";
		this.users.save(new User("acme-north", Role.PATIENT, "north@patients.example", "Ned", "North"));
		for (String turn : List.of("shown-1", "shown-2")) {
			send(request(ENTRIES + "?sort_by=-_id&per_page=100", "admin").header("X-Request-Id", turn));
		}
		row("event_type=clinic.change_log.viewed", "shown-2");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.sql.queryForList(owners.formatted(""), String.class, "shown-%"))
				.contains("acme-north")
				.filteredOn((organization) -> !organization.equals("acme"))
				.doesNotHaveDuplicates());
		assertThat(this.sql.queryForList(owners.formatted("not"), String.class, "shown-%")).isNotEmpty();
		assertThat(json(send(request(LOG + "?entity_type=change_log&actor_id=" + "2", "north"))).get("rows"))
			.isNotEmpty()
			.allSatisfy((row) -> assertThat(row.at("/details/query").isMissingNode()).isTrue());
	}

	@Test
	void aStateIsOfThePatientWhomTheRecordBelongedToThen() throws Exception {
		User first = this.users.save(new User("acme", Role.PATIENT, "first@patients.example", "Fir", "St"));
		User second = this.users.save(new User("acme", Role.PATIENT, "second@patients.example", "Sec", "Ond"));
		CarePlan plan = this.plans.save(new CarePlan(first, null, "Rest", LocalDate.of(2026, 1, 5)));
		ReflectionTestUtils.setField(plan, "patient", second);
		this.plans.save(plan);
		JsonNode history = ok("/v1/records/CarePlan?id=" + plan.getId()).get("items");
		String created = history.get(history.size() - 1).at("/revision/number").asString();
		send(request("/v1/records/CarePlan/state?id=" + plan.getId() + "&revision=" + created, "admin")
			.header("X-Request-Id", "moved"));

		Awaitility.await()
			.untilAsserted(() -> assertThat(this.sql.queryForList("""
					select e.patient from revtrail_entry e join revtrail_revision r on r.id = e.revision
					where r.request_id = 'moved' and e.record_type = 'CHANGE_LOG' and e.patient is not null""",
					String.class))
				.containsExactly(String.valueOf(first.getId())));
	}

	@Test
	void whoReadsTheLogOverGraphQlIsKeptOnceToo() throws Exception {
		String query = "{ one: auditLog(first: 1) { total_count } other: auditLog(first: 2) { total_count } }";
		for (String who : List.of("auditor", "provider")) {
			send(request("/graphql", who).header("X-Request-Id", "graphql-" + who)
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"query\": \"" + query + "\"}")));
		}
		send(request("/graphql?query=%7B__typename%7D", "auditor").header("X-Request-Id", "graphql-schema"));

		assertThat(row("event_type=clinic.change_log.viewed", "graphql-auditor").at("/details/operation").asString())
			.isEqualTo(query);
		assertThat(row("event_type=clinic.application.access_denied", "graphql-provider").get("http_path").asString())
			.isEqualTo("/graphql");
		assertThat(this.sql.queryForObject("select count(*) from revtrail_revision where request_id like 'graphql-%'",
				Integer.class))
			.isEqualTo(2);
	}

	@Test
	void whoExportsEntriesOfOthersIsKeptByThem() throws Exception {
		this.users.save(new User("acme-north", Role.PATIENT, "exported@patients.example", "Ex", "Ported"));
		for (String turn : List.of("exported-1", "exported-2")) {
			HttpResponse<String> export = send(
					request(ENTRIES + "/export?format=csv", "admin").header("X-Request-Id", turn));
			assertThat(export.statusCode()).isEqualTo(200);
		}

		Awaitility.await()
			.untilAsserted(() -> assertThat(this.sql.queryForList("""
					select e.action from revtrail_entry e join revtrail_revision r on r.id = e.revision
					where r.request_id like 'exported-%' and e.organization = 'acme-north'""", String.class))
				.containsExactly("EXPORT"));
	}

	@Test
	void whoseRecordsSomebodySawIsKept() throws Exception {
		send(request("/api/users/" + this.patient, "provider").header("X-Request-Id", "view-1"));
		send(request("/api/users?size=200", "provider").header("X-Request-Id", "view-2"));
		send(request("/api/users/999999", "provider").header("X-Request-Id", "view-3"));

		JsonNode row = row("event_type=clinic.user.viewed&entity_id=" + this.patient, "view-1");
		assertThat(row.get("http_status").intValue()).isEqualTo(200);
		row("event_type=clinic.user.viewed&entity_id=" + this.patient, "view-2");
		assertThat(this.sql.queryForObject("select count(*) from revtrail_revision where request_id like 'view-%'",
				Integer.class))
			.isEqualTo(2);
		assertThat(ok("/acme/live/audit?action=VIEW&patientId=" + this.patient).get("totalElements").intValue())
			.isGreaterThanOrEqualTo(2);
	}

	@Test
	void whatSomebodyPrintedIsKept() throws Exception {
		CarePlan plan = this.plans.save(new CarePlan(this.users.findById(Long.valueOf(this.patient)).orElseThrow(),
				null, "Walk more", LocalDate.of(2026, 1, 5)));

		HttpResponse<String> print = send(
				request("/api/care-plans/" + plan.getId() + "/print", "provider").header("X-Request-Id", "print-1"));

		assertThat(print.statusCode()).as(print.body()).isEqualTo(200);
		assertThat(print.body()).startsWith("Walk more");
		assertThat(row("event_type=clinic.care_plan.printed", "print-1").get("entity_id").asString())
			.isEqualTo(String.valueOf(plan.getId()));
		assertThat(get("/api/care-plans/999999/print", "provider").statusCode()).isEqualTo(404);
		assertThat(get("/api/care-plans/" + plan.getId() + "/print", "globex").statusCode()).isEqualTo(404);
		assertThat(ok(LOG + "?event_type=clinic.care_plan.printed").get("total").intValue()).isEqualTo(1);
	}

	@Test
	void readsOfTheLogMoveNoPagesOfIt() throws Exception {
		get(ENTRIES, "auditor");
		row("event_type=clinic.change_log.viewed", null);
		for (String list : List.of(LOG + "?limit=500", "/acme/live/audit?size=100")) {
			assertThat(get(list, "owner").body()).doesNotContainIgnoringCase("change_log");
		}
		assertThat(ok("/acme/live/audit?entityType=CHANGE_LOG&action=VIEW").get("content")).isNotEmpty();
		assertThat(ok(LOG + "?entity_type=change_log").get("rows")).isNotEmpty();
	}

	private HttpResponse<String> patch(String who, String id, String body, String requestId) throws Exception {
		return send(request("/api/users/" + id, who).header("X-Request-Id", requestId)
			.header("Content-Type", "application/json")
			.method("PATCH", BodyPublishers.ofString(body)));
	}

	/** The row of a request, once it and the request's status are there. */
	private JsonNode row(String query, String requestId) {
		return Awaitility.await()
			.until(() -> ok(LOG + "?limit=500&" + query).get("rows")
				.valueStream()
				.filter((row) -> !row.at("/details/hour").isString())
				.filter((row) -> requestId == null || row.get("request_id").asString().equals(requestId))
				.filter((row) -> !row.get("http_status").isNull())
				.findFirst()
				.orElse(null), (row) -> row != null);
	}

	private int total(String path) throws Exception {
		return ok(path).get("total").intValue();
	}

}
