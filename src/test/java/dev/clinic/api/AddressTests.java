package dev.clinic.api;

import java.util.List;
import java.util.Map;

import dev.clinic.api.ApiClient.Answer;
import dev.clinic.record.ClinicPrincipal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Addresses other than those of records: links, searches, pages; and the responses to odd
 * requests.
 */
@Tag("h2")
@ApiTest
class AddressTests {

	@Autowired
	private ApiClient api;

	private Practice own;

	private Practice other;

	private ClinicPrincipal owner;

	@BeforeEach
	void openPractices() {
		this.own = this.api.practice();
		this.other = this.api.practice();
		this.owner = ApiClient.owner(this.own);
	}

	@Test
	void linksLeadToTheRecordsTheyName() {
		String appointment = this.own.uri("appointments");
		assertThat(this.api.get(this.owner, appointment + "/patient").value("/email"))
			.isEqualTo(this.own.patient().getEmail());
		assertThat(this.api.get(this.owner, this.own.uri("cms1500s") + "/diagnoses").text()).contains("E11.9");
		assertThat(this.api.get(this.owner, appointment + "/nothing").status()).isEqualTo(404);
		assertThat(this.api.get(this.owner, appointment + "/organization").status()).isEqualTo(404);
	}

	@Test
	@Tag("postgresql") // The others store it
	void aTextThatCannotBeStoredIsBadInput() {
		Answer answer = this.api.patch(this.owner, this.own.uri("users"), Map.of("lastName", "Wood\u0000s"));
		assertThat(answer.status()).as(answer.text()).isEqualTo(400);
		assertThat(answer.text()).contains("cannot be stored");
	}

	@Test
	void linksOfOthersLeadNowhere() {
		for (String link : List.of("appointments/patient", "appointment-inclusions/appointment", "cms1500s/diagnoses",
				"form-answer-groups/answers", "form-answers/group", "api-keys/user")) {
			String[] parts = link.split("/");
			assertThat(this.api.get(this.owner, this.other.uri(parts[0]) + "/" + parts[1]).status()).as(link)
				.isEqualTo(404);
		}
	}

	@Test
	void linksAreChangedWithTheirRecordOnly() {
		String link = this.own.uri("appointments") + "/patient";
		for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.POST, HttpMethod.DELETE)) {
			Answer answer = this.api.call(this.owner, method, link, MediaType.valueOf("text/uri-list"),
					this.own.uri("users"), Map.of());
			assertThat(answer.status()).as(method + answer.text()).isEqualTo(405);
		}
		assertThat(this.api.delete(this.owner, this.own.uri("cms1500s") + "/diagnoses/1").status()).isEqualTo(405);
	}

	@Test
	void searchesFindWhatIsOwn() {
		assertThat(found("/api/appointments/search/findByPatientId?patient=" + this.own.patient().getId()))
			.isEqualTo(1);
		assertThat(found("/api/appointments/search/findByPatientId?patient=" + this.other.patient().getId())).isZero();
		assertThat(found("/api/users/search/findByRole?role=PATIENT")).isEqualTo(1);
		assertThat(found("/api/users/search/findByLastNameStartingWith?lastName=Pat")).isEqualTo(1);
		assertThat(found("/api/appointments/search/findByProviderIdAndDateBetween?provider="
				+ this.own.provider().getId() + "&from=2001-01-01T00:00:00Z&until=2999-01-01T00:00:00Z"))
			.isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "appointment-inclusions, findByAppointmentId, appointment, appointments",
			"goals, findByCarePlanId, carePlan, care-plans", "cms1500-policies, findByFormId, form, cms1500s",
			"cpt-codes-cms1500s, findByFormId, form, cms1500s" })
	void searchesFindThePartsOfARecord(String path, String search, String parameter, String parent) {
		String uri = "/api/" + path + "/search/" + search + "?" + parameter + "=";
		assertThat(found(uri + id(this.own, parent))).isEqualTo(1);
		assertThat(found(uri + id(this.other, parent))).isZero();
	}

	@Test
	void searchesThatDoNotExistAreNotFound() {
		assertThat(this.api.get(this.owner, "/api/users/search/findByEmail?email=x").status()).isEqualTo(404);
		assertThat(this.api.get(this.owner, "/api/api-keys/search/findByKeyHash?keyHash=x").status()).isEqualTo(404);
		assertThat(this.api.get(this.owner, "/api/appointment-settings/search/findApplying?providerId=1").status())
			.isEqualTo(404);
	}

	@Test
	void oddRequestsAreTheCallersFault() {
		for (String uri : List.of("/api/appointments/search/findByPatientId",
				"/api/appointments/search/findByPatientId?patient=x", "/api/users/search/findByRole?role=KING",
				"/api/users/search/findByRole",
				"/api/appointments/search/findByProviderIdAndDateBetween?provider=1&from=x&until=y")) {
			Answer answer = this.api.get(this.owner, uri);
			assertThat(answer.status()).as(uri + answer.text()).isEqualTo(400);
			assertThat(answer.text()).doesNotContain("java").doesNotContain("dev.clinic");
		}
		for (String uri : List.of("/api/users?page=-1", "/api/users?size=0", "/api/users?size=99999999999",
				"/api/users?page=99999999", "/api/users?sort=passwordHash", "/api/users?sort=nothing,desc",
				"/api/users?sort=address.city,asc", "/api/users?sort=id;drop", "/api/appointments?sort=patient.email",
				"/api/appointments?sort=patient.passwordHash", "/api/users?projection=all", "/api/profile",
				"/api/profile/users", "/api/", "/api", "/api/nothing", "/api/users/1/2/3/4/5", "/api/users/",
				"/api/users?page=x&size=y&sort=,,,")) {
			assertThat(this.api.get(this.owner, uri).status()).as(uri).isLessThan(500);
		}
	}

	@Test
	void oddValuesAreTheCallersFault() {
		for (Object date : List.of("+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "0000-01-01T00:00:00Z",
				"9999-12-31T23:59:59Z", "2030-02-30T00:00:00Z", 1e300, Long.MAX_VALUE, true, List.of(), Map.of())) {
			Answer answer = this.api.patch(this.owner, this.own.uri("appointments"), Map.of("date", date));
			assertThat(answer.status()).as(date + answer.text()).isLessThan(500);
			assertThat(answer.text()).doesNotContain("java").doesNotContain("insert").doesNotContain("update ");
		}
		for (Object day : List.of("+999999999-12-31", "-999999999-01-01", "0000-01-01", "9999-12-31", "2030-02-30", 1,
				List.of(1, 2, 3))) {
			Answer answer = this.api.patch(this.owner, this.own.uri("billing-items"), Map.of("dueOn", day));
			assertThat(answer.status()).as(day + answer.text()).isLessThan(500);
		}
		for (Object number : List.of(1e300, Long.MAX_VALUE, "1", "one", 1.5, List.of())) {
			Answer answer = this.api.patch(this.owner, this.own.uri("goals"), Map.of("progress", number));
			assertThat(answer.status()).as(number + answer.text()).isLessThan(500);
		}
		for (String text : List.of("\u0000", "\ud83d\ude00", "\ud800", "'; drop table users; --", "<script>",
				"a".repeat(400))) {
			Answer answer = this.api.patch(this.owner, this.own.uri("appointments"), Map.of("reason", text));
			assertThat(answer.status()).as(text + answer.text()).isLessThan(500);
		}
		for (Object map : List.of(Map.of("TELEPATHY", 10), Map.of("VIDEO", "x"), Map.of("\"", 1), List.of(), "x")) {
			Answer answer = this.api.patch(this.owner, this.own.uri("appointment-settings"), Map.of("lengths", map));
			assertThat(answer.status()).as(map + answer.text()).isEqualTo(400);
		}
		assertThat(this.api.get(this.owner, this.own.uri("appointments")).status()).isEqualTo(200);
	}

	@Test
	void whatIsTakenOrInUseIsAConflict() {
		Answer taken = this.api.post(this.owner, "/api/users",
				Map.of("email", this.own.patient().getEmail(), "firstName", "A", "lastName", "B"));
		assertThat(taken.status()).isEqualTo(409);
		assertThat(taken.text()).doesNotContain("users").doesNotContain("constraint");
		assertThat(this.api.delete(this.owner, this.own.uri("users")).status()).isEqualTo(409);
		assertThat(this.api
			.post(this.owner, "/api/users",
					Map.of("email", this.other.patient().getEmail(), "firstName", "A", "lastName", "B"))
			.status()).isEqualTo(201);
	}

	@Test
	void onlyPatientsHaveAppointmentsAndOnlyStaffGivesThem() {
		Answer answer = this.api.patch(this.owner, this.own.uri("appointments"),
				Map.of("patient", this.own.uri("providers"), "provider", this.own.uri("users")));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body().at("/fields").has("patient")).isTrue();
		assertThat(answer.body().at("/fields").has("provider")).isTrue();
	}

	@Test
	void otherTypesOfBodiesAreRefused() {
		Answer answer = this.api.call(this.owner, HttpMethod.POST, "/api/users", MediaType.TEXT_PLAIN, "x", Map.of());
		assertThat(answer.status()).isIn(400, 415);
	}

	private static String id(Practice practice, String path) {
		return practice.uri(path).replaceFirst(".*/", "");
	}

	private int found(String uri) {
		Answer answer = this.api.get(this.owner, uri);
		assertThat(answer.status()).as(answer.text()).isEqualTo(200);
		return answer.body().at("/page/totalElements").asInt();
	}

}
