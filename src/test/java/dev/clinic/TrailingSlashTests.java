package dev.clinic;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

import dev.clinic.people.User;
import dev.clinic.record.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slash at the end of a contract's path changes nothing.
 */
@Tag("h2")
class TrailingSlashTests extends RunningClinic {

	private String user;

	private String entry;

	private String revision;

	@BeforeAll
	void recordOneChange() throws Exception {
		found();
		this.user = String
			.valueOf(this.users.save(new User("acme", Role.PATIENT, "slash@acme.example", "Sla", "Sh")).getId());
		this.entry = ok(ENTRIES + "?filters-documents=" + this.user).at("/items/0/_id").asString();
		this.revision = ok("/v1/records/user?id=" + this.user).at("/items/0/revision/number").asString();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/feed?limit=1", "/v1/change-log-entries?sort_by=created",
			"/v1/change-log-entries/{entry}", "/v1/change-log-entries/export/1", "/acme/live/audit?action=DELETE",
			"/v1/admin/audit-log?limit=1&offset=900", "/v1/records/user?id={user}", "/v1/records/user/state?id={user}",
			"/v1/records/user/deleted", "/v1/records/user/difference?id={user}&from={revision}&to={revision}",
			"/v1/revisions/{revision}", "/v1/requests?id=none", "/v1/openapi.json", "/graphql/schema",
			"/graphql?query=%7Bx%7D", "/audit-log/data/entries/{entry}", "/audit-log/data/settings" })
	void leadsToTheSame(String path) throws Exception {
		String known = path.replace("{user}", this.user)
			.replace("{entry}", this.entry)
			.replace("{revision}", this.revision);
		int end = (known.indexOf('?') < 0) ? known.length() : known.indexOf('?');
		String slash = known.substring(0, end) + "/" + known.substring(end);

		HttpResponse<String> expected = get(known, "owner");
		HttpResponse<String> answer = get(slash, "owner");

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected.statusCode());
		assertThat(answer.headers().firstValue("Content-Type"))
			.isEqualTo(expected.headers().firstValue("Content-Type"));
		assertThat(answer.body()).isEqualTo(expected.body());
		if (!path.startsWith("/graphql")) {
			assertThat(send(request(slash)).statusCode()).isEqualTo(401);
			HttpResponse<String> deleted = send(request(slash, "owner").DELETE());
			assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(405);
		}
	}

	@Test
	void exportsAndNotesAreTakenToo() throws Exception {
		assertThat(get(ENTRIES + "/export/?format=ndjson", "owner").body()).contains(this.entry);
		assertThat(get("/v1/patients/none/access-report/?format=ndjson", "owner").body()).contains("\"rows\":0");
		HttpResponse<String> note = send(request(ENTRIES + "/", "owner").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(
					"{\"document_type\": \"User\", \"document\": \"" + this.user + "\", \"note\": \"with a slash\"}")));
		assertThat(note.statusCode()).as(note.body()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "/v1/feed//, 404", "/v1/feed/x/, 404", "/v1/records/, 404", "/api/users/, 404" })
	void isOneSlashOfAContractsPath(String path, int status) throws Exception {
		HttpResponse<String> answer = get(path, "owner");
		assertThat(List.of(status, 400)).as(answer.body()).contains(answer.statusCode());
	}

}
