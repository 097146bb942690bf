package dev.clinic;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import dev.clinic.people.User;
import dev.clinic.record.Role;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Notes that are sent again with their key.
 */
class IdempotentNotesTests extends RunningClinic {

	private String patient;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private DataSource dataSource;

	@BeforeAll
	void foundPatient() {
		found();
		this.patient = String
			.valueOf(this.users.save(new User("acme", Role.PATIENT, "noted-once@acme.example", "No", "Ted")).getId());
	}

	@Test
	void theSameNoteIsAddedOnce() throws Exception {
		HttpResponse<String> first = note("owner", "once", "Called back.");
		HttpResponse<String> again = send(request(ENTRIES, "owner").header("Idempotency-Key", "once")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(
					"{\"document_type\": \"USER\", \"document\": " + this.patient + ", \"note\": \"Called back.\"}")));

		assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
		assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"))
			.contains(ENTRIES + "/" + json(first).get("_id").asString());
		assertThat(notes("Called back.")).hasSize(1);
	}

	@Test
	void aKeyIsOfOneNote() throws Exception {
		assertThat(note("owner", "one note", "First.").statusCode()).isEqualTo(200);

		HttpResponse<String> other = note("owner", "one note", "Second.");

		assertThat(other.statusCode()).isEqualTo(422);
		assertThat(json(other).get("hint").asString()).contains("used for another note");
		assertThat(notes("Second.")).isEmpty();
	}

	@Test
	void aKeyIsOfOneCaller() throws Exception {
		JsonNode owners = json(note("owner", "shared", "Whose?"));
		JsonNode admins = json(note("admin", "shared", "Whose?"));

		assertThat(admins.get("_id")).isNotEqualTo(owners.get("_id"));
		assertThat(notes("Whose?")).hasSize(2);
		assertThat(note("globex", "shared", "Whose?").statusCode()).isEqualTo(404);
		assertThat(note("auditor", "shared", "Whose?").statusCode()).isEqualTo(403);
	}

	@Test
	void withoutAKeyEachNoteIsAdded() throws Exception {
		for (int i = 0; i < 2; i++) {
			assertThat(note("owner", null, "Again.").statusCode()).isEqualTo(200);
		}

		assertThat(notes("Again.")).hasSize(2);
	}

	@Test
	void aRefusedNoteLeavesNoKey() throws Exception {
		String unknown = "document_type=User&document=none&note=x";
		assertThat(send(form("owner", "refused", unknown)).statusCode()).isEqualTo(404);
		assertThat(send(form("owner", "refused", "document_type=User&note=x")).statusCode()).isEqualTo(400);

		assertThat(note("owner", "refused", "Taken.").statusCode()).isEqualTo(200);
	}

	@Test
	void ofConcurrentNotesOneIsAdded() throws Exception {
		List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			requests.add(() -> note("owner", "concurrent", "At once."));
		}
		Set<String> ids = new TreeSet<>();
		ExecutorService threads = Executors.newFixedThreadPool(requests.size());
		try {
			for (Future<HttpResponse<String>> answer : threads.invokeAll(requests)) {
				assertThat(answer.get().statusCode()).as(answer.get().body()).isIn(200, 409);
				if (answer.get().statusCode() == 200) {
					ids.add(json(answer.get()).get("_id").asString());
				}
			}
		}
		finally {
			threads.shutdownNow();
		}
		ids.add(json(note("owner", "concurrent", "At once.")).get("_id").asString());

		assertThat(ids).hasSize(1);
		assertThat(notes("At once.")).hasSize(1);
	}

	@Test
	@Tag("not-postgresql") // Does not show a key before its transaction ends
	void aNoteThatIsStillBeingAddedIsAConflict() throws Exception {
		String key = "in flight";
		String hash = hashOf(key, "In flight.");
		this.jdbc.sql("delete from revtrail_note_key where key_hash = ?").param(hash).update();
		try (Connection other = this.dataSource.getConnection()) {
			other.setAutoCommit(false);
			insert(other, hash);

			HttpResponse<String> answer = note("owner", key, "In flight.");

			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
			assertThat(json(answer).get("hint").asString()).contains("is being added");
			other.rollback();
			other.setAutoCommit(true);
		}
		assertThat(notes("In flight.")).hasSize(1);

		assertThat(note("owner", key, "In flight.").statusCode()).isEqualTo(200);
		assertThat(notes("In flight.")).hasSize(2);
	}

	@Test
	@Tag("postgresql")
	void aNoteWaitsForTheTransactionThatHasItsKey() throws Exception {
		String key = "waiting";
		String hash = hashOf(key, "Waiting.");
		this.jdbc.sql("delete from revtrail_note_key where key_hash = ?").param(hash).update();
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try (Connection other = this.dataSource.getConnection()) {
			other.setAutoCommit(false);
			insert(other, hash);
			Future<HttpResponse<String>> answer = thread.submit(() -> note("owner", key, "Waiting."));
			Awaitility.await()
				.until(() -> this.jdbc.sql(
						"select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
					.query(Integer.class)
					.single() == 1);
			other.rollback();
			other.setAutoCommit(true);

			assertThat(answer.get().statusCode()).isEqualTo(200);
		}
		finally {
			thread.shutdownNow();
		}
		assertThat(notes("Waiting.")).hasSize(2);
	}

	@Test
	void keysAreForgottenAfterADay() throws Exception {
		for (int i = 0; i < 3; i++) {
			hashOf("old " + i, "Old.");
		}
		String old = hashOf("old", "Old.");
		this.jdbc.sql("update revtrail_note_key set created_ms = created_ms - 86300000").update();
		assertThat(note("owner", "old", "Old.").statusCode()).isEqualTo(200);
		assertThat(notes("Old.")).hasSize(4);

		this.jdbc.sql("update revtrail_note_key set created_ms = created_ms - 100001").update();
		assertThat(note("owner", "old", "Another.").statusCode()).isEqualTo(200);

		assertThat(this.jdbc.sql("select key_hash from revtrail_note_key").query(String.class).list())
			.containsExactly(old);
	}

	@Test
	void neitherKeysNorNotesAreStoredAsText() throws Exception {
		hashOf("a key to hide", "A note to hide.");

		assertThat(this.jdbc.sql("select * from revtrail_note_key").query().listOfRows().toString())
			.doesNotContain("hide");
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "tab\there", "x256" })
	void aKeyIsPrintableAndBounded(String key) throws Exception {
		String value = key.equals("x256") ? "x".repeat(256) : key;

		HttpResponse<String> answer = note("owner", value, "Malformed.");

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(json(answer).get("arg_errors").propertyNames()).containsExactly("Idempotency-Key");
		assertThat(notes("Malformed.")).isEmpty();
	}

	@Test
	void aKeyIsAscii() throws Exception {
		assertThat(raw("POST", ENTRIES, "owner", Map.of("Idempotency-Key", "\u00fc", "Content-Length", "0")))
			.startsWith("HTTP/1.1 400")
			.contains("\"Idempotency-Key\":");
	}

	@Test
	void aKeyIsGivenOnce() throws Exception {
		HttpResponse<String> answer = send(form("owner", "one", body("Twice.")).header("Idempotency-Key", "two"));

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(note("owner", "y".repeat(255), "Longest.").statusCode()).isEqualTo(200);
	}

	/** Adds a note and returns the hash that its key is stored under. */
	private String hashOf(String key, String text) throws Exception {
		Set<String> before = Set.copyOf(hashes());
		assertThat(note("owner", key, text).statusCode()).isEqualTo(200);
		return hashes().stream().filter((hash) -> !before.contains(hash)).findFirst().orElseThrow();
	}

	private List<String> hashes() {
		return this.jdbc.sql("select key_hash from revtrail_note_key").query(String.class).list();
	}

	private static void insert(Connection connection, String hash) throws SQLException {
		try (PreparedStatement insert = connection.prepareStatement(
				"insert into revtrail_note_key (key_hash, note_hash, entry, created_ms) values (?, 'x', 0, ?)")) {
			insert.setString(1, hash);
			insert.setLong(2, System.currentTimeMillis());
			insert.executeUpdate();
		}
	}

	private List<String> notes(String text) throws Exception {
		List<String> ids = new ArrayList<>();
		ok(ENTRIES + "?attributes=details&per_page=100&filters-types=NOTE").get("items").forEach((item) -> {
			if (item.at("/details/note").asString().equals(text)) {
				ids.add(item.get("_id").asString());
			}
		});
		return ids;
	}

	private HttpResponse<String> note(String who, String key, String text) throws Exception {
		return send(form(who, key, body(text)));
	}

	private String body(String text) {
		return "document_type=User&document=" + this.patient + "&note=" + text.replace(" ", "%20");
	}

	private HttpRequest.Builder form(String who, String key, String body) {
		HttpRequest.Builder request = request(ENTRIES, who).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body));
		return (key != null) ? request.header("Idempotency-Key", key) : request;
	}

}
