package dev.clinic;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import dev.clinic.people.User;
import dev.clinic.record.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The export of contract 1.
 */
@TestPropertySource(properties = "test.database.of=Export")
class ExportTests extends RunningClinic {

	private static final String EXPORT = ENTRIES + "/export";

	@Autowired
	private JdbcTemplate sql;

	private String patient;

	@BeforeAll
	void changeMoreThanAPage() {
		found();
		User user = this.users.save(new User("acme", Role.PATIENT, "export@acme.example", "=1+2", "Say \"so\", ok"));
		this.patient = String.valueOf(user.getId());
		List<User> many = new ArrayList<>();
		for (int i = 0; i < 1200; i++) {
			many.add(new User("acme-north", Role.PATIENT, "export" + i + "@acme.example", "Any", "Body"));
		}
		this.users.saveAll(many);
		this.users.save(new User("globex", Role.PATIENT, "secret@globex.example", "Glo", "Bex"));
	}

	@Test
	void everyEntryOfTheListIsALineOfJson() throws Exception {
		HttpResponse<String> answer = get(EXPORT + "?format=ndjson", "auditor");

		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson;charset=UTF-8");
		assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
			.matches("attachment; filename=\"change-log-entries-\\d{8}T\\d{6}Z\\.ndjson\"");
		List<JsonNode> lines = answer.body()
			.lines()
			.map(JsonMapper.shared()::readTree)
			.filter((line) -> !line.has("_export"))
			.toList();
		assertThat(lines).hasSize(json(get(ENTRIES, "auditor")).get("item_count").intValue())
			.hasSizeGreaterThan(1200)
			.doesNotHaveDuplicates();
		assertThat(lines.stream().map((line) -> line.get("_id").asString())).isSorted();
		String id = lines.get(5).get("_id").asString();
		assertThat(lines.get(5)).isEqualTo(json(get(ENTRIES + "/" + id, "auditor")));
		assertThat(answer.body()).doesNotContain("globex");
	}

	@Test
	void csvSuitsSpreadsheets() throws Exception {
		HttpResponse<byte[]> answer = bytes(EXPORT + "?format=csv&filters-documents=" + this.patient
				+ "&filters-document_types=User&sort_by=-created");

		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
		String text = new String(answer.body(), StandardCharsets.UTF_8);
		assertThat(text).startsWith("\ufeff_id,created,details,document_types,documents,type,user\r\n")
			.endsWith("\r\n");
		String row = text.split("\r\n")[1];
		assertThat(row).contains("\"{\"\"additions\"\":{")
			.contains("=1+2")
			.contains(",User," + this.patient + ",ADDED,");
	}

	@Test
	void theExportIsAnEntryAndHasAManifest() throws Exception {
		HttpResponse<byte[]> answer = bytes(EXPORT + "?format=csv&filters-patient=" + this.patient);
		String id = answer.headers().firstValue("X-Export-Id").orElseThrow();

		JsonNode manifest = json(get(EXPORT + "/" + id, "owner"));
		assertThat(manifest.get("sha256").asString())
			.isEqualTo(sha256(new String(answer.body(), StandardCharsets.UTF_8)));
		assertThat(manifest.get("rows").intValue()).isEqualTo(1);
		assertThat(manifest.get("format").asString()).isEqualTo("csv");
		assertThat(manifest.get("query").asString()).contains("\"patient\":\"" + this.patient + "\"");
		assertThat(manifest.get("outcome").asString()).isEqualTo("success");
		assertThat(get(EXPORT + "/" + id, "globex").statusCode()).isEqualTo(404);
		assertThat(get(EXPORT + "/" + id, "north").statusCode()).isEqualTo(404);
		JsonNode entries = json(get("/acme/live/audit?action=EXPORT&entityType=CHANGE_LOG", "owner")).get("content");
		assertThat(entries).anyMatch((entry) -> entry.get("entityId").asString().equals(id));
		assertThat(this.sql.queryForObject("""
				select count(*) from revtrail_entry e join revtrail_revision r on r.id = e.revision
				where e.action = 'VIEW' and r.http_path = '/v1/change-log-entries/export'""", Integer.class)).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "format=xls,format", "filters-types=ADDED,format", "format=csv&page=2,page",
			"format=csv&colour=x,colour", "format=csv&format=ndjson,format" })
	void badInputIsNamed(String query, String parameter) throws Exception {
		HttpResponse<String> answer = get(EXPORT + "?" + query, "owner");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(json(answer).at("/arg_errors/" + parameter)).isNotEmpty();
	}

	@Test
	void onlyWhoMayExportMay() throws Exception {
		assertThat(get(EXPORT + "?format=csv", "provider").statusCode()).isEqualTo(403);
		assertThat(send(request(EXPORT + "?format=csv")).statusCode()).isEqualTo(401);
		assertThat(send(request(EXPORT + "?format=csv", "owner").method("HEAD", HttpRequest.BodyPublishers.noBody()))
			.statusCode()).isEqualTo(405);
		for (String nonsense : Set.of("none", "..%2f", "%20")) {
			assertThat(get(EXPORT + "/" + nonsense, "owner").statusCode()).isIn(400, 404);
		}
	}

	/** The SHA-256 of all lines but the last. */
	static String sha256(String file) throws Exception {
		String content = file.substring(0, file.lastIndexOf('\n', file.length() - 2) + 1);
		return HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
	}

	private HttpResponse<byte[]> bytes(String path) throws Exception {
		return HttpClient.newHttpClient().send(request(path, "owner").build(), BodyHandlers.ofByteArray());
	}

}
