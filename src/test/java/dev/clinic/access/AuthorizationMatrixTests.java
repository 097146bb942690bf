package dev.clinic.access;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.clinic.RunningClinic;
import dev.clinic.Visitor;
import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.clinic.security.ApiKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every handler of the clinic, by its own mappings, with every method and every kind of
 * caller, and with paths that are spelt in ways which others have been fooled by. No
 * database has a say in that, so one has to do; what it does have a say in is in
 * {@link TenantMatrixTests}.
 */
@Tag("h2")
@TestPropertySource(properties = "test.database.of=AuthorizationMatrixTests")
class AuthorizationMatrixTests extends RunningClinic {

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"PAINT");

	/** What reading the log over GraphQL takes, whose path anybody may ask. */
	private static final String GRAPHQL = "can_view_audit_log";

	/** What the contracts give to each caller; none where the caller is not known. */
	private static final Map<String, Set<String>> CALLERS = new TreeMap<>(Map.of("owner",
			Set.of("RECORDS_READ", "RECORDS_WRITE", "ADMINISTER", "API_KEYS_WRITE", "AUDIT_READ", "AUDIT_NOTE",
					"AUDIT_EXPORT", "AUDIT_PAGE", "platform:admin", GRAPHQL),
			"north",
			Set.of("RECORDS_READ", "RECORDS_WRITE", "ADMINISTER", "API_KEYS_WRITE", "AUDIT_READ", "AUDIT_NOTE",
					"AUDIT_EXPORT", "AUDIT_PAGE", "platform:admin", GRAPHQL),
			"globex",
			Set.of("RECORDS_READ", "RECORDS_WRITE", "ADMINISTER", "API_KEYS_WRITE", "AUDIT_READ", "AUDIT_NOTE",
					"AUDIT_EXPORT", "AUDIT_PAGE", "platform:admin", GRAPHQL),
			"admin",
			Set.of("RECORDS_READ", "RECORDS_WRITE", "ADMINISTER", "AUDIT_READ", "AUDIT_NOTE", "AUDIT_EXPORT",
					"AUDIT_PAGE", "platform:admin", GRAPHQL),
			"auditor", Set.of("AUDIT_READ", "AUDIT_EXPORT", GRAPHQL), "provider",
			Set.of("RECORDS_READ", "RECORDS_WRITE", "AUDIT_NOTE"), "patient", Set.of()));

	/** One for each set of authorities that differs much. */
	private static final Set<String> ROLES = Set.of("owner", "auditor", "provider", "patient");

	private static final Set<String> STRANGERS = new TreeSet<>(Set.of("nobody", "unknown", "revoked"));

	@Autowired
	private ApplicationContext context;

	@Autowired
	private ApiKeys issuer;

	/** So many send requests at once, as each waits for its answer. */
	private static final int SENDERS = 4;

	private final List<String> wrong = new CopyOnWriteArrayList<>();

	private final AtomicInteger cells = new AtomicInteger();

	private @Nullable String revoked;

	@BeforeEach
	void revoke() {
		if (this.revoked == null) {
			ApiKeys.Issued issued = this.issuer
				.issue(this.users.save(new User("acme", Role.OWNER, "leaver@acme.example", "Some", "Body")), "old");
			this.issuer.rotate(issued.apiKey().getId());
			this.revoked = issued.key();
		}
	}

	@BeforeEach
	void startOver() {
		this.wrong.clear();
		this.cells.set(0);
	}

	@Test
	void everyHandlerHasARule() {
		assertThat(Handlers.patternsOf(this.context)).hasSizeGreaterThan(50)
			.contains("/v1/change-log-entries/{id}", "/api/{repository}/{id}", "/api/appointments/{id}/cancel")
			.allSatisfy((pattern) -> assertThat(Rule.of(pattern)).as(pattern).isPresent());
	}

	@Test
	void aHandlerWithoutADecisionHasNone() {
		assertThat(Rule.of("/v1/secrets")).isEmpty();
		assertThat(Rule.of("/v1/records/{type}/secrets")).isEmpty();
		assertThat(Rule.of("/api/appointments/{id}/steal")).isEmpty();
	}

	@Test
	void noCellIsWrong() throws Exception {
		List<Callable<@Nullable Void>> rows = new ArrayList<>();
		for (String pattern : Handlers.patternsOf(this.context)) {
			Rule rule = Rule.of(pattern).orElseThrow();
			for (String repository : pattern.contains("{repository}") ? Rule.repositories() : Set.of("")) {
				Rule specific = pattern.startsWith("/api/{repository}") ? rule.in(repository) : rule;
				String path = pattern.replace("{repository}", repository)
					.replace("{tenant}", "acme")
					.replace("{instance}", "live")
					.replaceAll("\\{[a-zA-Z]+}", "999999")
					.replace("/**", "/no/such");
				for (String method : METHODS) {
					rows.add(() -> check(method, path, specific.takes(method), false));
				}
				for (String spelling : spellings(path)) {
					rows.add(() -> check("GET", spelling, specific.takes("GET"), true));
					rows.add(() -> check("POST", spelling, specific.takes("POST"), true));
				}
			}
		}
		send(rows);
		assertThat(this.wrong).as("wrong of " + this.cells + " cells").isEmpty();
		assertThat(this.cells).hasValueGreaterThan(5000);
	}

	@Test
	void theLogOverGraphQlTakesItsAuthority() throws Exception {
		for (String version : List.of("2026-01-01", "2025-07-31", "2024-11-01", "2024-06-01")) {
			for (String field : List.of("auditLog", "auditEvents")) {
				for (String stranger : STRANGERS) {
					askForLog(version, field, stranger, 401);
				}
				for (Map.Entry<String, Set<String>> caller : CALLERS.entrySet()) {
					askForLog(version, field, caller.getKey(), caller.getValue().contains(GRAPHQL) ? 200 : 403);
				}
			}
		}
		assertThat(this.wrong).as("wrong of " + this.cells + " cells").isEmpty();
	}

	private void askForLog(String version, String field, String who, int status) throws Exception {
		String path = "/graphql?query=%7B" + field + "%7B__typename%7D%7D";
		HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(base() + "/graphql"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"{" + field + "{__typename}}\"}"));
		for (HttpRequest.Builder request : List.of(post, HttpRequest.newBuilder(URI.create(base() + path)))) {
			int answered = send(by(who, request.header("Healthie-GraphQL-API-Version", version))).statusCode();
			expect(answered == status, request.build().method(), path + " of " + version, who, answered);
		}
	}

	@Test
	void aSessionOpensThePageAndNothingElse() throws Exception {
		givePasswords();
		Map<String, Integer> withoutSession = new ConcurrentHashMap<>();
		List<Callable<@Nullable Void>> strangers = new ArrayList<>();
		List<Callable<@Nullable Void>> visitors = new ArrayList<>();
		for (String pattern : Handlers.patternsOf(this.context)) {
			for (String method : METHODS) {
				strangers.add(() -> {
					withoutSession.put(method + " " + pattern, status(method, someRecord(pattern), "nobody"));
					return null;
				});
			}
		}
		for (String who : List.of("owner", "admin", "auditor", "provider")) {
			visitors.add(() -> visit(who, withoutSession));
		}
		send(strangers);
		send(visitors);
		assertThat(this.wrong).as("wrong of " + this.cells + " cells").isEmpty();
		assertThat(this.cells).hasValueGreaterThan(2000);
	}

	private @Nullable Void visit(String who, Map<String, Integer> withoutSession) throws Exception {
		Visitor visitor = new Visitor(base());
		visitor.signIn(who + "@acme.example", PASSWORD);
		assertThat(visitor.fetch("/audit-log/data/settings").statusCode()).isIn(200, 403);
		for (String pattern : Handlers.patternsOf(this.context)) {
			String path = someRecord(pattern);
			for (String method : METHODS) {
				int status = visitor
					.send(visitor.request(path)
						.header("Sec-Fetch-Site", "same-origin")
						.method(method, HttpRequest.BodyPublishers.noBody()))
					.statusCode();
				expect(Rule.isForSessions(pattern) ? isRight(pattern, method, who, status)
						: status == withoutSession.get(method + " " + pattern), method, path, "the session of " + who,
						status);
			}
		}
		return null;
	}

	private static String someRecord(String pattern) {
		return pattern.replace("/**", "/no/such").replaceAll("\\{[a-zA-Z]+}", "999999");
	}

	private static void send(List<Callable<@Nullable Void>> requests) throws Exception {
		ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
		try {
			for (Future<@Nullable Void> answered : senders.invokeAll(requests)) {
				answered.get();
			}
		}
		finally {
			senders.shutdownNow();
		}
	}

	private static boolean isRight(String pattern, String method, String who, int status) {
		boolean reads = Set.of("GET", "HEAD", "OPTIONS").contains(method);
		boolean may = reads && (Set.of("owner", "admin").contains(who)
				|| Set.of(Rule.KNOWN, Rule.ANYBODY).contains(Rule.of(pattern).orElseThrow().takes(method)));
		return may ? status != 401 && status != 403 && status < 500 : status == 403;
	}

	private static List<String> spellings(String path) {
		int last = path.lastIndexOf('/') + 1;
		String letter = (last < path.length()) ? "%%%02x".formatted((int) path.charAt(last)) : "";
		return List.of(path + "/none/below", path + "/", "/" + path, path + "//", path + ";x=1", path + "%2f..%2fx",
				path + "/%2e%2e/x",
				path.substring(0, last) + letter + path.substring(Math.min(last + 1, path.length())),
				path.toUpperCase(Locale.ROOT), path + "%00", path + ".json");
	}

	private @Nullable Void check(String method, String path, String authority, boolean misspelt) throws Exception {
		for (String stranger : misspelt ? Set.of("nobody") : STRANGERS) {
			int status = status(method, path, stranger);
			boolean open = authority.equals(Rule.ANYBODY) && status < 500 && status != 403;
			boolean form = authority.equals(Rule.FORM) && stranger.equals("nobody") && status == 403;
			expect(open || form || status == 401 || (misspelt && status == 400), method, path, stranger, status);
		}
		for (Map.Entry<String, Set<String>> caller : CALLERS.entrySet()) {
			if (misspelt && !ROLES.contains(caller.getKey())) {
				continue;
			}
			int status = status(method, path, caller.getKey());
			boolean may = authority.equals(Rule.KNOWN) || authority.equals(Rule.ANYBODY)
					|| caller.getValue().contains(authority);
			if (misspelt) {
				expect(may ? status < 500 : Set.of(400, 403, 404, 405).contains(status), method, path, caller.getKey(),
						status);
			}
			else {
				expect(may ? status != 401 && status != 403 && status < 500 : status == 403, method, path,
						caller.getKey(), status);
			}
		}
		return null;
	}

	private void expect(boolean right, String method, String path, String who, int status) {
		this.cells.incrementAndGet();
		if (!right) {
			this.wrong.add(method + " " + path + " by " + who + ": " + status);
		}
	}

	private int status(String method, String path, String who) throws Exception {
		return send(by(who,
				HttpRequest.newBuilder(URI.create(base() + path)).method(method, HttpRequest.BodyPublishers.noBody())))
			.statusCode();
	}

	private HttpRequest.Builder by(String who, HttpRequest.Builder request) {
		if (who.equals("revoked")) {
			request.header("Authorization", "Bearer " + this.revoked);
		}
		else if (!who.equals("nobody")) {
			request.header("Authorization", "Bearer demo-" + who + "-key");
		}
		return request;
	}

}
