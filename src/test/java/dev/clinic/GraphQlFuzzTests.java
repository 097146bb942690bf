package dev.clinic;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contract 4 under random requests from its own schema, valid and invalid ones: every
 * response is GraphQL's and reveals no internals. {@code fuzz.requests} sets their
 * number, {@code fuzz.seed} the seed.
 */
class GraphQlFuzzTests extends GraphQlClinic {

	private static final Pattern INSIDE = Pattern.compile(
			"(?i)\\b(select|insert|update|delete)\\b.{1,200}\\b(from|into|set)\\b|sql|jdbc|hibernate|\\b(org|java|jakarta|dev|graphql|tools)\\.[a-z]+\\."
					+ "|Exception|StackTrace|\\b(String|Int|Float|Enum|Boolean|Null|Array|Object|Variable)(Value|Reference)\\b|HashMap|ArrayList");

	@Test
	void answersEveryRequest() throws Exception {
		found();
		long seed = Long.getLong("fuzz.seed", 1);
		int requests = Integer.getInteger("fuzz.requests", 1500);
		List<GraphQlFuzz> generators = List.of(new GraphQlFuzz(served("2026-01-01"), seed),
				new GraphQlFuzz(served(OLDER), seed));
		int executed = 0;
		for (int i = 0; i < requests; i++) {
			GraphQlFuzz generator = generators.get(i % 2);
			String body = generator.body();
			HttpRequest.Builder request = request("/graphql",
					generator.oneOf("owner", "north", "globex", "provider", "stranger"))
				.header("Content-Type", generator.seldom() ? "text/plain" : "application/json")
				.header("Accept", generator.oneOf("application/json", "application/graphql-response+json"))
				.header("Healthie-GraphQL-API-Version", (i % 2 == 0) ? "2026-01-01" : OLDER)
				.POST(BodyPublishers.ofString(body));
			executed += check(send(request), "Request " + i + " of seed " + seed + ": " + body);
		}
		assertThat(executed).as("requests that were answered by data").isGreaterThan(requests / 20);
	}

	private int check(HttpResponse<String> answer, String request) {
		assertThat(answer.statusCode()).as(request).isLessThan(500);
		JsonNode body = json(answer);
		assertThat(body.propertyNames()).as(request).isNotEmpty().isSubsetOf("data", "errors");
		for (JsonNode error : body.path("errors")) {
			assertThat(code(error)).as(request)
				.isIn("BAD_USER_INPUT", "UNAUTHENTICATED", "FORBIDDEN", "REQUEST_REFUSED");
			assertThat(INSIDE.matcher(error.get("message").asString()).results().map((match) -> match.group()))
				.as("%s%n%s", request, error)
				.isEmpty();
		}
		return (body.path("data").isObject() && !body.has("errors")) ? 1 : 0;
	}

	private String served(String version) throws Exception {
		return send(request("/graphql/schema").header("Healthie-GraphQL-API-Version", version)).body();
	}

}
