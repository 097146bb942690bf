package dev.clinic;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.revtrail.Action;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract 4 as GraphQL over HTTP asks: media types, statuses, GET, and who is let in.
 */
@Tag("h2")
class GraphQlOverHttpTests extends GraphQlClinic {

	private static final Path SCRIPTS = Path.of("src/test/node");

	private static final String TOTAL = "{ auditLog { total_count } }";

	@Autowired
	private ChangeLog log;

	@Test
	void passesThePublicAuditSuite() throws Exception {
		assertThat(which("node") && which("npm") || !"true".equals(System.getenv("CI")))
			.as("CI needs Node.js with npm, version 20 or later, for the audit suite of GraphQL over HTTP.")
			.isTrue();
		Assumptions.assumeTrue(which("node") && which("npm"),
				"Install Node.js with npm, version 20 or later, to run the audit suite of GraphQL over HTTP.");
		Path folder = Files.createDirectories(Path.of("target/node"));
		for (String file : List.of(".npmrc", "package.json", "package-lock.json", "audit.mjs")) {
			Files.copy(SCRIPTS.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
		}

		run(folder, "npm", "ci");
		run(folder, "node", "audit.mjs", base() + "/graphql");
	}

	private static boolean which(String program) throws InterruptedException {
		try {
			return new ProcessBuilder(program, "--version").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static void run(Path folder, String... command) throws IOException, InterruptedException {
		Path output = Files.createTempFile(folder, "output", ".txt");
		Process process = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("%s ends", List.of(command)).isTrue();
			assertThat(process.exitValue()).as(Files.readString(output)).isZero();
		}
		finally {
			process.destroyForcibly();
			Files.delete(output);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "application/json | application/json", "*/* | application/json",
			"application/* | application/json", "application/graphql-response+json | application/graphql-response+json",
			"application/graphql-response+json, application/json | application/graphql-response+json",
			"application/json, application/graphql-response+json | application/graphql-response+json",
			"application/json, application/graphql-response+json;q=0.9 | application/json",
			"application/json;q=0.1, */*;q=0.5 | application/graphql-response+json",
			"text/html, application/json;charset=utf-8 | application/json" })
	void answersInTheMediaTypeThatIsAccepted(String accept, String type) throws Exception {
		HttpResponse<String> answer = send(post(TOTAL).setHeader("Accept", accept));

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue(type + ";charset=utf-8");
		assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/json;q=0", "nonsense" })
	void refusesOtherMediaTypes(String accept) throws Exception {
		HttpResponse<String> answer = send(post(TOTAL).setHeader("Accept", accept));

		assertThat(answer.statusCode()).isEqualTo(406);
		assertThat(code(error(answer))).isEqualTo("REQUEST_REFUSED");
	}

	@Test
	void takesQueriesByGet() throws Exception {
		String query = "query One($n: Int) { auditLog(first: $n) { nodes { type } } } query Other { __typename }";
		HttpResponse<String> answer = get("/graphql?query=" + encoded(query) + "&operationName=One&variables="
				+ encoded("{\"n\": 2}") + "&extensions=" + encoded("{}"), "owner");

		assertThat(data(answer).at("/auditLog/nodes")).hasSize(2);
		assertThat(get("/graphql?query=" + encoded(TOTAL) + "&variables=&operationName=", "owner").statusCode())
			.isEqualTo(200);
		HttpResponse<String> head = send(
				request("/graphql?query=" + encoded(TOTAL), "owner").method("HEAD", BodyPublishers.noBody()));
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?variables={}", "?query=%7B__typename%7D&variables=x",
			"?query=%7B__typename%7D&variables=[]", "?query=%7B__typename%7D&query=%7B__typename%7D",
			"?query=%7B__typename%7D&other=1", "?query=%7B__typename%7D&variables=null" })
	void refusesOtherParameters(String parameters) throws Exception {
		HttpResponse<String> answer = get("/graphql" + parameters.replace("{}", "%7B%7D").replace("[]", "%5B%5D"),
				"owner");

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(code(error(answer))).isEqualTo("BAD_USER_INPUT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "null", "\"x\"", "7", "{}", "{\"query\": 7}", "{\"query\": null}",
			"{\"query\": \"{__typename}\", \"variables\": []}", "{\"query\": \"{__typename}\", \"variables\": \"{}\"}",
			"{\"query\": \"{__typename}\", \"operationName\": 7}", "{\"query\": \"{__typename}\", \"extensions\": 7}",
			"{\"query\": \"{__typename}\", \"query\": \"{__typename}\"}", "{\"query\": \"{__typename}\"} {}",
			"{\"query\": \"{__typename}\", \"querry\": \"\"}", "[{\"query\": \"{__typename}\"}]" })
	void refusesOtherBodies(String body) throws Exception {
		for (String accept : List.of("application/json", "application/graphql-response+json")) {
			HttpResponse<String> answer = send(request("/graphql", "owner").header("Content-Type", "application/json")
				.header("Accept", accept)
				.POST(BodyPublishers.ofString(body)));

			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
			assertThat(code(error(answer))).isEqualTo("BAD_USER_INPUT");
		}
	}

	@Test
	void saysThatThereAreNoBatches() throws Exception {
		assertThat(error(send(posted("[{\"query\": \"{__typename}\"}]", "owner"))).get("message").asString())
			.isEqualTo("The body takes one request, not a batch of them.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "text/plain", "application/graphql", "application/json;charset=iso-8859-1",
			"application/x-www-form-urlencoded", "application/json;charset=none" })
	void refusesOtherContent(String type) throws Exception {
		HttpRequest.Builder request = request("/graphql", "owner")
			.POST(BodyPublishers.ofString("{\"query\": \"{__typename}\"}"));
		HttpResponse<String> answer = send(type.isEmpty() ? request : request.header("Content-Type", type));

		assertThat(answer.statusCode()).isEqualTo(415);
		assertThat(code(error(answer))).isEqualTo("REQUEST_REFUSED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{ nothing }", "mutation { auditLog { total_count } }",
			"subscription { auditLog { total_count } }", "query A { __typename } query B { __typename }",
			"type X { a: Int }", "", "{ auditLog { ...F } } fragment F on AuditEventPaginationConnection { ...F }" })
	void theStatusShowsThatARequestFailedWithTheMediaTypeOfGraphQl(String query) throws Exception {
		HttpResponse<String> own = send(posted(query, Map.of(), "owner"));
		HttpResponse<String> json = send(post(query).setHeader("Accept", "application/json"));

		assertThat(own.statusCode()).as(own.body()).isEqualTo(400);
		assertThat(json.statusCode()).as(json.body()).isEqualTo(200);
		assertThat(own.body()).isEqualTo(json.body());
		assertThat(json(own).get("errors")).isNotEmpty()
			.allSatisfy((error) -> assertThat(code(error)).isEqualTo("BAD_USER_INPUT"));
		assertThat(json(own).has("data")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "PATCH", "DELETE", "PROPFIND" })
	void takesNothingButReading(String method) throws Exception {
		for (String path : List.of("/graphql", "/graphql/schema")) {
			String answer = raw(method, path, "owner");

			assertThat(answer).startsWith("HTTP/1.1 405").contains("Allow: GET, HEAD, ").contains("REQUEST_REFUSED");
		}
	}

	@Test
	void reportsItsMethods() throws Exception {
		HttpResponse<String> answer = send(request("/graphql").method("OPTIONS", BodyPublishers.noBody()));

		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, POST, OPTIONS");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "'' | 401 | UNAUTHENTICATED", "stranger | 401 | UNAUTHENTICATED",
			"provider | 403 | FORBIDDEN", "patient | 403 | FORBIDDEN" })
	void rejectsReadersWithoutAccess(String who, int status, String code) throws Exception {
		for (String accept : List.of("application/json", "application/graphql-response+json")) {
			for (String query : List.of(TOTAL, "{ __typename x: auditLog { total_count } }",
					"{ ...F } fragment F on Query { ... { auditLog { total_count } } }")) {
				HttpResponse<String> answer = send(posted(query, Map.of(), who).setHeader("Accept", accept));

				assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
				assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).isIn(accept + ";charset=utf-8",
						"application/json");
				assertThat(code(error(answer))).isEqualTo(code);
				assertThat(json(answer).has("data")).isFalse();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic demo-owner-key", "Bearer demo-owner-key" })
	void takesKeysAsTheVendorDoes(String authorization) throws Exception {
		HttpResponse<String> answer = send(posted(TOTAL, Map.of(), "").header("Authorization", authorization)
			.header("AuthorizationSource", "API")
			.header("AuthorizationShard", "any"));

		assertThat(data(answer).at("/auditLog/total_count").intValue()).isPositive();
	}

	@Test
	void aBadKeyIsRejectedForEveryQuery() throws Exception {
		HttpResponse<String> answer = send(posted("{ __typename }", Map.of(), "stranger"));

		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"clinic\"");
		assertThat(code(error(answer))).isEqualTo("UNAUTHENTICATED");
	}

	@Test
	void thatTheLogWasReadIsAnEventOfItsOwn() throws Exception {
		String id = "read" + System.nanoTime();
		String query = "query($id: ID) { auditLog(resource_id: $id) { total_count } }";
		send(posted(query, Map.of("id", id), "owner"));

		ChangeQuery reads = ChangeQuery.in(Scope.organization("acme")).recordTypes(RecordRef.CHANGE_LOG);
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.log.slice(reads, null, 50).entries()).anySatisfy((read) -> {
				assertThat(read.action()).isEqualTo(Action.VIEW);
				assertThat(read.data()).containsEntry("operation", query + "\n{\"id\":\"" + id + "\"}");
				assertThat(read.data().get("query")).asString().contains("\"record_ids\":[\"" + id + "\"]");
			}));
	}

	@Test
	void showsItsSchemaWithoutAKey() throws Exception {
		assertThat(ask("{ __schema { queryType { name } } }", "").at("/__schema/queryType/name").asString())
			.isEqualTo("Query");
		assertThat(ask("{ __typename }", "provider").at("/__typename").asString()).isEqualTo("Query");
		HttpResponse<String> text = send(request("/graphql/schema"));
		assertThat(text.statusCode()).isEqualTo(200);
		assertThat(text.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
	}

	private HttpRequest.Builder post(String query) {
		return posted(query, Map.of(), "owner").setHeader("Accept", "application/json");
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
