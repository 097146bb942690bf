package dev.clinic.security;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.clinic.RunningClinic;
import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.revtrail.ChangeLog;
import dev.revtrail.SettledLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Requests to the feed that wait are let in again with each look: by the key and the user
 * as they are then, but with a nonce that is taken once.
 */
@Tag("h2")
class FeedAccessTests extends RunningClinic {

	private static final String WAIT = "/v1/feed?after=now&wait=20";

	private final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	private ApiKeys issuer;

	@Autowired
	private ChangeLog log;

	@Autowired
	@Qualifier("revtrailWaitingRequests")
	private Object waiting;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whoHasAKeyIsAnsweredSignedOrNot(boolean signed) throws Exception {
		ApiKeys.Issued key = key("tail-" + signed);
		var answer = wait(signed ? SignedRequest.of("GET", "/v1/feed")
			.with("after", "now")
			.with("wait", "20")
			.build(base(), key.key(), key.secret()) : waitingWith(key));
		this.users.save(new User("globex", Role.PATIENT, "far-" + signed + "@globex.example", "Some", "Body"));

		String email = "near-" + signed + "@acme.example";
		User user = this.users.save(new User("acme", Role.PATIENT, email, "Some", "Body"));

		HttpResponse<String> found = answer.get(20, TimeUnit.SECONDS);
		assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
		assertThat(json(found).get("items").size()).isOne();
		assertThat(json(found).at("/items/0/documents/0").asString()).isEqualTo(String.valueOf(user.getId()));
	}

	@Test
	void aKeyThatIsRotatedWhileItWaitsIsRefused() throws Exception {
		ApiKeys.Issued key = key("rotated-tail");
		var answer = wait(waitingWith(key));

		this.issuer.rotate(Objects.requireNonNull(key.apiKey().getId()));

		HttpResponse<String> refused = answer.get(20, TimeUnit.SECONDS);
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(json(refused).get("hint").asString()).isEqualTo("The API key is not valid.");
	}

	@Test
	void aUserWhoMayNoLongerReadTheLogIsRefused() throws Exception {
		ApiKeys.Issued key = key("moved-tail");
		var answer = wait(waitingWith(key));

		change(key.apiKey().getUser().getId(), (user) -> user.changeRole(Role.PROVIDER));

		HttpResponse<String> refused = answer.get(20, TimeUnit.SECONDS);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(json(refused).propertyNames()).containsExactly("hint", "arg_errors");
	}

	private ApiKeys.Issued key(String name) {
		return this.issuer
			.issue(this.users.save(new User("acme", Role.AUDITOR, name + "@acme.example", "Some", "Body")), name);
	}

	private HttpRequest.Builder waitingWith(ApiKeys.Issued key) {
		return request(WAIT).header("Authorization", "Bearer " + key.key());
	}

	/** Sends a request and returns once it waits. */
	private CompletableFuture<HttpResponse<String>> wait(HttpRequest.Builder request) {
		// Else what made its key may be the first that it gets
		SettledLog.await(this.log);
		var answer = this.client.sendAsync(request.build(), BodyHandlers.ofString());
		await().until(() -> Integer.valueOf(1).equals(ReflectionTestUtils.invokeMethod(this.waiting, "size")));
		return answer;
	}

}
