package dev.clinic;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.clinic.organization.Organization;
import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.clinic.scheduling.Appointment;
import dev.clinic.scheduling.AppointmentRepository;
import dev.clinic.scheduling.ContactType;
import dev.revtrail.envers.RevtrailRevision;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.data.history.Revision;
import org.springframework.test.context.TestPropertySource;

import static java.net.URLEncoder.encode;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The history of records over HTTP, against the whole clinic and a database that other
 * tests do not write to.
 */
@TestPropertySource(properties = "test.database.of=records")
class RecordsTests extends RunningClinic {

	private static final String USER = "/v1/records/user";

	private static final String STRANGE = "a/b?c%d, \u00fc";

	@Autowired
	private AppointmentRepository appointments;

	private String pat;

	private String gone;

	private String foreign;

	private long created;

	private long renamed;

	@BeforeAll
	void changeRecords() throws Exception {
		found();
		this.pat = save(new User("acme", Role.PATIENT, "pat@acme.example", "Pat", "Old"));
		rename(this.pat, "Middle");
		rename(this.pat, "New");
		this.gone = save(new User("acme", Role.PATIENT, "gone@acme.example", "Gone", "Soon"));
		this.users.deleteById(Long.valueOf(this.gone));
		this.foreign = save(new User("globex", Role.PATIENT, "foreign@globex.example", "For", "Eign"));
		this.organizations
			.save(new Organization(STRANGE, "Strange", "acme", this.organizations.findById("acme").orElseThrow()));
		JsonNode items = ok(USER + "?id=" + this.pat).get("items");
		this.renamed = items.get(0).at("/revision/number").longValue();
		this.created = items.get(2).at("/revision/number").longValue();
	}

	private String save(User user) {
		return String.valueOf(this.users.save(user).getId());
	}

	private void rename(String id, String lastName) {
		change(Long.valueOf(id), (user) -> user.rename("Pat", lastName));
	}

	@Test
	void listsARecordsRevisionsNewestFirstWithTheirDetails() throws Exception {
		JsonNode answer = ok(USER + "?id=" + this.pat);
		assertThat(answer.propertyNames()).containsExactly("items", "per_page", "next");
		assertThat(answer.get("items")).hasSize(3);
		JsonNode newest = answer.get("items").get(0);
		assertThat(newest.propertyNames()).containsExactly("_id", "created", "details", "document_types", "documents",
				"type", "user", "revision");
		assertThat(newest.get("details"))
			.hasToString("{\"updates\":{\"lastName\":{\"from\":\"Middle\",\"to\":\"New\"}}}");
		assertThat(newest.get("revision").propertyNames()).containsExactly("number", "recorded_at", "user", "source",
				"request_id", "trace_id", "note");
		assertThat(newest.at("/revision/recorded_at").asString())
			.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z");
		assertThat(answer.get("items").get(2).get("type").asString()).isEqualTo("ADDED");
	}

	@Test
	void labelsComeWhereTheyAreAskedFor() throws Exception {
		JsonNode items = ok(USER + "?labels=true&id=" + this.pat).get("items");

		assertThat(items.get(0).get("labels")).hasToString("{\"record\":\"Pat New\",\"patient\":\"Pat New\"}");
		assertThat(items.get(2).at("/labels/record").asString()).isEqualTo("Pat Old");
		assertThat(ok("/v1/revisions/" + this.created + "?labels=true").at("/items/0/labels/record").asString())
			.isEqualTo("Pat Old");
		assertThat(get(USER + "?labels=yes&id=" + this.pat, "owner").body()).contains("labels takes true or false.");
	}

	@Test
	void pagesByCursor() throws Exception {
		List<String> followed = new ArrayList<>();
		JsonNode answer = ok(USER + "?per_page=2&id=" + this.pat);
		answer.get("items").forEach((item) -> followed.add(item.get("_id").asString()));
		answer = ok(USER + "?per_page=2&id=" + this.pat + "&after=" + answer.get("next").asString());
		answer.get("items").forEach((item) -> followed.add(item.get("_id").asString()));
		assertThat(answer.get("next").isNull()).isTrue();
		assertThat(followed).hasSize(3).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@ValueSource(strings = { "user", "USER", "User" })
	void knowsTypesByEachFormOfTheirNames(String type) throws Exception {
		assertThat(ok("/v1/records/" + type + "?id=" + this.pat).get("items")).hasSize(3);
	}

	@Test
	void returnsTheStateAtARevisionAtOrBeforeOneAndAsOfAnInstant() throws Exception {
		String state = USER + "/state?id=" + this.pat;
		JsonNode first = ok(state + "&revision=" + this.created);
		assertThat(first.propertyNames()).containsExactly("record", "revision", "deleted", "values", "unknown",
				"masked");
		assertThat(first.get("record")).hasToString("{\"type\":\"User\",\"id\":\"" + this.pat + "\"}");
		assertThat(first.at("/values/lastName").asString()).isEqualTo("Old");
		assertThat(first.get("unknown")).isEmpty();
		assertThat(get(state + "&revision=" + Long.MAX_VALUE, "owner").statusCode()).isEqualTo(404);
		assertThat(ok(state + "&at_or_before=" + Long.MAX_VALUE).at("/values/lastName").asString()).isEqualTo("New");
		assertThat(get(state + "&at_or_before=0", "owner").statusCode()).isEqualTo(404);
		assertThat(ok(state + "&instant=" + encode(Instant.now().toString(), StandardCharsets.UTF_8))
			.at("/values/lastName")
			.asString()).isEqualTo("New");
		assertThat(get(state + "&instant=2001-01-01", "owner").statusCode()).isEqualTo(404);
		assertThat(get(state + "&before_deletion=true", "owner").statusCode()).isEqualTo(404);
	}

	@Test
	void returnsTheStateBeforeADeletion() throws Exception {
		JsonNode state = ok(USER + "/state?before_deletion=true&id=" + this.gone);
		assertThat(state.get("deleted").booleanValue()).isTrue();
		assertThat(state.at("/values/lastName").asString()).isEqualTo("Soon");
		JsonNode after = ok(USER + "/state?at_or_before=" + Long.MAX_VALUE + "&id=" + this.gone);
		assertThat(after.get("deleted").booleanValue()).isTrue();
		assertThat(after.get("values")).isEmpty();
	}

	@Test
	void comparesAnyTwoRevisions() throws Exception {
		JsonNode difference = ok(USER + "/difference?from=" + this.created + "&to=" + this.renamed + "&id=" + this.pat);
		assertThat(difference.propertyNames()).containsExactly("record", "from", "to", "details", "unknown");
		assertThat(difference.get("details"))
			.hasToString("{\"updates\":{\"lastName\":{\"from\":\"Old\",\"to\":\"New\"}}}");
		assertThat(ok(USER + "/difference?from=" + this.renamed + "&to=" + Long.MAX_VALUE + "&id=" + this.pat)
			.get("details")).isEmpty();
		assertThat(
				ok(USER + "/difference?from=0&to=" + this.created + "&id=" + this.pat).at("/details/additions/lastName")
					.asString())
			.isEqualTo("Old");
	}

	@Test
	void listsDeletedRecords() throws Exception {
		JsonNode item = ok(USER + "/deleted").get("items").get(0);
		assertThat(item.propertyNames()).containsExactly("record", "entry", "revision", "exists_again");
		assertThat(item.at("/record/id").asString()).isEqualTo(this.gone);
		assertThat(item.get("exists_again").booleanValue()).isFalse();
		assertThat(ok("/v1/records/appointment_setting/deleted").get("items")).isEmpty();
		assertThat(get("/v1/records/no_such_type/deleted", "owner").statusCode()).isEqualTo(404);
		assertThat(json(get(USER + "/deleted", "globex")).get("items")).isEmpty();
	}

	@Test
	void listsAllThatARevisionAndARequestChanged() throws Exception {
		JsonNode revision = ok("/v1/revisions/" + this.created);
		assertThat(revision.propertyNames()).containsExactly("revision", "items", "per_page", "next");
		assertThat(revision.at("/revision/number").longValue()).isEqualTo(this.created);
		assertThat(revision.get("items")).hasSize(1);
		HttpResponse<String> changed = send(request("/api/users/" + this.foreign, "globex")
			.method("PATCH", BodyPublishers.ofString("{\"firstName\":\"Changed\"}"))
			.header("Content-Type", "application/merge-patch+json"));
		assertThat(changed.statusCode()).as(changed.body()).isLessThan(300);
		String id = changed.headers().firstValue("X-Request-Id").orElseThrow();
		JsonNode request = json(get("/v1/requests?id=" + id, "globex"));
		assertThat(request.get("items")).hasSize(1);
		assertThat(request.at("/items/0/revision/request_id").asString()).isEqualTo(id);
		assertThat(get("/v1/requests?id=" + id, "owner").statusCode()).isEqualTo(404);
		long number = request.at("/items/0/revision/number").longValue();
		assertThat(get("/v1/revisions/" + number, "owner").body())
			.isEqualTo(get("/v1/revisions/999999999", "owner").body());
	}

	@Test
	void idsHoldAnyCharacter() throws Exception {
		String id = encode(STRANGE, StandardCharsets.UTF_8);
		assertThat(ok("/v1/records/organization?id=" + id).get("items")).hasSize(1);
		assertThat(ok("/v1/records/organization/state?at_or_before=" + Long.MAX_VALUE + "&id=" + id).at("/record/id")
			.asString()).isEqualTo(STRANGE);
	}

	@Test
	void aRecordOfOthersIsAsUnknownAsOneThatThereIsNot() throws Exception {
		for (String rest : List.of("?", "/state?before_deletion=true&", "/state?instant=2030-01-01&",
				"/state?at_or_before=" + Long.MAX_VALUE + "&", "/difference?from=0&to=" + Long.MAX_VALUE + "&")) {
			HttpResponse<String> hidden = get(USER + rest + "id=" + this.foreign, "owner");
			assertThat(hidden.statusCode()).as(rest).isEqualTo(404);
			for (String id : List.of("999999999", "nonsense", "%2F", "-1")) {
				HttpResponse<String> unknown = get(USER + rest + "id=" + id, "owner");
				assertThat(unknown.statusCode()).isEqualTo(404);
				assertThat(unknown.body()).isEqualTo(hidden.body());
			}
			assertThat(get("/v1/records/parrot" + rest + "id=1", "owner").body()).isEqualTo(hidden.body());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/user|id", "/user?id=|id", "/user?id=1&id=2|id", "/user?id=1&page=2|page",
			"/user?id=1&per_page=0|per_page", "/user?id=1&per_page=101|per_page", "/user?id=1&after=x|after",
			"/user?id=%00|id", "/user/state?id=1&revision=x|revision", "/user/state?id=1&revision=-1|revision",
			"/user/state?id=1&revision=9223372036854775808|revision", "/user/state?id=1&instant=yesterday|instant",
			"/user/state?id=1&before_deletion=false|before_deletion", "/user/state?id=1&at_or_before=|at_or_before",
			"/user/difference?id=1&from=1|to", "/user/difference?id=1&from=1&to=two|to", "/user/deleted?id=1|id" })
	void refusesBadArgumentsByName(String rest, String argument) throws Exception {
		HttpResponse<String> response = get("/v1/records" + rest, "owner");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(json(response).propertyNames()).containsExactly("hint", "arg_errors");
		assertThat(json(response).get("arg_errors").propertyNames()).containsExactly(argument);
	}

	@Test
	void takesExactlyOneWayToSayWhichState() throws Exception {
		assertThat(json(get(USER + "/state?id=1", "owner")).get("arg_errors").propertyNames())
			.containsExactly("at_or_before", "before_deletion", "instant", "revision");
		assertThat(json(get(USER + "/state?id=1&revision=1&instant=2024-01-01", "owner")).get("arg_errors")
			.propertyNames()).containsExactly("instant", "revision");
	}

	@Test
	void isForKnownCallersWhoMayReadTheLog() throws Exception {
		for (String path : List.of(USER + "?id=" + this.pat, USER + "/state?revision=1&id=1", USER + "/deleted",
				USER + "/difference?id=1&from=1&to=2", "/v1/revisions/1", "/v1/requests?id=1")) {
			HttpResponse<String> unknown = send(request(path));
			assertThat(unknown.statusCode()).isEqualTo(401);
			assertThat(json(unknown).propertyNames()).containsExactly("hint", "arg_errors");
			HttpResponse<String> refused = get(path, "patient");
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(json(refused).propertyNames()).containsExactly("hint", "arg_errors");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE", "PROPFIND" })
	void isReadOnly(String method) throws Exception {
		for (String path : List.of(USER, USER + "/state", USER + "/difference", USER + "/deleted", "/v1/revisions/1",
				"/v1/requests")) {
			HttpResponse<String> response = send(request(path, "owner").method(method, BodyPublishers.ofString("{}")));
			assertThat(response.statusCode()).as(path).isEqualTo(405);
			assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
			assertThat(json(response).propertyNames()).containsExactly("hint", "arg_errors");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/records", "/v1/records/", "/v1/records/user/nonsense?id=1", "/v1/records/%20?id=1",
			"/v1/records/1a?id=1", "/v1/records/user/state/x", "/v1/revisions", "/v1/revisions/x", "/v1/revisions/-1",
			"/v1/revisions/99999999999999999999", "/v1/requests?id=none-such", "/v1/requests/x" })
	void whatThereIsNotIsNotFound(String path) throws Exception {
		HttpResponse<String> response = get(path, "owner");
		assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
		assertThat(json(response).propertyNames()).containsExactly("hint", "arg_errors");
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "revision", "at_or_before", "instant", "before_deletion", "from", "to", "after",
			"per_page" })
	void noValueMakesTheServerFail(String name) throws Exception {
		for (String value : List.of("'", "\"", "\\", "%", "_", "a'; drop table users; --", "\u0000", "\ufffe",
				"\ud83d\ude00", "x".repeat(3000), "{\"a\":1}", "null", "NaN", "-0", "1e309", "\u202e",
				"9".repeat(200))) {
			for (String rest : List.of("?id=1&", "/state?id=1&", "/difference?id=1&", "/deleted?", "?", "/state?")) {
				HttpResponse<String> response = get(USER + rest + name + "=" + encode(value, StandardCharsets.UTF_8),
						"owner");
				assertThat(response.statusCode()).as("%s%s=%s: %s", rest, name, value, response.body())
					.isIn(200, 400, 404);
				assertThat(json(response).isObject()).isTrue();
			}
		}
	}

	@Test
	void springDataEnversReturnsTheSameRevisions() throws Exception {
		User patient = this.users.findById(Long.valueOf(this.pat)).orElseThrow();
		User provider = this.users.findByRole(Role.PROVIDER, Pageable.unpaged()).getContent().get(0);
		Long id = this.appointments
			.save(new Appointment(patient, provider, Instant.parse("2030-01-01T10:00:00Z"), 30,
					ContactType.values()[0]))
			.getId();

		List<Revision<Long, Appointment>> revisions = this.appointments.findRevisions(id).getContent();

		JsonNode items = ok("/v1/records/appointment?id=" + id).get("items");
		assertThat(revisions).singleElement().satisfies((revision) -> {
			assertThat(revision.getRequiredRevisionNumber()).isEqualTo(items.at("/0/revision/number").longValue());
			assertThat(revision.getRequiredRevisionInstant())
				.isEqualTo(Instant.parse(items.at("/0/revision/recorded_at").asString()));
			RevtrailRevision delegate = revision.getMetadata().getDelegate();
			assertThat(delegate.getId()).isEqualTo(revision.getRequiredRevisionNumber());
		});
		assertThat(this.appointments.findLastChangeRevision(id)).isPresent();
	}

}
