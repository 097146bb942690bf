package dev.clinic;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import dev.clinic.people.User;
import dev.clinic.record.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The export of the audit page.
 */
@TestPropertySource(properties = "test.database.of=PageExport")
class PageExportTests extends RunningClinic {

	private static final String DATA = "/audit-log/data";

	private static final String EXPORT = DATA + "/export";

	private String patient;

	@BeforeAll
	void changeMoreThanASlice() throws Exception {
		found();
		givePasswords();
		User user = this.users.save(new User("acme", Role.PATIENT, "export@acme.example", "=1+2", "Say \"so\", ok"));
		this.patient = String.valueOf(user.getId());
		List<User> many = new ArrayList<>();
		for (int i = 0; i < 600; i++) {
			many.add(new User("acme-north", Role.PATIENT, "export" + i + "@acme.example", "Any", "Body" + i));
		}
		this.users.saveAll(many);
		this.users.save(new User("globex", Role.PATIENT, "secret@globex.example", "Glo", "Bex"));
		assertThat(send(request("/api/users/" + this.patient, "provider").header("Content-Type", "application/json")
			.header("X-Request-Id", "called")
			.method("PATCH", BodyPublishers.ofString("{\"phone\": \"+1 555 0100\"}"))).statusCode()).isEqualTo(200);
	}

	@Test
	void everyEntryOfTheTableIsALineOfJsonInTheTablesOrder() throws Exception {
		HttpResponse<String> answer = get(EXPORT + "?format=ndjson&type=USER", "owner");

		assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
			.matches("attachment; filename=\"audit-log-\\d{8}T\\d{6}Z\\.ndjson\"");
		List<JsonNode> lines = answer.body()
			.lines()
			.map(JsonMapper.shared()::readTree)
			.filter((line) -> !line.has("_export"))
			.toList();
		List<JsonNode> table = new ArrayList<>();
		String older = "";
		do {
			JsonNode page = json(get(DATA + "/entries?type=USER&after=" + older, "owner"));
			page.get("entries").forEach(table::add);
			older = page.get("older").isNull() ? null : page.get("older").asString();
		}
		while (older != null);
		assertThat(lines).isEqualTo(table).hasSizeGreaterThan(600);
		assertThat(lines).filteredOn((line) -> line.get("label").asString().equals("Any Body599")).hasSize(1);
		assertThat(answer.body()).doesNotContain("globex");
	}

	@Test
	void csvIsATableForPeople() throws Exception {
		HttpResponse<String> answer = get(EXPORT + "?format=csv&type=USER&id=" + this.patient, "owner");

		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
		String[] rows = answer.body().split("\r\n");
		assertThat(rows[0]).isEqualTo("\ufeffTime,User,E-mail,User id,User kind,Type,Record,Record name,Action,Outcome,"
				+ "Patient,Patient name,Organization,Changes,Method,Path,Status,IP,Request id,Source,Note,Data,Entry id,Trace id");
		assertThat(rows[1]).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z,Some Body,provider@acme.example,\\d+,user,USER,"
				+ this.patient + ",\"'=1\\+2 Say \"\"so\"\", ok\",UPDATE,success," + this.patient
				+ ",\"'=1\\+2 Say \"\"so\"\", ok\",acme,phone: \\(none\\) → \\+1 555 0100,PATCH,/api/users/"
				+ this.patient + ",\\d*,127.0.0.1,called,clinic,,,[0-9a-f]{16},");
		assertThat(rows[2]).contains(",system,USER,").contains("email: (none) → export@acme.example; ");
		assertThat(rows).hasSize(4);
	}

	@Test
	void readsAndExportsOfTheLogAreInNoExportUnlessAskedFor() throws Exception {
		get(EXPORT + "?format=csv&type=TASK", "owner");

		assertThat(get(EXPORT + "?format=ndjson", "owner").body()).doesNotContain("\"type\":\"CHANGE_LOG\"");
		assertThat(get(EXPORT + "?format=ndjson&type=CHANGE_LOG", "owner").body()).contains("\"action\":\"EXPORT\"");
		assertThat(get(EXPORT + "?format=csv&type=CHANGE_LOG&action=EXPORT", "owner").body()).contains(
				",\"{\"\"format\"\":\"\"csv\"\",\"\"query\"\":\"\"{\\\"\"record_types\\\"\":[\\\"\"TASK\\\"\"]}\"\",\"\"rows\"\":0,\"\"sha256\"\":");
	}

	@Test
	void theExportIsAnEntryAndHasAManifest() throws Exception {
		HttpResponse<String> answer = get(EXPORT + "?format=csv&patient=" + this.patient, "owner");
		String id = answer.headers().firstValue("X-Export-Id").orElseThrow();

		JsonNode manifest = json(get(EXPORT + "/" + id, "owner"));
		assertThat(manifest.get("id").asString()).isEqualTo(id);
		assertThat(manifest.at("/user/email").asString()).isEqualTo("owner@acme.example");
		assertThat(manifest.get("time").asString()).endsWith("Z");
		assertThat(manifest.get("outcome").asString()).isEqualTo("success");
		assertThat(manifest.get("format").asString()).isEqualTo("csv");
		assertThat(manifest.get("query").asString())
			.isEqualTo("{\"except_record_types\":[\"CHANGE_LOG\"],\"patient\":\"" + this.patient + "\"}");
		assertThat(manifest.get("rows").intValue()).isEqualTo(2);
		assertThat(manifest.get("sha256").asString()).isEqualTo(ExportTests.sha256(answer.body()));
		assertThat(get(EXPORT + "/" + id, "globex").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "format=xls,format", "type=USER,format", "format=csv&after=x,after", "format=csv&type=NONE,type",
			"format=csv&format=ndjson,format" })
	void badInputIsNamed(String query, String parameter) throws Exception {
		HttpResponse<String> answer = get(EXPORT + "?" + query, "owner");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(json(answer).at("/arg_errors/" + parameter)).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "same-origin,200", "none,200", "same-site,403", "cross-site,403", "nonsense,403" })
	void anotherSiteStartsNone(String site, int status) throws Exception {
		assertThat(send(request(EXPORT + "?format=csv&type=TASK", "owner").header("Sec-Fetch-Site", site)).statusCode())
			.isEqualTo(status);
	}

	@Test
	void withoutWordOfItsSiteItTakesAHeaderThatNoOtherSiteCanSend() throws Exception {
		Visitor owner = new Visitor(base());
		owner.signIn("owner@acme.example", PASSWORD);
		String path = EXPORT + "?format=csv&type=TASK";

		assertThat(owner.send(owner.request(path)).statusCode()).isEqualTo(403);
		assertThat(owner.send(owner.request(path).header("X-Requested-With", "audit-log")).statusCode()).isEqualTo(200);
		assertThat(send(request(path).header("Authorization", "Basic demo-owner-key")).statusCode()).isEqualTo(403);
		assertThat(send(request(path).header("Authorization", "bearer demo-owner-key")).statusCode()).isEqualTo(200);
	}

	@Test
	void itTakesThePageToo() throws Exception {
		assertThat(get(EXPORT + "?format=csv", "auditor").statusCode()).isEqualTo(403);
		assertThat(get(EXPORT + "/none", "auditor").statusCode()).isEqualTo(403);
		assertThat(send(request(EXPORT + "?format=csv")).statusCode()).isEqualTo(401);
		assertThat(get(EXPORT + "/none", "admin").statusCode()).isEqualTo(404);
	}

}
