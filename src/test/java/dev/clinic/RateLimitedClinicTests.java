package dev.clinic;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.clinic.people.User;
import dev.clinic.security.ApiKeys;
import dev.revtrail.Action;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Scope;
import dev.revtrail.SettableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
@Import(RateLimitedClinicTests.StandingClock.class)
@TestPropertySource(properties = { "revtrail.web.rate-limit.requests=4", "revtrail.web.rate-limit.period=60s" })
class RateLimitedClinicTests extends RunningClinic {

	private static final String AUDIT = "/acme/live/audit";

	private static final String ADMIN = "/v1/admin/audit-log";

	@Autowired
	private SettableClock clock;

	@Autowired
	private ApiKeys issuer;

	@Autowired
	private ChangeLog log;

	@BeforeEach
	void waitForTheNextWindow() {
		this.clock.advance(Duration.ofMinutes(1));
	}

	@ParameterizedTest
	@CsvSource({ "GET,'',owner,200", "GET,?page=0,owner,400", "GET,'',stranger,401", "GET,'',provider,403",
			"GET,/8000000000000001,owner,404", "GET,/a/b,owner,404", "DELETE,'',owner,405", "PATCH,/a,owner,405",
			"OPTIONS,'',owner,200", "HEAD,'',owner,200", "POST,'',owner,400" })
	void everyResponseSaysWhatIsLeft(String method, String rest, String who, int status) throws Exception {
		HttpResponse<String> answer = send(
				request(ENTRIES + rest, who).method(method, HttpRequest.BodyPublishers.noBody()));

		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(header(answer, "X-CareHQ-RateLimit-Limit")).isEqualTo(4);
		assertThat(header(answer, "X-CareHQ-RateLimit-Remaining")).isEqualTo(3);
		assertThat(header(answer, "X-CareHQ-RateLimit-Reset")).isEqualTo(windowEnd());
		assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
	}

	@Test
	void requestsThatSecurityDoesNotEvenReadSayItToo() throws Exception {
		String answer = raw("GET", ENTRIES + "//x", "owner");
		assertThat(answer).startsWith("HTTP/1.1 400").contains("X-CareHQ-RateLimit-Remaining: 3", "\"hint\"");
	}

	@Test
	void whoHasUsedItUpIsRefusedInTheFormOfEachContract() throws Exception {
		for (String path : List.of(ENTRIES, AUDIT, ADMIN, "/v1/records/User?id=1")) {
			assertThat(get(path, "owner").statusCode()).isIn(200, 404);
		}
		this.clock.advance(Duration.ofSeconds(17));

		HttpResponse<String> entries = refused(ENTRIES);
		assertThat(json(entries).propertyNames()).containsExactly("hint", "arg_errors");
		assertThat(header(entries, "X-CareHQ-RateLimit-Limit")).isEqualTo(4);
		assertThat(header(entries, "X-CareHQ-RateLimit-Remaining")).isZero();
		assertThat(header(entries, "X-CareHQ-RateLimit-Reset")).isEqualTo(windowEnd());
		assertThat(json(refused(AUDIT)).at("/0/errorCode").asString()).isEqualTo("TOO_MANY_REQUESTS");
		assertThat(json(refused(ADMIN)).get("error").asString()).isEqualTo("rate_limited");
		assertThat(json(refused("/v1/records/User?id=1")).get("hint").asString()).contains("Too many requests");

		this.clock.advance(Duration.ofSeconds(43));
		assertThat(get(ENTRIES, "owner").statusCode()).isEqualTo(200);
	}

	@Test
	void anotherSpellingOfAPathIsThePath() throws Exception {
		for (int i = 0; i < 4; i++) {
			assertThat(get("/v1/%63hange%2Dlog-entries", "owner").statusCode()).isEqualTo(200);
		}
		refused("/%761/change-log-entries");
	}

	@Test
	void everyKeyHasALimitOfItsOwn() throws Exception {
		User owner = this.users.findAll()
			.stream()
			.filter((user) -> user.getEmail().equals("owner@acme.example"))
			.findFirst()
			.orElseThrow();
		ApiKeys.Issued second = this.issuer.issue(owner, "second");
		useUp("owner");
		assertThat(get(ENTRIES, "admin").statusCode()).isEqualTo(200);
		assertThat(send(request(ENTRIES).header("Authorization", "Bearer " + second.key())).statusCode())
			.isEqualTo(200);
		refused(ENTRIES);
	}

	@Test
	void strangersAreCountedByTheirAddressAlone() throws Exception {
		for (int i = 0; i < 4; i++) {
			assertThat(get(ENTRIES, "stranger-" + i).statusCode()).isEqualTo(401);
		}
		HttpResponse<String> answer = get(AUDIT, "stranger-5");
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(json(answer).at("/0/errorCode").asString()).isEqualTo("TOO_MANY_REQUESTS");
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(send(request(ENTRIES)).statusCode()).isEqualTo(429);
		assertThat(get(ENTRIES, "owner").statusCode()).isEqualTo(200);
	}

	@Test
	void eachReadOfAnOperationCounts() throws Exception {
		String query = "/graphql?query=%7Ba:auditLog%7Btotal_count%7Db:auditLog%7Btotal_count%7Dc:auditLog%7Btotal_count%7D%7D";
		HttpResponse<String> first = get(query, "owner");
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(json(first).has("errors")).isFalse();
		assertThat(header(first, "X-CareHQ-RateLimit-Remaining")).isOne();

		HttpResponse<String> second = get(query, "owner");
		assertThat(json(second).at("/errors/0/message").asString()).isEqualTo("Too many requests; try again later.");
		assertThat(json(second).at("/data/a/total_count").isMissingNode()).isTrue();
		assertThat(header(second, "X-CareHQ-RateLimit-Remaining")).isZero();
		assertThat(second.headers().firstValue("Retry-After")).isPresent();
		refused(ENTRIES);
	}

	@Test
	void whoIsRefusedIsKeptOnceAnHour() throws Exception {
		useUp("owner");
		refused(ENTRIES);
		refused(ENTRIES);
		this.clock.advance(Duration.ofMinutes(1));
		useUp("owner");
		refused(ENTRIES);

		ChangeQuery throttled = ChangeQuery.in(Scope.organization("acme")).actions(Action.THROTTLED);
		Awaitility.await().untilAsserted(() -> assertThat(this.log.count(throttled)).isOne());
	}

	@Test
	void whatIsNoContractIsNotLimited() throws Exception {
		useUp("owner");
		HttpResponse<String> answer = get("/api/users", "owner");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().map().keySet())
			.noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("ratelimit"));
	}

	private void useUp(String who) throws Exception {
		for (int i = 0; i < 4; i++) {
			assertThat(get(ENTRIES, who).statusCode()).isEqualTo(200);
		}
	}

	private HttpResponse<String> refused(String path) throws Exception {
		HttpResponse<String> answer = get(path, "owner");
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(header(answer, "Retry-After")).isEqualTo(windowEnd() - this.clock.instant().getEpochSecond());
		return answer;
	}

	private long windowEnd() {
		return Math.floorDiv(this.clock.instant().getEpochSecond(), 60) * 60 + 60;
	}

	private static long header(HttpResponse<String> answer, String name) {
		return Long.parseLong(answer.headers().firstValue(name).orElseThrow());
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class StandingClock {

		@Bean
		SettableClock clock() {
			return new SettableClock(Instant.parse("2030-02-22T10:00:00Z"));
		}

	}

}
