package example.club;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A token signs its owner in with its first request.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.config.name=club", "spring.jpa.hibernate.ddl-auto=create", "spring.flyway.enabled=false",
				"revtrail.schema.initialize=always",
				"spring.security.oauth2.resourceserver.jwt.issuer-uri=" + IdentityProvider.ISSUER,
				"spring.security.oauth2.resourceserver.jwt.audiences=" + IdentityProvider.AUDIENCE })
@ContextConfiguration(initializers = TestDatabase.class)
class TokenSignInTests {

	private static final IdentityProvider provider = new IdentityProvider();

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private ChangeLog log;

	@AfterAll
	static void close() {
		provider.close();
	}

	@DynamicPropertySource
	static void keys(DynamicPropertyRegistry registry) {
		registry.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", provider::keysAddress);
	}

	@Test
	void eachTokenSignsInOnce() throws Exception {
		List<String> tokens = List.of(provider.issue(IdentityProvider.claims("rowing", "log.read")),
				provider.issue(IdentityProvider.claims("chess", "log.read")));

		for (int i = 0; i < 3; i++) {
			for (String token : tokens) {
				assertThat(read(token)).isEqualTo(200);
			}
		}
		assertThat(read(IdentityProvider.unsigned(IdentityProvider.claims("rowing", "log.read")))).isEqualTo(401);

		List<ChangeEntry> signIns = this.log
			.page(ChangeQuery.in(Scope.everything()).actions(Action.SIGN_IN).oldestFirst(), 0, 10)
			.entries();
		assertThat(signIns).extracting((entry) -> entry.revision().actor().organizationId())
			.containsExactly("rowing", "chess");
	}

	@Test
	void aTokenThatIsRefusedIsKept() throws Exception {
		assertThat(read("no-token")).isEqualTo(401);

		ChangeQuery failed = ChangeQuery.in(Scope.everything()).actions(Action.SIGN_IN.failed());
		Awaitility.await().untilAsserted(() -> assertThat(this.log.slice(failed, null, 10).entries()).isNotEmpty());
		assertThat(this.log.slice(failed.withUnsettled(), null, 10).entries()).allSatisfy((entry) -> {
			assertThat(entry.data()).containsExactly(Map.entry("reason", "InvalidBearerToken"));
			assertThat(entry.organizationId()).isNull();
			assertThat(entry.revision().actor()).isEqualTo(Actor.ANONYMOUS);
		});
	}

	private int read(String token) throws Exception {
		return this.http
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/v1/change-log-entries"))
				.header("Authorization", "Bearer " + token)
				.build(), BodyHandlers.discarding())
			.statusCode();
	}

}
