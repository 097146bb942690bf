package example.vault;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.LegalHold;
import dev.revtrail.LegalHolds;
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.retention.Purge;
import jakarta.persistence.EntityManagerFactory;
import org.awaitility.Awaitility;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class VaultApplicationTests {

	private static final Actor BOB = Actor.user("bob");

	private static final Action SEAL_BROKEN = new Action("SEAL_BROKEN");

	private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private LetterService letters;

	@Autowired
	private ChangeLog log;

	@Autowired
	private EventLog events;

	@Autowired
	private LegalHolds holds;

	@Autowired
	private Purge purge;

	@Autowired
	private ChangeContext context;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private EntityManagerFactory entities;

	@Autowired
	private Clock clock;

	private RecordRef letter;

	@BeforeEach
	void write() {
		this.letter = new RecordRef("LETTER", String.valueOf(this.letters.write("Dear Ann", "red")));
	}

	@Test
	void hibernateChecksForNullsItself() {
		assertThat(ClassUtils.isPresent("jakarta.validation.Validation", null)).isFalse();
		assertThat(
				this.entities.unwrap(SessionFactoryImplementor.class).getSessionFactoryOptions().isCheckNullability())
			.isTrue();
	}

	@Test
	void anEventOfTheHostsOwnIsRecordedAloneJoinedAndLater() {
		this.events.recordAlone(List.of(broken("alone")));
		this.transaction.executeWithoutResult((status) -> this.events.record(broken("joined")));
		this.events.recordLater(broken("later"));

		await(SEAL_BROKEN, 3);
		assertThat(entries(SEAL_BROKEN)).extracting((entry) -> entry.data().get("reason"))
			.containsExactlyInAnyOrder("alone", "joined", "later");
	}

	@Test
	void aNoteIsRecorded() {
		Caller auditor = new Caller(BOB, Scope.everything(), Set.of(Caller.AUDIT_NOTE));

		assertThat(this.log.note(auditor, this.letter, "Read twice.")).isPresent();
		assertThat(entries(Action.NOTE)).hasSize(1);
	}

	@Test
	void aMaskedValueThatIsRevealedIsRecorded() {
		Caller auditor = new Caller(BOB, Scope.everything(), Set.of("SEALS"));

		this.log.page(ChangeQuery.in(Scope.everything()).record(this.letter).revealedTo(auditor), 0, 10);

		await(Action.REVEAL, 1);
	}

	@Test
	void aProtectedRecordIsReadAndTheReadIsRecorded() throws Exception {
		signIn("secret");

		assertThat(send("GET", "/letters/" + this.letter.id()).body()).isEqualTo("Dear Ann");
		await(Action.VIEW, 1);
	}

	@ParameterizedTest
	@CsvSource({ "torn, 500", "unwanted, 409" })
	void aChangeThatRollsBackIsAnAttempt(String text, int status) throws Exception {
		signIn("secret");

		assertThat(send("PUT", "/letters/" + this.letter.id() + "?text=" + text).statusCode()).isEqualTo(status);
		await(Action.UPDATE.failed(), 1);
	}

	@Test
	void aJobThatRollsBackIsAnAttempt() {
		this.context.runAs(BOB, "job", () -> this.transaction.executeWithoutResult((status) -> {
			this.letters.change(Long.parseLong(this.letter.id()), "Dear Bob");
			status.setRollbackOnly();
		}));

		await(Action.UPDATE.failed(), 1);
	}

	@Test
	void aRequestForNoRecordIsAnAttempt() throws Exception {
		signIn("secret");
		this.letter = new RecordRef("LETTER", "999999");

		assertThat(send("PUT", "/letters/999999?text=x").statusCode()).isEqualTo(404);
		await(Action.UPDATE.failed(), 1);
	}

	@Test
	void aChangeKnowsTheStatusOfItsRequest() throws Exception {
		signIn("secret");

		assertThat(send("PUT", "/letters/" + this.letter.id() + "?text=x").statusCode()).isEqualTo(200);
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(entries(Action.UPDATE).get(0).revision().request().status()).isEqualTo(200));
	}

	@Test
	void signingInAndOutAndFailingToIsRecorded() throws Exception {
		this.letter = RecordRef.none(RecordRef.APPLICATION);
		int failed = entries(Action.SIGN_IN.failed()).size();
		int in = entries(Action.SIGN_IN).size();
		int out = entries(Action.SIGN_OUT).size();

		signIn("wrong");
		signIn("secret");
		send("POST", "/logout");

		await(Action.SIGN_IN.failed(), failed + 1);
		assertThat(entries(Action.SIGN_IN)).hasSize(in + 1);
		assertThat(entries(Action.SIGN_OUT)).hasSize(out + 1);
	}

	@Test
	void aPasswordThatComesWithEachRequestSignsInOnceUntilItIsUnused() throws Exception {
		this.letter = RecordRef.none(RecordRef.APPLICATION);
		int failed = entries(Action.SIGN_IN.failed()).size();
		int in = entries(Action.SIGN_IN).size();

		for (int i = 0; i < 3; i++) {
			assertThat(sendWithPassword("secret")).isEqualTo(200);
		}
		assertThat(sendWithPassword("wrong")).isEqualTo(401);
		assertThat(entries(Action.SIGN_IN)).hasSize(in + 1);
		await(Action.SIGN_IN.failed(), failed + 1);

		((VaultClock) this.clock).advance(Duration.ofMinutes(31));
		assertThat(sendWithPassword("secret")).isEqualTo(200);
		assertThat(entries(Action.SIGN_IN)).hasSize(in + 2);
	}

	private int sendWithPassword(String password) throws Exception {
		String credential = Base64.getEncoder().encodeToString(("ann:" + password).getBytes(StandardCharsets.UTF_8));
		HttpRequest request = HttpRequest.newBuilder(uri("/v1/change-log-entries"))
			.header("Authorization", "Basic " + credential)
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
	}

	@Test
	void deniedAccessIsRecorded() throws Exception {
		this.letter = RecordRef.none(RecordRef.APPLICATION);
		signIn("secret");

		assertThat(send("GET", "/closed").statusCode()).isEqualTo(403);
		await(Action.ACCESS_DENIED, 1);
	}

	@Test
	void readsAndExportsOfTheLogAreRecorded() throws Exception {
		signIn("secret");

		assertThat(send("GET", "/v1/change-log-entries").statusCode()).isEqualTo(200);
		assertThat(send("GET", "/v1/change-log-entries/export?format=csv").statusCode()).isEqualTo(200);

		Awaitility.await().untilAsserted(() -> {
			assertThat(ofType(RecordRef.CHANGE_LOG, Action.VIEW)).isNotEmpty();
			assertThat(ofType(RecordRef.CHANGE_LOG, Action.EXPORT)).isNotEmpty()
				.allSatisfy((entry) -> assertThat(entry.outcome()).isEqualTo(Outcome.SUCCESS));
		});
	}

	@Test
	void aLegalHoldIsPlacedAndLifted() {
		LegalHold hold = this.holds.place(BOB, LegalHold.Subject.record(this.letter), "A claim.");
		assertThat(this.holds.lift(BOB, hold.id(), "Settled.")).isPresent();

		assertThat(ofType(LegalHolds.RECORD_TYPE, LegalHolds.PLACED)).hasSize(1);
		assertThat(ofType(LegalHolds.RECORD_TYPE, LegalHolds.LIFTED)).hasSize(1);
	}

	@Test
	void aPurgeIsRecorded() {
		((VaultClock) this.clock).advance(Duration.ofDays(800));

		assertThat(this.purge.run().removed()).isPositive();
		assertThat(ofType("PURGE", new Action("PURGE"))).isNotEmpty();
	}

	private Event broken(String reason) {
		return Event.of(SEAL_BROKEN, this.letter).with("reason", reason);
	}

	private void await(Action action, int count) {
		Awaitility.await().untilAsserted(() -> assertThat(entries(action)).hasSize(count));
	}

	private List<ChangeEntry> entries(Action action) {
		return this.log
			.page(ChangeQuery.in(Scope.everything()).record(this.letter).actions(action), 0, 50)
			.entries();
	}

	private List<ChangeEntry> ofType(String type, Action action) {
		return this.log
			.page(ChangeQuery.in(Scope.everything()).recordTypes(type).actions(action), 0, 50)
			.entries();
	}

	private void signIn(String password) throws Exception {
		this.http.send(HttpRequest.newBuilder(uri("/login"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("username=ann&password=" + password))
			.build(), BodyHandlers.discarding());
	}

	private HttpResponse<String> send(String method, String path) throws Exception {
		return this.http.send(HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody()).build(),
				BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
