package dev.clinic.demo;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.TreeSet;

import dev.clinic.Visitor;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Repeats over HTTP the events of the demo data that are no changes, and compares the
 * events that the clinic records with those that the demo has made up.
 */
final class DemoEvents {

	private static final String EVENTS = "from revtrail_entry e join revtrail_revision r on r.id = e.revision "
			+ "left join revtrail_http_status s on s.revision = r.id "
			+ "where e.action not in ('CREATE', 'UPDATE', 'DELETE') and r.ip_address ";

	private final JdbcClient jdbc;

	private final Visitor visitor;

	/**
	 * Creates a comparison.
	 * @param jdbc the demo's database
	 * @param base where the clinic is
	 */
	DemoEvents(JdbcClient jdbc, String base) {
		this.jdbc = jdbc;
		this.visitor = new Visitor(base);
	}

	/** Compares, and returns the kinds of events that the demo has. */
	Set<String> compare() throws Exception {
		Set<String> made = kinds("not like");
		signInAndOut();
		read();
		tryAndFail();
		Awaitility.await().untilAsserted(() -> assertThat(made).isSubsetOf(kinds("like")));
		return made;
	}

	private void signInAndOut() throws Exception {
		this.visitor.signIn("owner@acme.example", "wrong");
		this.visitor.signIn("owner@acme.example", DemoUser.PASSWORD);
		assertThat(this.visitor.fetch("/audit-log/data/entries").statusCode()).isEqualTo(200);
		this.visitor.post("/sign-out", this.visitor.token(this.visitor.open("/sign-out")), "");
	}

	private void read() throws Exception {
		String patient = newest("patient_id", "appointment");
		assertThat(status(request("/api/users/" + patient, "demo-provider-key"))).isEqualTo(200);
		assertThat(status(request("/api/diagnoses/" + newest("id", "diagnosis"), "demo-provider-key"))).isEqualTo(200);
		assertThat(status(request(
				"/api/care-plans/" + newest("id", "care_plan") + "/print?recipient=Lakeside&purpose=Second%20opinion",
				"demo-provider-key")))
			.isEqualTo(200);
		assertThat(status(request("/v1/change-log-entries", "demo-owner-key").header("Content-Type", "application/json")
			.POST(BodyPublishers
				.ofString("{\"document_type\": \"User\", \"document\": \"" + patient + "\", \"note\": \"Seen.\"}"))))
			.isEqualTo(200);
		assertThat(status(
				request("/v1/change-log-entries/export?format=csv&filters-document_types=User", "demo-owner-key")))
			.isEqualTo(200);
	}

	private void tryAndFail() throws Exception {
		assertThat(status(request("/v1/change-log-entries", "demo-provider-key"))).isEqualTo(403);
		assertThat(write("POST", "/api/users", "{}")).isEqualTo(400);
		assertThat(write("POST", "/api/appointments", "{}")).isEqualTo(400);
		assertThat(write("POST", "/api/api-keys", "{}")).isEqualTo(403);
		assertThat(write("DELETE", "/api/users/" + newest("provider_id", "appointment"), "")).isEqualTo(409);
		assertThat(write("PATCH", "/api/users/" + newest("patient_id", "appointment"), "{\"email\": \"no address\"}"))
			.isEqualTo(400);
	}

	private String newest(String column, String table) {
		return this.jdbc.sql("select max(" + column + ") from " + table + " where organization_id = 'acme'")
			.query(String.class)
			.single();
	}

	private int write(String method, String path, String body) throws Exception {
		return status(request(path, "demo-admin-key").header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body)));
	}

	private HttpRequest.Builder request(String path, String key) {
		return this.visitor.request(path).header("Authorization", "Bearer " + key);
	}

	private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.visitor.send(request).statusCode();
	}

	/** All that is of the kind of event, and nothing of the single one. */
	private Set<String> kinds(String compared) {
		return new TreeSet<>(this.jdbc.sql("select e.action, e.outcome, e.record_type, e.record_id, e.patient, e.data, "
				+ "r.actor_type, r.actor_email, r.source, r.http_method, r.http_path, r.request_id, r.note, s.status "
				+ EVENTS + compared + " '127.%'")
			.query((row, number) -> String.join(" ", row.getString("action"), row.getString("outcome"),
					row.getString("record_type"), row.getString("record_id").replaceAll("^[0-9a-f-]+$", "id"),
					known("patient", row.getString("patient")), row.getString("actor_type"),
					known("email", row.getString("actor_email")), row.getString("source"), row.getString("http_method"),
					row.getString("http_path").replaceAll("/\\d+", "/id"),
					known("request", row.getString("request_id")), known("note", row.getString("note")),
					row.getString("status"), fields(row.getString("data"))))
			.list());
	}

	private static String known(String name, String value) {
		return (value != null) ? name : "no " + name;
	}

	/** What names each value of the data, with its form. */
	private static String fields(String data) {
		if (data == null) {
			return "";
		}
		TreeSet<String> fields = new TreeSet<>();
		JsonMapper.shared().readTree(data).properties().forEach((field) -> {
			String value = field.getValue().toString();
			fields.add(field.getKey() + "=" + switch (field.getKey()) {
				case "purpose", "recipient" -> "text";
				case "rows" -> value.replaceAll("\\d+", "0");
				case "sha256" -> value.replaceAll("^\"[0-9a-f]{64}\"$", "digest");
				case "user_name" -> value.replaceAll("^\"[^\"]+@[^\"]+\"$", "email");
				default -> value;
			});
		});
		return fields.toString();
	}

}
