package example.surgery;

import java.net.CookieManager;
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
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.Recording;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who signs in and out, who fails to, and who is turned away.
 */
@SpringBootTest(classes = SurgeryApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.config.name=surgery", "spring.application.name=surgery",
				"spring.jpa.hibernate.ddl-auto=create", "spring.flyway.enabled=false",
				"revtrail.schema.initialize=always" })
@ContextConfiguration(initializers = TestDatabase.class)
class SignInTests {

	private static final RecordRef ANN = new RecordRef("USER", "7");

	private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	@LocalServerPort
	private int port;

	@Autowired
	private ChangeLog log;

	@Autowired
	private Recording recording;

	@Test
	void signingInAndOutIsKept() throws Exception {
		int before = entries(Action.SIGN_IN).size();
		post("/login", "username=ann&password=secret");
		post("/logout", "");

		ChangeEntry in = entries(Action.SIGN_IN).get(0);
		assertThat(entries(Action.SIGN_IN)).hasSize(before + 1);
		assertThat(in.record()).isEqualTo(ANN);
		assertThat(in.revision().actor().name()).isEqualTo("Ann");
		assertThat(in.organizationId()).isEqualTo("surgery");
		assertThat(in.eventType()).isEqualTo("surgery.user.signed_in");
		assertThat(entries(Action.SIGN_OUT).get(0).record()).isEqualTo(ANN);
	}

	@Test
	void aFailedSignInIsKeptWithTheAccountThatItWasAimedAt() throws Exception {
		post("/login", "username=ann&password=wrong");
		ChangeEntry failed = entries(Action.SIGN_IN.failed()).get(0);
		assertThat(failed.record()).isEqualTo(ANN);
		assertThat(failed.outcome()).isEqualTo(Outcome.FAILURE);
		assertThat(failed.revision().actor()).isEqualTo(Actor.ANONYMOUS);
		assertThat(failed.data()).containsEntry("user_name", "ann").containsEntry("reason", "BadCredentials");

		post("/login", "username=" + "x".repeat(500) + "&password=wrong");
		ChangeEntry stranger = entries(Action.SIGN_IN.failed()).get(0);
		assertThat(stranger.record()).isEqualTo(RecordRef.none("USER"));
		assertThat(stranger.data().get("user_name").toString()).hasSize(128);
		assertThat(stranger.data().toString()).doesNotContain("wrong");
	}

	@Test
	void whoIsTurnedAwayByAFilterIsKept() throws Exception {
		assertThat(send(HttpRequest.newBuilder(uri("/staff"))).statusCode()).isEqualTo(302);
		post("/login", "username=ann&password=secret");
		assertThat(send(HttpRequest.newBuilder(uri("/staff"))).statusCode()).isEqualTo(403);

		List<ChangeEntry> denied = Awaitility.await()
			.until(() -> entries(Action.ACCESS_DENIED), (entries) -> !entries.isEmpty());
		assertThat(denied).hasSize(1);
		assertThat(denied.get(0).revision().actor().id()).isEqualTo("7");
		assertThat(denied.get(0).revision().request().path()).isEqualTo("/staff");
	}

	private List<ChangeEntry> entries(Action action) {
		Awaitility.await().until(() -> this.recording.pending() == 0);
		return this.log.page(ChangeQuery.in(Scope.everything()).actions(action), 0, 50).entries();
	}

	private void post(String path, String form) throws Exception {
		send(HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
