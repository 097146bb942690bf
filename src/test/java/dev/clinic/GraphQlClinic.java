package dev.clinic;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clinic, asked over GraphQL.
 */
abstract class GraphQlClinic extends RunningClinic {

	static final String OLDER = "2024-06-01";

	/** Posts a query as a caller with a key, or without one. */
	HttpRequest.Builder posted(String query, Map<String, ?> variables, String who) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("query", query);
		body.put("variables", variables);
		return posted(JsonMapper.shared().writeValueAsString(body), who);
	}

	HttpRequest.Builder posted(String body, String who) {
		HttpRequest.Builder request = who.isEmpty() ? request("/graphql") : request("/graphql", who);
		return request.header("Content-Type", "application/json")
			.header("Accept", "application/graphql-response+json")
			.POST(BodyPublishers.ofString(body));
	}

	JsonNode ask(String query) throws Exception {
		return ask(query, "owner");
	}

	/** The data of an answer without errors. */
	JsonNode ask(String query, String who) throws Exception {
		return data(send(posted(query, Map.of(), who)));
	}

	JsonNode askOlder(String query) throws Exception {
		return data(send(posted(query, Map.of(), "owner").header("Healthie-GraphQL-API-Version", OLDER)));
	}

	JsonNode data(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		JsonNode body = json(answer);
		assertThat(body.has("errors")).as(answer.body()).isFalse();
		return body.get("data");
	}

	/** The field auditLog of an answer without errors. */
	JsonNode auditLog(String argumentsAndSelection) throws Exception {
		return ask("{ auditLog" + argumentsAndSelection + " }").get("auditLog");
	}

	/** The only error of an answer. */
	JsonNode error(HttpResponse<String> answer) {
		JsonNode errors = json(answer).path("errors");
		assertThat(errors).as(answer.body()).hasSize(1);
		return errors.get(0);
	}

	static String code(JsonNode error) {
		return error.at("/extensions/code").asString();
	}

	static List<String> texts(JsonNode list, String field) {
		return list.valueStream().map((item) -> item.at(field).asString()).toList();
	}

}
