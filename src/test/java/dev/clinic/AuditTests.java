package dev.clinic;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

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
 * Contract 2 over HTTP, against the whole clinic and its database.
 */
class AuditTests extends RunningClinic {

	private static final String AUDIT = "/acme/live/audit";

	private static final Actor PIA = new Actor("4712", Actor.Type.USER, "Pia", null, "acme", "acme");

	private String patient;

	@BeforeAll
	void changeRecords() {
		found();
		this.changeContext.runAs(PIA, "test", () -> {
			User user = this.users.save(new User("acme", Role.PATIENT, "audited@acme.example", "Pat", "Old"));
			this.patient = String.valueOf(user.getId());
			change(user.getId(), (found) -> {
				found.rename("Pat", "New");
				found.getLanguages().add("de");
			});
			this.users.deleteById(user.getId());
		});
		this.users.save(new User("acme-north", Role.PATIENT, "audited@acme-north.example", "Nor", "Th"));
	}

	@Test
	void listsTheNewestTwentyByDefault() throws Exception {
		JsonNode answer = ok(AUDIT);
		assertThat(answer.propertyNames()).containsExactly("content", "totalElements", "totalPages", "page", "size");
		assertThat(answer.get("page").intValue()).isZero();
		assertThat(answer.get("size").intValue()).isEqualTo(20);
		int total = answer.get("totalElements").intValue();
		assertThat(answer.get("totalPages").intValue()).isEqualTo((total + 19) / 20);
		List<String> times = answer.get("content")
			.valueStream()
			.map((item) -> item.get("timestamp").asString())
			.toList();
		assertThat(times).hasSize(Math.min(total, 20)).isSortedAccordingTo(java.util.Comparator.reverseOrder());
	}

	@Test
	void listsEachChangeByFieldWithTheValuesBeforeAndAfter() throws Exception {
		JsonNode items = ok(AUDIT + "?patientId=" + this.patient).get("content");

		assertThat(items).hasSize(3);
		JsonNode updated = items.get(1);
		assertThat(updated.propertyNames()).containsExactly("id", "actorId", "actorName", "entityType", "entityId",
				"action", "changes", "timestamp", "ipAddress");
		assertThat(updated.get("id").asString()).matches("aud_[0-9a-f]{16}");
		assertThat(updated.get("actorId").asString()).isEqualTo("4712");
		assertThat(updated.get("actorName").asString()).isEqualTo("Pia");
		assertThat(updated.get("entityType").asString()).isEqualTo("USER");
		assertThat(updated.get("entityId").asString()).isEqualTo(this.patient);
		assertThat(updated.get("action").asString()).isEqualTo("UPDATE");
		assertThat(updated.get("changes")).hasToString(
				"{\"languages\":{\"from\":[],\"to\":[\"de\"]}," + "\"lastName\":{\"from\":\"Old\",\"to\":\"New\"}}");
		assertThat(updated.get("ipAddress").isNull()).isTrue();
		assertThat(Instant.parse(updated.get("timestamp").asString())).isBefore(Instant.now());
		JsonNode created = items.get(2);
		assertThat(created.get("action").asString()).isEqualTo("CREATE");
		assertThat(created.get("changes")).allSatisfy((change) -> assertThat(change.get("from").isNull()).isTrue());
		assertThat(created.at("/changes/lastName/to").asString()).isEqualTo("Old");
		JsonNode deleted = items.get(0);
		assertThat(deleted.get("action").asString()).isEqualTo("DELETE");
		assertThat(deleted.get("changes")).allSatisfy((change) -> assertThat(change.get("to").isNull()).isTrue());
		assertThat(deleted.at("/changes/languages")).hasToString("{\"from\":[\"de\"],\"to\":null}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "entityType=USER", "entityType=user", "entityType=User", "actorId=4712", "action=CREATE",
			"action=UPDATE", "action=DELETE" })
	void filters(String filter) throws Exception {
		JsonNode items = ok(AUDIT + "?size=100&" + filter).get("content");
		String field = filter.substring(0, filter.indexOf('='));
		String value = filter.substring(filter.indexOf('=') + 1);

		assertThat(items).isNotEmpty()
			.allSatisfy((item) -> assertThat(item.get(field).asString()).isEqualToIgnoringCase(value));
	}

	@Test
	void aDateHoldsToItsLastInstant() throws Exception {
		LocalDate today = LocalDate.now(ZoneOffset.UTC);
		int all = total(AUDIT);

		assertThat(total(AUDIT + "?startDate=" + today.minusDays(1) + "&endDate=" + today)).isEqualTo(all);
		assertThat(total(AUDIT + "?startDate=" + today.plusDays(1))).isZero();
		assertThat(total(AUDIT + "?endDate=" + today.minusDays(2))).isZero();
		String newest = ok(AUDIT).at("/content/0/timestamp").asString();
		assertThat(total(AUDIT + "?startDate=" + newest + "&endDate=" + newest)).isPositive();
	}

	@Test
	void pagesFromZeroAndEndsWithAnEmptyPage() throws Exception {
		JsonNode first = ok(AUDIT + "?size=2").get("content");
		JsonNode second = ok(AUDIT + "?size=2&page=1").get("content");
		assertThat(first).hasSize(2).doesNotContainAnyElementsOf(second);
		for (String page : List.of("100000", "99999999999999999999")) {
			JsonNode answer = ok(AUDIT + "?page=" + page);
			assertThat(answer.get("content")).isEmpty();
			assertThat(answer.get("totalElements").intValue()).isPositive();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "page=-1|page|an integer from 0", "size=0|size|an integer from 1 to 100",
					"size=101|size|an integer from 1 to 100", "size=1&size=2|size|only once",
					"startDate=yesterday|startDate|a date", "endDate=|endDate|not an empty value",
					"entityType=NOTHING|entityType|APPOINTMENT", "action=create|action|CREATE, CREATE_FAILED, DELETE",
					"action=PAINT|action|UPDATE", "startDate=2026-02-02&endDate=2026-02-01|endDate|before startDate",
					"sise=3|sise|There is no such parameter", "actorId=a%00b|actorId|without NUL" })
	void badInputIsNamedWithWhatItTakes(String query, String parameter, String message) throws Exception {
		HttpResponse<String> answer = get(AUDIT + "?" + query, "owner");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(json(answer)).anySatisfy((error) -> {
			assertThat(error.propertyNames()).containsExactly("errorCode", "componentType", "message", "details",
					"date");
			assertThat(error.get("errorCode").asString()).isEqualTo("INVALID_PARAMETER");
			assertThat(error.get("componentType").asString()).isEqualTo("AUDIT");
			assertThat(error.at("/details/parameter").asString()).isEqualTo(parameter);
			assertThat(error.get("message").asString()).contains(message);
			assertThat(Instant.parse(error.get("date").asString())).isBeforeOrEqualTo(Instant.now());
		});
	}

	@ParameterizedTest
	@CsvSource({ "/acme/live/audit,provider,403,ACCESS_FOR_API_CLIENT_RESTRICTED",
			"/globex/live/audit,owner,404,NOT_FOUND", "/nobody/live/audit,owner,404,NOT_FOUND",
			"/acme/live/audit,north,404,NOT_FOUND", "/acme/test/audit,owner,404,NOT_FOUND",
			"/acme/live/audit/x,owner,404,NOT_FOUND", "/acme/live/audit,stranger,401,NOT_VALID_JSON_WEB_TOKEN" })
	void refusesInItsOwnForm(String path, String who, int status, String code) throws Exception {
		HttpResponse<String> answer = get(path, who);

		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(json(answer)).singleElement()
			.satisfies((error) -> assertThat(error.get("errorCode").asString()).isEqualTo(code));
	}

	@Test
	void whatIsForeignIsAnsweredAsWhatThereIsNot() throws Exception {
		assertThat(withoutDate(get("/globex/live/audit", "owner").body()))
			.isEqualTo(withoutDate(get("/nobody/live/audit", "owner").body()));
	}

	@Test
	void aSubsidiaryIsATenantOfItsOwn() throws Exception {
		assertThat(total("/acme-north/live/audit")).isPositive().isLessThan(total(AUDIT));
		assertThat(total("/acme-north/live/audit"))
			.isEqualTo(json(get("/acme-north/live/audit", "north")).get("totalElements").intValue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE" })
	void takesNothingButReading(String method) throws Exception {
		HttpResponse<String> answer = send(
				request(AUDIT, "owner").method(method, HttpRequest.BodyPublishers.ofString("{}")));

		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
		assertThat(json(answer).at("/0/errorCode").asString()).isEqualTo("METHOD_NOT_ALLOWED");
	}

	private static String withoutDate(String body) {
		return body.replaceAll("\"date\":\"[^\"]*\"", "");
	}

	private int total(String path) throws Exception {
		return ok(path).get("totalElements").intValue();
	}

}
