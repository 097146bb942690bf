package dev.clinic.openapi;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Pattern;

import dev.clinic.RunningClinic;
import dev.clinic.openapi.RequestGenerator.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random requests of the OpenAPI document: none makes the server fail, each is answered
 * in JSON and as documented, and no error reveals how the application is made.
 */
@TestPropertySource(properties = { "test.database.of=FuzzTests", "revtrail.web.rate-limit.requests=10000000" })
class FuzzTests extends RunningClinic {

	private static final long SEED = Long.getLong("fuzz.seed", 1);

	private static final int REQUESTS = Integer.getInteger("fuzz.requests", 1000);

	private static final int CALLERS = 4;

	private static final Pattern INSIDES = Pattern.compile("(?i)\\b(org|java|jakarta|tools|com|dev)\\.[a-z]+\\.[a-z]"
			+ "|exception|stack ?trace|\\bsql|hibernate|jdbc|h2database|mysql|postgres|revtrail_|_aud\\b|querydsl|jackson"
			+ "|\\bselect\\b.+\\bfrom\\b|\\binsert\\b.+\\binto\\b");

	/**
	 * What the server answers where a path is such that the application never sees it.
	 */
	private static final String MALFORMED = "{\"hint\":\"The request is malformed.\",\"arg_errors\":null}";

	private final HttpClient http = HttpClient.newHttpClient();

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicIntegerArray statuses = new AtomicIntegerArray(6);

	private final List<String> wrong = new CopyOnWriteArrayList<>();

	@Test
	void noRequestIsAnsweredWrong() throws Exception {
		ApiDocument document = new ApiDocument(json(get("/v1/openapi.json", "owner")));
		RequestGenerator generator = new RequestGenerator(document, known(), SEED);
		ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
		try {
			for (Future<?> caller : callers.invokeAll(Collections.nCopies(CALLERS, () -> call(generator)))) {
				caller.get();
			}
		}
		finally {
			callers.shutdownNow();
		}
		assertThat(this.wrong).as("wrong answers from seed " + SEED).isEmpty();
		assertThat(this.statuses.get(2)).as("requests that were right").isGreaterThan(REQUESTS / 10);
		assertThat(this.statuses.get(4)).as("requests that were wrong").isGreaterThan(REQUESTS / 10);
	}

	private @Nullable Void call(RequestGenerator generator) throws IOException, InterruptedException {
		while (this.sent.getAndIncrement() < REQUESTS && this.wrong.size() < 10) {
			Request request = generator.next();
			Answer answer = send(request);
			this.statuses.incrementAndGet(answer.status() / 100);
			check(request, answer).ifPresent((reason) -> this.wrong
				.add(reason + "\n  " + request + "\n  " + answer.status() + " " + answer.body()));
		}
		return null;
	}

	@Test
	void anErrorThatRevealsTooMuchIsFound() {
		for (String body : List.of("{\"hint\": \"java.lang.IllegalStateException\"}",
				"{\"hint\": \"select e.id from entry e\"}", "{\"hint\": \"ORA-1: bad SQL grammar\"}")) {
			assertThat(INSIDES.matcher(body).find()).isTrue();
		}
	}

	private Optional<String> check(Request request, Answer answer) {
		if (answer.status() >= 500) {
			return Optional.of("The server failed.");
		}
		if (answer.status() >= 400 && INSIDES.matcher(answer.body()).find()) {
			return Optional.of("The error reveals how the application is made.");
		}
		if (request.method().equals("HEAD") || request.method().equals("OPTIONS")) {
			return Optional.empty();
		}
		boolean reached = request.isDocumented() && request.operation().statuses().contains(answer.status());
		if (answer.body().equals(MALFORMED)
				|| (reached && request.operation().answer(answer.status()).isMissingNode())) {
			return Optional.empty();
		}
		JsonNode body;
		try {
			body = json(answer.body());
		}
		catch (JacksonException ex) {
			return Optional.of("The answer is no JSON.");
		}
		if (!reached && answer.status() < 300) {
			return Optional.of("The answer has a status that the document does not.");
		}
		List<String> errors = reached ? request.operation().errors(answer.status(), body) : List.of();
		return errors.isEmpty() ? Optional.empty() : Optional.of("The answer is not as documented: " + errors);
	}

	private Answer send(Request request) throws IOException, InterruptedException {
		URI uri;
		try {
			uri = URI.create(base() + request.target());
		}
		catch (IllegalArgumentException ex) {
			return sendRaw(request);
		}
		HttpRequest.Builder built = HttpRequest.newBuilder(uri)
			.method(request.method(), (request.body() != null) ? HttpRequest.BodyPublishers.ofString(request.body())
					: HttpRequest.BodyPublishers.noBody());
		request.headers().forEach(built::header);
		HttpResponse<String> response = this.http.send(built.build(), HttpResponse.BodyHandlers.ofString());
		return new Answer(response.statusCode(), response.body());
	}

	/** Sends what the client would not; by HTTP/1.0, so that the body comes as it is. */
	private Answer sendRaw(Request request) throws IOException {
		byte[] body = String.valueOf(request.body()).getBytes(StandardCharsets.UTF_8);
		StringBuilder text = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.0\r\n");
		text.append("Host: localhost\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n");
		request.headers().forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.getOutputStream().write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().write(body);
			String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new Answer(Integer.parseInt(response.substring(9, 12)),
					response.substring(response.indexOf("\r\n\r\n") + 4));
		}
	}

	/** Things that there are, the caller's own and foreign ones. */
	private Map<String, List<String>> known() throws Exception {
		String user = String.valueOf(this.users.findAll().iterator().next().getId());
		JsonNode entry = json(get("/v1/records/User?id=" + user, "owner")).at("/items/0");
		String revision = entry.at("/revision/number").asString();
		String id = entry.get("_id").asString();
		String cursor = json(get(ENTRIES + "?after=&per_page=2", "owner")).get("next").asString();
		List<String> users = List.of(user, "3", "7", "987654321");
		List<String> types = List.of("User", "user", "API_KEY", "Organization", "appointment", "Ghost");
		return Map.ofEntries(Map.entry("id", List.of(user, id, "acme", "987654321")), Map.entry("type", types),
				Map.entry("number", List.of(revision, "1", "2", "987654321")),
				Map.entry("tenant", List.of("acme", "acme-north", "globex", "nobody")),
				Map.entry("instance", List.of("live", "live", "live", "test")), Map.entry("filters-documents", users),
				Map.entry("filters-patient", users), Map.entry("patient", users), Map.entry("filters-user", users),
				Map.entry("actorId", users), Map.entry("actor_id", users), Map.entry("entity_id", users),
				Map.entry("patientId", users), Map.entry("filters-ids", List.of(id, "8000000000000000")),
				Map.entry("after", List.of("", cursor)), Map.entry("wait", List.of("0", "1")),
				Map.entry("filters-document_types", types), Map.entry("entityType", types),
				Map.entry("entity_type", types), Map.entry("revision", List.of(revision, "1")),
				Map.entry("at_or_before", List.of(revision, "9223372036854775807")),
				Map.entry("from", List.of(revision, "0")), Map.entry("to", List.of(revision, "99")),
				Map.entry("filters-organization", List.of("acme", "globex")),
				Map.entry("action", List.of("CREATE", "UPDATE", "NOTE")),
				Map.entry("attributes", List.of("details", "user", "documents", "type", "created")));
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

	/**
	 * An answer.
	 *
	 * @param status its status
	 * @param body its body
	 */
	private record Answer(int status, String body) {

	}

}
