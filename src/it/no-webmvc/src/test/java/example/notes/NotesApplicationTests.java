package example.notes;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import dev.revtrail.Scope;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class NotesApplicationTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private ChangeLog log;

	@Test
	void servletsAreThereAndSpringMvcIsNot() {
		assertThat(ClassUtils.isPresent("jakarta.servlet.Servlet", null)).isTrue();
		assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null)).isFalse();
	}

	@Test
	void aChangeHasItsRequest() throws Exception {
		String id = send("POST", "/notes?text=one").body();
		HttpResponse<String> change = send("PUT", "/notes/" + id + "?text=two");

		ChangeEntry entry = entries(id).get(0);
		assertThat(entry.changes()).containsExactly(new FieldChange.Value("text", "one", "two", true));
		assertThat(entry.revision().actor()).isEqualTo(Actor.user("bob"));
		assertThat(entry.revision().requestId()).isNotNull()
			.isEqualTo(change.headers().firstValue("X-Request-Id").orElseThrow());
		Awaitility.await().untilAsserted(() -> {
			Revision.Request request = entries(id).get(0).revision().request();
			assertThat(request.method()).isEqualTo("PUT");
			assertThat(request.path()).isEqualTo("/notes/" + id);
			assertThat(request.status()).isEqualTo(202);
		});
	}

	@Test
	void aChangeThatRollsBackIsAnAttempt() throws Exception {
		String id = send("POST", "/notes?text=one").body();

		assertThat(send("PUT", "/notes/" + id + "?text=").statusCode()).isEqualTo(500);
		Awaitility.await()
			.untilAsserted(() -> assertThat(entries(id)).extracting(ChangeEntry::action)
				.containsExactly(Action.UPDATE.failed(), Action.CREATE));
	}

	@Test
	void aReadIsRecorded() throws Exception {
		String id = send("POST", "/notes?text=one").body();

		assertThat(send("GET", "/notes/" + id).body()).isEqualTo("one");
		assertThat(entries(id).get(0).action()).isEqualTo(Action.VIEW);
	}

	@Test
	void nothingOfTheLogIsServed() throws Exception {
		assertThat(send("GET", "/v1/change-log-entries").statusCode()).isEqualTo(404);
	}

	private List<ChangeEntry> entries(String id) {
		return this.log.page(ChangeQuery.in(Scope.everything()).record(new RecordRef("NOTE", id)), 0, 10).entries();
	}

	private HttpResponse<String> send(String method, String path) throws Exception {
		return this.http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, BodyPublishers.noBody())
			.build(), BodyHandlers.ofString());
	}

}
