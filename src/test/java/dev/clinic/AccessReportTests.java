package dev.clinic;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;

import dev.clinic.care.CarePlan;
import dev.clinic.care.CarePlanRepository;
import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who read what of a patient, and whom it was disclosed to.
 */
@TestPropertySource(properties = "test.database.of=AccessReport")
class AccessReportTests extends RunningClinic {

	private static final String PAGE = "/audit-log/data/access-report";

	@Autowired
	private CarePlanRepository plans;

	@Autowired
	private EventLog events;

	private String patient;

	private String plan;

	@BeforeAll
	void readAndDisclose() throws Exception {
		found();
		User user = this.users.save(new User("acme", Role.PATIENT, "ann@acme.example", "=Ann", "<b>Bo\nld"));
		this.patient = String.valueOf(user.getId());
		this.plan = String
			.valueOf(this.plans.save(new CarePlan(user, null, "Walk \"more\"", LocalDate.of(2026, 1, 5))).getId());
		this.users.save(new User("acme", Role.PATIENT, "other@acme.example", "Other", "Patient"));
		for (String key : List.of("provider", "owner")) {
			assertThat(get("/api/users/" + this.patient, key).statusCode()).isEqualTo(200);
		}
		assertThat(
				get("/api/care-plans/" + this.plan + "/print?purpose=Second%20opinion&recipient=Lakeside,%20Suite%201",
						"provider")
					.statusCode())
			.isEqualTo(200);
		this.events
			.recordAlone(List.of(Event.disclosure(new RecordRef("CARE_PLAN", this.plan), "Health Plan", "Payment"),
					Event.emergencyAccess(new RecordRef("USER", this.patient), "Unconscious")));
		// Who looks at the log reads of the patient, too: once for each reader, way and
		// hour
		count("");
		Awaitility.await()
			.untilAsserted(() -> assertThat(lines(report("format=ndjson")))
				.extracting((line) -> line.get("type").asString() + " " + line.get("action").asString())
				.contains("CHANGE_LOG EXPORT"));
	}

	@Test
	void itHasWhoReadWhatWhenAndWhy() throws Exception {
		List<JsonNode> lines = lines(report("format=ndjson")).subList(0, 5);

		assertThat(lines).extracting((line) -> line.get("action").asString())
			.containsExactly("VIEW", "VIEW", "PRINT", "DISCLOSE", "EMERGENCY_ACCESS");
		assertThat(lines).extracting((line) -> line.get("purpose").asString(null))
			.containsExactly(null, null, "Second opinion", "Payment", "Unconscious");
		assertThat(lines).extracting((line) -> line.get("recipient").asString(null))
			.containsExactly(null, null, "Lakeside, Suite 1", "Health Plan", null);
		assertThat(lines.get(2).at("/user/organization").asString()).isEqualTo("acme");
		assertThat(lines.get(2).get("record_name").asString()).contains("Walk");
		assertThat(lines.get(2).get("changed_fields")).isEmpty();
	}

	@Test
	void itsNumbersAreTheLogs() throws Exception {
		long accesses = count("&accesses=only");
		long all = count("&accesses=too");

		assertThat(lines(report("format=ndjson"))).hasSize((int) accesses);
		assertThat(lines(report("format=ndjson&changes=true"))).hasSize((int) all)
			.extracting((line) -> line.get("action").asString())
			.contains("CREATE", "VIEW");
		assertThat(all).isGreaterThan(accesses);
	}

	@ParameterizedTest
	@ValueSource(strings = { "csv", "ndjson", "html" })
	void eachFormEndsWithItsRowsAndDigestWhichTheLogHas(String format) throws Exception {
		HttpResponse<String> answer = report("format=" + format);
		String id = answer.headers().firstValue("X-Export-Id").orElseThrow();
		String file = answer.body();
		String trailer = file.substring(file.lastIndexOf('\n', file.length() - 2) + 1);

		assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
			.matches("attachment; filename=\"access-report-\\d{8}T\\d{6}Z\\." + format + "\"");
		assertThat(trailer).contains("_export", id, ExportTests.sha256(file));
		JsonNode manifest = json(get("/v1/patients/" + this.patient + "/access-report/" + id, "owner"));
		assertThat(manifest.get("sha256").asString()).isEqualTo(ExportTests.sha256(file));
		assertThat(manifest.get("rows").intValue()).isEqualTo(lines(report("format=ndjson")).size());
		assertThat(manifest.get("query").asString()).contains("\"patient\":\"" + this.patient + "\"", "\"except\"");
		assertThat(get("/v1/patients/" + this.patient + "/access-report/" + id, "globex").statusCode()).isEqualTo(404);
	}

	@Test
	void aDocumentNeedsNoOtherFileAndRunsNothing() throws Exception {
		HttpResponse<String> answer = send(
				request(path("format=html&zone=Europe/Berlin"), "owner").header("Accept-Language", "de-CH,en;q=0.5"));
		String document = answer.body();

		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(document).startsWith("<!DOCTYPE html>\n<html lang=\"de\">")
			.contains("Auskunft über Zugriffe", "(Europe/Berlin)", "Some Body (1)", "Lakeside, Suite 1",
					"=Ann &lt;b&gt;Bo&#10;ld (" + this.patient + ")", "Walk &quot;more&quot;")
			.doesNotContain("<script", "<b>", "src=", "href=", "javascript");
		assertThat(report("format=html").body()).contains("<html lang=\"en\">", "Access report", "(Z)");
	}

	@Test
	void csvSuitsSpreadsheets() throws Exception {
		String file = report("format=csv&changes=true").body();

		assertThat(file)
			.startsWith("\ufeffTime,User,E-mail,User id,User kind,User's organization,Action,Type,Record,"
					+ "Record name,Outcome,Purpose,Recipient,Changed fields,Source,IP,Request id,Entry id\r\n")
			.contains("'=Ann", ",\"Lakeside, Suite 1\",");
	}

	@Test
	void aPeriodNarrowsIt() throws Exception {
		assertThat(lines(report("format=ndjson&to=2020-01-01"))).isEmpty();
		assertThat(lines(report("format=ndjson&from=2999-01-01"))).isEmpty();
		assertThat(lines(report("format=ndjson&from=2020-01-01&to=2999-01-01"))).hasSizeGreaterThan(5);
		assertThat(report("format=html&from=2020-01-01&to=2020-12-31").body())
			.contains("2020-01-01 00:00:00 – 2020-12-31 23:59:59", "data-rows=\"0\"");
	}

	@Test
	void aPatientThatNoneKnowsHasAnEmptyReport() throws Exception {
		HttpResponse<String> answer = get("/v1/patients/%3Cnone%3E/access-report?format=html", "owner");

		assertThat(answer.body()).contains("&lt;none&gt;", "data-rows=\"0\"");
		assertThat(lines(get(path("format=ndjson"), "globex"))).isEmpty();
		assertThat(get(path("format=html"), "globex").body()).doesNotContain("Ann");
	}

	@ParameterizedTest
	@CsvSource({ "format=pdf,format", "changes=true,format", "format=csv&from=yesterday,from",
			"format=csv&from=2026-02-01&to=2026-01-01,to", "format=csv&zone=Mars,zone", "format=csv&changes=1,changes",
			"format=csv&patient=7,patient", "format=csv&colour=x,colour" })
	void badInputIsNamed(String query, String parameter) throws Exception {
		HttpResponse<String> answer = report(query);

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(json(answer).at("/arg_errors/" + parameter)).isNotEmpty();
	}

	@Test
	void onlyWhoMayExportMay() throws Exception {
		assertThat(get(path("format=csv"), "provider").statusCode()).isEqualTo(403);
		assertThat(send(request(path("format=csv"))).statusCode()).isEqualTo(401);
		assertThat(get("/v1/patients/" + this.patient, "owner").statusCode()).isEqualTo(404);
	}

	@Test
	void thePageHasTheSame() throws Exception {
		String page = get(PAGE + "?format=ndjson&patient=" + this.patient, "owner").body();

		assertThat(page.lines().limit(5).toList()).isEqualTo(report("format=ndjson").body().lines().limit(5).toList());
		assertThat(json(get(PAGE + "?format=ndjson", "owner")).at("/arg_errors/patient")).isNotEmpty();
		assertThat(send(
				request(PAGE + "?format=csv&patient=" + this.patient, "owner").header("Sec-Fetch-Site", "cross-site"))
			.statusCode()).isEqualTo(403);
	}

	private long count(String more) throws Exception {
		return json(get("/audit-log/data/count?patient=" + this.patient + more, "owner")).get("count").longValue();
	}

	private String path(String query) {
		return "/v1/patients/" + this.patient + "/access-report?" + query;
	}

	private HttpResponse<String> report(String query) throws Exception {
		return get(path(query), "owner");
	}

	/** The lines but the last. */
	private static List<JsonNode> lines(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body().lines().map(JsonMapper.shared()::readTree).filter((line) -> !line.has("_export")).toList();
	}

}
