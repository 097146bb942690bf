package dev.clinic.security;

import java.net.HttpCookie;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.clinic.RunningClinic;
import dev.clinic.Visitor;
import dev.clinic.record.Role;
import dev.clinic.people.User;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Recording;
import dev.revtrail.Scope;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * People who sign in by the form, and what their session's cookie opens.
 */
@Tag("h2")
@TestPropertySource(properties = { "test.database.of=SignInTests", "revtrail.events.failed-sign-ins=1000" })
class SignInTests extends RunningClinic {

	private static final String HOME = "/audit-log";

	private static final String DATA = "/audit-log/data/settings";

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ChangeLog log;

	@Autowired
	private Recording recording;

	private Visitor visitor;

	@BeforeEach
	void openBrowser() {
		givePasswords();
		this.visitor = new Visitor(base());
	}

	@Test
	void signingInLeadsToThePageAndItsCookieOpensThePagesData() throws Exception {
		HttpResponse<String> answer = this.visitor.signIn("owner@acme.example", PASSWORD);

		assertThat(this.visitor.destination(answer)).isEqualTo(HOME);
		assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(200);
	}

	@Test
	void anAddressSignsInHoweverItIsSpelt() throws Exception {
		HttpResponse<String> answer = this.visitor.signIn(" Owner@ACME.example ", PASSWORD);

		assertThat(this.visitor.destination(answer)).isEqualTo(HOME);
	}

	@Test
	void whoIsSignedOutComesBackToTheVeryAddress() throws Exception {
		String wanted = "/audit-log?type=USER&user=a%2Bb%20c&note=%C3%A9%26&x";
		HttpResponse<String> asked = this.visitor.open(wanted);
		assertThat(this.visitor.destination(asked)).isEqualTo("/sign-in");
		assertThat(this.visitor.follow(asked).statusCode()).isEqualTo(200);

		this.visitor.signIn("owner@acme.example", "wrong");
		HttpResponse<String> answer = this.visitor.signIn("owner@acme.example", PASSWORD);

		assertThat(this.visitor.destination(answer)).isEqualTo(wanted);
		assertThat(this.visitor.destination(this.visitor.signIn("owner@acme.example", PASSWORD))).isEqualTo(HOME);
	}

	@Test
	void theWayToTheFormIsRelativeFromEveryDepth() throws Exception {
		assertThat(this.visitor.open(HOME).headers().firstValue("Location")).contains("./sign-in");
		HttpResponse<String> deeper = this.visitor.open("/audit-log/some/where?x=1");
		assertThat(deeper.headers().firstValue("Location")).contains("./../../sign-in");
		assertThat(this.visitor.destination(deeper)).isEqualTo("/sign-in");
		assertThat(this.visitor.destination(this.visitor.signIn("owner@acme.example", PASSWORD)))
			.isEqualTo("/audit-log/some/where?x=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost/api/users", "http://localhost//other.example/", "nonsense",
			"http://other.example/audit-logs" })
	void anAddressOfAnotherPageIsNotTheWayBack(String planted) throws Exception {
		this.visitor.plant("REDIRECT_URI",
				Base64.getEncoder().encodeToString(planted.getBytes(StandardCharsets.UTF_8)));

		assertThat(this.visitor.destination(this.visitor.signIn("owner@acme.example", PASSWORD))).isEqualTo(HOME);
	}

	@Test
	void theRootLeadsToThePage() throws Exception {
		assertThat(this.visitor.destination(this.visitor.open("/"))).isEqualTo(HOME);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/audit-log/data/entries", "/audit-log/data/entries?type=USER", "/audit-log/data/nothing" })
	void dataIsRefusedInTheContractsFormAndNotByARedirect(String path) throws Exception {
		for (HttpResponse<String> answer : List.of(this.visitor.fetch(path), this.visitor.open(path))) {
			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(json(answer).propertyNames()).containsExactly("hint", "arg_errors");
		}
		assertThat(this.visitor.fetch(HOME).statusCode()).isEqualTo(401);
		assertThat(this.visitor.session()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/api/users", "/api", "/v1/change-log-entries", "/v1/records/USER?id=1", "/v1/openapi.json",
					"/v1/admin/audit-log", "/acme/live/audit", "/audit-logs", "/AUDIT-LOG/data/settings", "/nowhere" })
	void theCookieOpensNothingElse(String path) throws Exception {
		this.visitor.signIn("owner@acme.example", PASSWORD);
		assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(200);

		assertThat(this.visitor.fetch(path).statusCode()).isEqualTo(401);
		assertThat(this.visitor.open(path).statusCode()).isEqualTo(401);
		assertThat(this.visitor.send(this.visitor.request(path).POST(BodyPublishers.ofString("{}"))).statusCode())
			.isEqualTo(401);
	}

	@Test
	void theCookieOpensNoGraphQl() throws Exception {
		this.visitor.signIn("owner@acme.example", PASSWORD);

		HttpResponse<String> answer = this.visitor.send(this.visitor.request("/graphql")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"query\": \"{ auditLog { total_count } }\"}")));

		assertThat(answer.statusCode()).isEqualTo(401);
	}

	@Test
	void cookiesAreKeptFromScriptsAndOtherSites() throws Exception {
		HttpResponse<String> page = this.visitor.open("/sign-in");
		HttpResponse<String> arrival = this.visitor.signIn("owner@acme.example", PASSWORD);

		assertThat(page.headers().allValues("Set-Cookie")).singleElement()
			.satisfies((cookie) -> assertThat(cookie).startsWith("XSRF-TOKEN="));
		assertThat(arrival.headers().allValues("Set-Cookie"))
			.anySatisfy((cookie) -> assertThat(cookie).startsWith("JSESSIONID=").doesNotContain("Expires"));
		assertThat(Stream.of(page, arrival)
			.flatMap((answer) -> answer.headers().allValues("Set-Cookie").stream())
			.filter((cookie) -> !cookie.contains("Expires")))
			.allSatisfy((cookie) -> assertThat(cookie).contains("; HttpOnly")
				.contains("; SameSite=Lax")
				.contains("; Path=/")
				.doesNotContain("Secure"));
	}

	@Test
	void requestsOfPeopleWhoHaveNotSignedInBeginNoSession() throws Exception {
		for (String path : List.of(HOME, HOME + "?type=USER", HOME + "/assets/x/none.js", "/sign-in", "/sign-out", "/",
				DATA)) {
			this.visitor.open(path);
			this.visitor.fetch(path);
		}
		this.visitor.signIn("owner@acme.example", "wrong");

		assertThat(this.visitor.session()).isEmpty();
	}

	@Test
	void theSessionGetsAnotherIdWhenSomebodySignsIn() throws Exception {
		this.visitor.signIn("owner@acme.example", PASSWORD);
		HttpCookie before = this.visitor.session().orElseThrow();
		this.visitor.signIn("admin@acme.example", PASSWORD);
		assertThat(this.visitor.session().orElseThrow().getValue()).isNotEqualTo(before.getValue());

		HttpResponse<String> planted = send(request(DATA).header("Cookie", "JSESSIONID=" + before.getValue()));

		assertThat(planted.statusCode()).isEqualTo(401);
	}

	@Test
	void aSessionThatSomebodyElseChoseIsNone() throws Exception {
		HttpResponse<String> page = send(request("/sign-in").header("Cookie", "JSESSIONID=0123456789ABCDEF"));

		assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).doesNotContain("0123456789ABCDEF");
		assertThat(send(request("/sign-in;jsessionid=0123456789ABCDEF")).statusCode()).isEqualTo(400);
	}

	@Test
	void aFormWithoutItsTokenIsShownAgain() throws Exception {
		String form = "email=owner%40acme.example&password=" + PASSWORD;
		this.visitor.open("/sign-in");
		for (String token : List.of("", "wrong", new Visitor(base()).token(new Visitor(base()).open("/sign-in")))) {
			HttpResponse<String> answer = this.visitor.post("/sign-in", token, form);

			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).contains("role=\"alert\"", "expired");
			assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(401);
		}

		String fresh = this.visitor.token(this.visitor.post("/sign-in", "", form));
		assertThat(this.visitor.destination(this.visitor.post("/sign-in", fresh, form))).isEqualTo(HOME);
	}

	@Test
	void theTokenOfBeforeIsWorthNothingAfter() throws Exception {
		String before = this.visitor.token(this.visitor.open("/sign-in"));
		this.visitor.signIn("owner@acme.example", PASSWORD);

		HttpResponse<String> answer = this.visitor.post("/sign-out", before, "");

		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("action=\"sign-out\"");
		assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(200);
	}

	@Test
	void thePagesDataTakesNoFormsFromElsewhere() throws Exception {
		this.visitor.signIn("owner@acme.example", PASSWORD);

		assertThat(this.visitor.post("/audit-log/data/entries", "", "").statusCode()).isEqualTo(403);
		assertThat(send(request("/audit-log/data/entries", "owner").POST(BodyPublishers.noBody())).statusCode())
			.isEqualTo(405);
	}

	@Test
	void signingOutIsAskedForAndEndsTheSession() throws Exception {
		this.visitor.signIn("owner@acme.example", PASSWORD);
		HttpCookie session = this.visitor.session().orElseThrow();
		HttpResponse<String> asked = this.visitor.open("/sign-out");
		assertThat(asked.body()).contains("owner@acme.example");
		assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(200);

		HttpResponse<String> answer = this.visitor.post("/sign-out", this.visitor.token(asked), "");

		assertThat(this.visitor.destination(answer)).isEqualTo("/sign-in?signed-out");
		assertThat(this.visitor.follow(answer).body()).contains("You are signed out.");
		assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(401);
		assertThat(send(request(DATA).header("Cookie", "JSESSIONID=" + session.getValue())).statusCode())
			.isEqualTo(401);
		assertThat(this.visitor.destination(this.visitor.open("/sign-out"))).isEqualTo("/sign-in");
	}

	@Test
	void signingInAndOutIsKept() throws Exception {
		RecordRef owner = userAt("owner@acme.example");
		this.visitor.signIn("owner@acme.example", PASSWORD);
		this.visitor.post("/sign-out", this.visitor.token(this.visitor.open("/sign-out")), "");

		for (Action action : List.of(Action.SIGN_IN, Action.SIGN_OUT)) {
			ChangeEntry entry = newest(action);
			assertThat(entry.record()).isEqualTo(owner);
			assertThat(entry.organizationId()).isEqualTo("acme");
			assertThat(entry.revision().actor().email()).isEqualTo("owner@acme.example");
		}
	}

	@Test
	void everyFailedSignInHasTheSameMessage() throws Exception {
		User gone = this.users.save(new User("acme", Role.OWNER, "gone@acme.example", "Some", "Body"));
		this.users.save(new User("acme", Role.OWNER, "without@acme.example", "Some", "Body"));
		givePasswords();
		this.jdbc.sql("update users set active = false where id = ?").param(gone.getId()).update();
		this.jdbc.sql("update users set password_hash = null where email = 'without@acme.example'").update();
		Map<String, String> attempts = Map.of("owner@acme.example", "wrong", "nobody@acme.example", PASSWORD,
				"gone@acme.example", PASSWORD, "patient@acme.example", PASSWORD, "without@acme.example", PASSWORD, "",
				PASSWORD, "provider@acme.example", "");
		for (Map.Entry<String, String> attempt : attempts.entrySet()) {
			HttpResponse<String> answer = this.visitor.signIn(attempt.getKey(), attempt.getValue());

			assertThat(this.visitor.destination(answer)).as(attempt.getKey()).isEqualTo("/sign-in?failed");
			ChangeEntry failed = newest(Action.SIGN_IN.failed());
			assertThat(failed.revision().actor()).isEqualTo(Actor.ANONYMOUS);
			assertThat(failed.data()).containsEntry("user_name", attempt.getKey())
				.containsEntry("reason", "BadCredentials");
			assertThat(failed.record())
				.isEqualTo(Set.of("owner@acme.example", "provider@acme.example").contains(attempt.getKey())
						? userAt(attempt.getKey()) : RecordRef.none("USER"));
		}
		assertThat(this.visitor.open("/sign-in?failed").body()).contains("role=\"alert\"", "Error: Sign in");
		assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(401);
	}

	@Test
	void guessingEndsAfterTenAttempts() throws Exception {
		this.users.save(new User("acme", Role.OWNER, "guessed@acme.example", "Some", "Body"));
		givePasswords();
		for (String email : List.of("guessed@acme.example", "guessed@nowhere.example")) {
			for (int i = 0; i < SignInAttempts.MOST; i++) {
				assertThat(this.visitor.destination(this.visitor.signIn(email, "guess" + i)))
					.isEqualTo("/sign-in?failed");
			}
			long kept = count(failures());

			HttpResponse<String> answer = this.visitor.signIn(email.toUpperCase(), PASSWORD);

			assertThat(this.visitor.destination(answer)).isEqualTo("/sign-in?too-many");
			assertThat(this.visitor.follow(answer).body()).contains("Wait 15 minutes");
			assertThat(count(failures())).isEqualTo(kept + 1);
			assertThat(newest(Action.SIGN_IN.failed()).data()).containsEntry("reason", "TooManyAttempts");
		}
		assertThat(this.visitor.destination(this.visitor.signIn("admin@acme.example", PASSWORD))).isEqualTo(HOME);
	}

	@Test
	void whoWasSwitchedOffOrDemotedIsSoAtTheNextRequest() throws Exception {
		User leaver = this.users.save(new User("acme", Role.OWNER, "leaver@acme.example", "Some", "Body"));
		givePasswords();
		this.visitor.signIn("leaver@acme.example", PASSWORD);
		assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(200);

		this.jdbc.sql("update users set role = 'PROVIDER' where id = ?").param(leaver.getId()).update();
		assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(403);
		this.jdbc.sql("update users set role = 'ADMIN' where id = ?").param(leaver.getId()).update();
		assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(200);
		this.jdbc.sql("update users set active = false where id = ?").param(leaver.getId()).update();
		assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(401);
		assertThat(this.visitor.destination(this.visitor.open(HOME))).isEqualTo("/sign-in");
	}

	@ParameterizedTest
	@ValueSource(strings = { "auditor", "provider" })
	void whoMayNotSeeThePageIsKnownButRefused(String who) throws Exception {
		HttpResponse<String> answer = this.visitor.signIn(who + "@acme.example", PASSWORD);

		assertThat(this.visitor.destination(answer)).isEqualTo(HOME);
		assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(403);
	}

	@Test
	void aKeyOpensThePageWithoutASession() throws Exception {
		HttpResponse<String> answer = get(DATA, "owner");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();

		HttpResponse<String> refused = send(
				request(HOME).header("Authorization", "Bearer no-such-key").header("Accept", "text/html"));
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void aKeyCountsBeforeTheCookie() throws Exception {
		this.visitor.signIn("owner@acme.example", PASSWORD);

		assertThat(keyed("demo-provider-key")).isEqualTo(403);
		assertThat(keyed("no-such-key")).isEqualTo(401);
		assertThat(this.visitor.fetch(DATA).statusCode()).isEqualTo(200);
	}

	private int keyed(String key) throws Exception {
		return this.visitor.send(this.visitor.request(DATA).header("Authorization", "Bearer " + key)).statusCode();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sign-in?continue=https://evil.example/", "/sign-in?redirect=//evil.example",
			"/audit-log/..%2f..%2f/evil.example", "//evil.example/audit-log", "/audit-log//evil.example",
			"/audit-log/%2f%2fevil.example", "/audit-log/%5cevil.example" })
	void nothingLeadsElsewhere(String path) throws Exception {
		this.visitor.open(path);

		HttpResponse<String> answer = this.visitor.signIn("owner@acme.example", PASSWORD);

		assertThat(this.visitor.destination(answer)).isEqualTo(HOME);
	}

	@Test
	void aSpoofedHostLeadsNowhere() throws Exception {
		String answer = raw("GET", "/audit-log HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nX:", "none");

		assertThat(answer).doesNotContain("evil.example");
	}

	@Test
	void thePagesLoadNothingButTheirStyleAndSayNothingOfWhoAsked() throws Exception {
		HttpResponse<String> page = this.visitor.open("/sign-in?failed&email=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");

		assertThat(page.body()).doesNotContain("<script", "<style", "style=", "alert(1)");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'")
			.doesNotContain("unsafe");
		assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
		assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
		for (String file : List.of("/sign-in.css", "/favicon.svg")) {
			assertThat(new Visitor(base()).fetch(file).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void anAddressSignsInToOneOrganizationOnly() {
		this.users.save(new User("globex", Role.OWNER, "Owner@acme.example", "Some", "Body"));

		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(this::givePasswords);
		this.jdbc.sql("delete from users where email = 'Owner@acme.example'").update();
	}

	private RecordRef userAt(String email) {
		return new RecordRef("USER",
				this.jdbc.sql("select id from users where email = ?").param(email).query(String.class).single());
	}

	private long count(ChangeQuery query) {
		awaitRecords();
		return this.log.count(query);
	}

	/** Failed sign-ins are recorded in the background. */
	private void awaitRecords() {
		Awaitility.await().until(() -> this.recording.pending() == 0);
	}

	private ChangeEntry newest(Action action) {
		awaitRecords();
		return this.log.page(ChangeQuery.in(Scope.everything()).actions(action), 0, 1).entries().get(0);
	}

	private static ChangeQuery failures() {
		return ChangeQuery.in(Scope.everything()).actions(Action.SIGN_IN.failed());
	}

}
