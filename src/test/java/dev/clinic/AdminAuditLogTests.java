package dev.clinic;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.clinic.organization.Organization;
import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.revtrail.Actor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract 3 over HTTP, against the whole clinic and its database.
 */
class AdminAuditLogTests extends RunningClinic {

	private static final String LOG = "/v1/admin/audit-log";

	private static final Actor PIA = new Actor("4713", Actor.Type.USER, "Pia", null, "acme", "acme");

	private String patient;

	private HttpResponse<String> patched;

	@BeforeAll
	void changeRecords() throws Exception {
		found();
		this.changeContext.runAs(PIA, "night.shift", () -> {
			User user = this.users.save(new User("acme", Role.PATIENT, "operated@acme.example", "Pat", "Old"));
			this.patient = String.valueOf(user.getId());
			change(user.getId(), (found) -> found.rename("Pat", "New"));
		});
		this.patched = send(request("/api/users/" + this.patient, "provider").header("X-Request-Id", "operated-1")
			.header("Content-Type", "application/merge-patch+json")
			.method("PATCH", HttpRequest.BodyPublishers.ofString("{\"lastName\": \"Newer\"}")));
		this.changeContext.runAs(PIA, "night.shift", () -> this.users.deleteById(Long.valueOf(this.patient)));
	}

	@Test
	void listsTheNewestFiftyByDefault() throws Exception {
		JsonNode answer = ok(LOG);
		assertThat(answer.propertyNames()).containsExactly("rows", "total");
		List<String> times = answer.get("rows").valueStream().map((row) -> row.get("ts").asString()).toList();
		assertThat(times).hasSize(Math.min(answer.get("total").intValue(), 50))
			.isSortedAccordingTo(Comparator.reverseOrder());
	}

	@Test
	void aRowHasActorTimeAddressAndChange() throws Exception {
		assertThat(this.patched.statusCode()).as(this.patched.body()).isLessThan(300);
		JsonNode rows = ok(LOG + "?entity_id=" + this.patient + "&entity_type=user").get("rows");

		assertThat(rows).hasSize(4);
		JsonNode row = rows.get(1);
		assertThat(row.propertyNames()).containsExactly("id", "ts", "actor_id", "actor_type", "brand_id", "request_id",
				"source", "event_type", "entity_type", "entity_id", "http_method", "http_path", "http_status",
				"details");
		assertThat(row.get("actor_type").asString()).isEqualTo("user");
		assertThat(row.get("brand_id").asString()).isEqualTo("acme");
		assertThat(row.get("request_id").asString()).isEqualTo("operated-1");
		assertThat(row.get("source").asString()).isEqualTo("clinic");
		assertThat(row.get("event_type").asString()).isEqualTo("clinic.user.updated");
		assertThat(row.get("entity_type").asString()).isEqualTo("user");
		assertThat(row.get("http_method").asString()).isEqualTo("PATCH");
		assertThat(row.get("http_path").asString()).isEqualTo("/api/users/" + this.patient);
		assertThat(row.get("details"))
			.hasToString("{\"changes\":{\"lastName\":{\"from\":\"New\",\"to\":\"Newer\"}},\"outcome\":\"success\"}");
		assertThat(Instant.parse(row.get("ts").asString())).isBefore(Instant.now());
		JsonNode created = rows.get(3);
		assertThat(created.get("event_type").asString()).isEqualTo("night.shift.user.created");
		assertThat(created.get("actor_id").asString()).isEqualTo("4713");
		assertThat(created.get("http_method").isNull()).isTrue();
		assertThat(created.at("/details/changes/lastName")).hasToString("{\"from\":null,\"to\":\"Old\"}");
		assertThat(rows.get(0).get("event_type").asString()).isEqualTo("night.shift.user.deleted");
	}

	@Test
	void theBrandIsThatOfTheEntrysOrganization() throws Exception {
		Actor visitor = new Actor("4714", Actor.Type.USER, "Visitor", null, "acme", "other");
		this.organizations.save(new Organization("acme-brand", "Brand", "brand-of-its-own",
				this.organizations.findById("acme").orElseThrow()));
		this.changeContext.runAs(visitor, "test",
				() -> this.users.save(new User("acme-brand", Role.PATIENT, "branded@acme.example", "Pat", "Brand")));

		JsonNode rows = ok(LOG + "?actor_id=4714").get("rows");
		assertThat(rows).hasSize(1);
		assertThat(rows.at("/0/brand_id").asString()).isEqualTo("brand-of-its-own");
	}

	@Test
	void typesAreFoundInAnyCaseAndForm() throws Exception {
		for (String type : List.of("user", "USER", "User", "uSeR")) {
			assertThat(total(LOG + "?entity_id=" + this.patient + "&entity_type=" + type)).isEqualTo(4);
		}
	}

	@ParameterizedTest
	@CsvSource({ "clinic.user.updated,1", "clinic.user.*,1", "night.shift.user.created,1", "night.shift.user.*,3",
			"night.*,3", "night.shift.u*,3", "night.shift.user.upd*,1", "*,4", "user.*,0", "night,0", "night_shift*,0",
			"night.shift.user.%,0", "NIGHT.*,0", "night.shift.*,3", "night.shift.user*,3", "clinic.USER.updated,0",
			"clinic.user.UPDATED,0", "clinic.user.update,0", "clinic.user.updated.*,0", "clinic.user.c*,0", "cli*,1",
			"night.shift.user.d*,1", "clinic.user_.updated,0", "clinic.use_*,0", ".user.updated,0", "clinic..*,0" })
	void findsEventTypesExactlyOrByTheirBeginning(String type, int count) throws Exception {
		assertThat(total(LOG + "?entity_id=" + this.patient + "&event_type=" + type.replace("%", "%25")))
			.isEqualTo(count);
	}

	@Test
	void everyAnswerKeepsToTheVendorsSchema() throws Exception {
		Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(AdminAuditLogTests.class.getResourceAsStream("admin-audit-log.schema.json"), InputFormat.JSON);

		for (String path : List.of(LOG + "?limit=500", LOG + "?entity_id=none", LOG + "?offset=99999999")) {
			assertThat(schema.validate(get(path, "owner").body(), InputFormat.JSON)).isEmpty();
		}
		assertThat(schema.validate("{\"rows\": [{}]}", InputFormat.JSON)).isNotEmpty();
	}

	@Test
	void sinceIsIncludedAndUntilIsNot() throws Exception {
		String newest = ok(LOG + "?entity_id=" + this.patient).at("/rows/0/ts").asString();
		String ofPatient = LOG + "?entity_id=" + this.patient;

		assertThat(total(ofPatient + "&since=" + newest)).isEqualTo(1);
		assertThat(total(ofPatient + "&until=" + newest)).isEqualTo(3);
		assertThat(total(ofPatient + "&actor_id=4713")).isEqualTo(3);
	}

	@Test
	void anyOffsetWillDo() throws Exception {
		List<String> all = ids(LOG + "?limit=7");
		assertThat(ids(LOG + "?limit=3&offset=2")).isEqualTo(all.subList(2, 5));
		assertThat(ids(LOG + "?limit=7&offset=")).isEqualTo(all);
		assertThat(ids(LOG + "?limit=7&offset=null")).isEqualTo(all);
		for (String offset : List.of("1000000", "99999999999999999999")) {
			JsonNode answer = ok(LOG + "?offset=" + offset);
			assertThat(answer.get("rows")).isEmpty();
			assertThat(answer.get("total").intValue()).isPositive();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "limit=0|limit: limit takes an integer from 1 to 500", "limit=501|limit: limit takes",
					"offset=-1|offset: offset takes an integer from 0, null or nothing",
					"offset=&offset=|offset: offset takes", "offset=NULL|offset: offset takes",
					"since=2024-11-02&until=2024-11-01|since: since is after until. until: until is before since.",
					"since=soon|since: since takes a date", "until=|until: until takes a date",
					"entity_type=nothing|entity_type: entity_type takes api_key, ",
					"event_type=|event_type: event_type takes", "actor=1|actor: There is no such parameter" })
	void badInputIsNamedWithWhatItTakes(String query, String message) throws Exception {
		HttpResponse<String> answer = get(LOG + "?" + query, "owner");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(json(answer).propertyNames()).containsExactly("error", "message");
		assertThat(json(answer).get("error").asString()).isEqualTo("validation_error");
		assertThat(json(answer).get("message").asString()).contains(message);
	}

	@Test
	void takesThePlatformsScope() throws Exception {
		HttpResponse<String> answer = get(LOG, "auditor");

		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.headers().firstValue("WWW-Authenticate"))
			.hasValue("Bearer error=\"insufficient_scope\", scope=\"platform:admin\"");
		assertThat(json(answer).get("error").asString()).isEqualTo("insufficient_scope");
		assertThat(json(get(LOG, "stranger")).get("error").asString()).isEqualTo("unauthenticated");
		assertThat(json(get(LOG + "/x", "owner")).get("error").asString()).isEqualTo("not_found");
	}

	@Test
	void recordsOfOthersAreHidden() throws Exception {
		assertThat(total(LOG + "?entity_id=" + this.patient, "globex")).isZero();
		assertThat(total(LOG + "?entity_id=" + this.patient, "north")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE" })
	void takesNothingButReading(String method) throws Exception {
		HttpResponse<String> answer = send(
				request(LOG, "owner").method(method, HttpRequest.BodyPublishers.ofString("{}")));

		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
		assertThat(json(answer).get("error").asString()).isEqualTo("method_not_allowed");
	}

	private List<String> ids(String path) throws Exception {
		return ok(path).get("rows").valueStream().map((row) -> row.get("id").asString()).toList();
	}

	private int total(String path) throws Exception {
		return total(path, "owner");
	}

	private int total(String path, String who) throws Exception {
		return ok(path, who).get("total").intValue();
	}

}
