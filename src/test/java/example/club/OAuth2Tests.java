package example.club;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.Function;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.revtrail.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log behind an OAuth2 resource server: a token that is not wholly right is none.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.config.name=club", "spring.jpa.hibernate.ddl-auto=create", "spring.flyway.enabled=false",
				"revtrail.schema.initialize=always", "revtrail.events.denied-access=false",
				"revtrail.events.sign-ins=false", "revtrail.web.audit.enabled=true",
				"revtrail.web.admin-audit-log.enabled=true",
				"spring.security.oauth2.resourceserver.jwt.issuer-uri=" + IdentityProvider.ISSUER,
				"spring.security.oauth2.resourceserver.jwt.audiences=" + IdentityProvider.AUDIENCE })
@ContextConfiguration(initializers = TestDatabase.class)
class OAuth2Tests {

	private static final String ENTRIES = "/v1/change-log-entries";

	private static final IdentityProvider provider = new IdentityProvider();

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private EntityManager entities;

	@Autowired
	private TransactionTemplate transaction;

	@AfterAll
	static void close() {
		provider.close();
	}

	@DynamicPropertySource
	static void keys(DynamicPropertyRegistry registry) {
		registry.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", provider::keysAddress);
	}

	@BeforeEach
	void join() {
		this.transaction.executeWithoutResult((status) -> {
			for (String club : List.of("rowing", "chess")) {
				if (this.entities.find(Membership.class, club + "-1") == null) {
					this.entities.persist(new Membership(club + "-1", club));
				}
			}
		});
	}

	@Test
	void aGoodTokenReadsItsOwnOrganization() throws Exception {
		for (String club : List.of("rowing", "chess")) {
			JsonNode answer = ok(ENTRIES + "?attributes=documents", IdentityProvider.claims(club, "log.read"));
			assertThat(answer.get("items")).singleElement()
				.satisfies((item) -> assertThat(item.at("/documents/0").asString()).isEqualTo(club + "-1"));
		}
		assertThat(
				ok("/rowing/live/audit", IdentityProvider.claims("rowing", "log.read")).get("totalElements").intValue())
			.isOne();
		assertThat(get("/chess/live/audit", provider.issue(IdentityProvider.claims("rowing", "log.read"))).statusCode())
			.isEqualTo(404);
	}

	@Test
	void aTokenWithoutAnOrganizationReadsNothing() throws Exception {
		JWTClaimsSet.Builder claims = IdentityProvider.claims("rowing", "log.read").claim("club", null);
		assertThat(ok(ENTRIES, claims).get("item_count").intValue()).isZero();
	}

	@Test
	void theHostsAuthoritiesAllowWhatItsMappingSays() throws Exception {
		String admin = "/v1/admin/audit-log";
		assertThat(get(ENTRIES, provider.issue(IdentityProvider.claims("rowing", "AUDIT_READ AUDIT_ALL"))).statusCode())
			.isEqualTo(403);
		assertThat(get(admin, provider.issue(IdentityProvider.claims("rowing", "log.read"))).statusCode())
			.isEqualTo(403);
		assertThat(ok(admin, IdentityProvider.claims("rowing", "openid log.operate")).get("total").intValue()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void aWrongTokenIsRefusedInTheContractsForm(Wrong wrong) throws Exception {
		String token = wrong.token.apply(IdentityProvider.claims("rowing", "log.read"));

		HttpResponse<String> entries = get(ENTRIES, token);
		assertThat(entries.statusCode()).isEqualTo(401);
		assertThat(json(entries).propertyNames()).containsExactly("hint", "arg_errors");
		assertThat(entries.headers().firstValue("WWW-Authenticate"))
			.hasValueSatisfying((challenge) -> assertThat(challenge).startsWith("Bearer"));

		HttpResponse<String> audit = get("/rowing/live/audit", token);
		assertThat(audit.statusCode()).isEqualTo(401);
		assertThat(json(audit).at("/0/errorCode").asString()).isEqualTo("NOT_VALID_JSON_WEB_TOKEN");

		HttpResponse<String> admin = get("/v1/admin/audit-log", token);
		assertThat(admin.statusCode()).isEqualTo(401);
		assertThat(json(admin).get("error").asString()).isEqualTo("unauthenticated");
	}

	@Test
	void aCallerWithoutATokenIsRefusedAlike() throws Exception {
		HttpResponse<String> answer = send(HttpRequest.newBuilder(address(ENTRIES)));
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(json(answer).propertyNames()).containsExactly("hint", "arg_errors");
	}

	private JsonNode ok(String path, JWTClaimsSet.Builder claims) throws Exception {
		HttpResponse<String> answer = get(path, provider.issue(claims));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return json(answer);
	}

	private HttpResponse<String> get(String path, String token) throws Exception {
		return send(HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + token));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private URI address(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return JsonMapper.shared().readTree(answer.body());
	}

	/**
	 * What may be wrong with a token.
	 */
	enum Wrong {

		SIGNED_BY_THE_PUBLIC_KEY_AS_A_SECRET((claims) -> provider.confused(claims, false)),

		SIGNED_BY_THE_ENCODED_PUBLIC_KEY_AS_A_SECRET((claims) -> provider.confused(claims, true)),

		UNSIGNED(IdentityProvider::unsigned),

		STRIPPED_OF_ITS_SIGNATURE((claims) -> provider.issue(claims).replaceAll("[^.]*$", "")),

		OF_ANOTHER_ISSUER((claims) -> provider.issue(claims.issuer("https://id.example.org"))),

		OF_NO_ISSUER((claims) -> provider.issue(claims.issuer(null))),

		FOR_ANOTHER_AUDIENCE((claims) -> provider.issue(claims.audience("club-shop"))),

		FOR_NO_AUDIENCE((claims) -> provider.issue(claims.audience((String) null))),

		EXPIRED((claims) -> provider.issue(claims.notBeforeTime(in(-600)).expirationTime(in(-300)))),

		NOT_YET_VALID((claims) -> provider.issue(claims.notBeforeTime(in(300)).expirationTime(in(600)))),

		OF_AN_UNKNOWN_KEY(provider::ofUnknownKey),

		FORGED_IN_THE_NAME_OF_OUR_KEY(provider::forged),

		TAMPERED_WITH((claims) -> tampered(provider.issue(claims))),

		NO_TOKEN_AT_ALL((claims) -> "token");

		private final Function<JWTClaimsSet.Builder, String> token;

		Wrong(Function<JWTClaimsSet.Builder, String> token) {
			this.token = token;
		}

		private static Date in(long seconds) {
			return Date.from(Instant.now().plusSeconds(seconds));
		}

		private static String tampered(String token) {
			String[] parts = token.split("\\.");
			String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
			assertThat(claims).contains("\"club\":\"rowing\"");
			parts[1] = Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(
						claims.replace("\"club\":\"rowing\"", "\"club\":\"chess\"").getBytes(StandardCharsets.UTF_8));
			return String.join(".", parts);
		}

	}

}
