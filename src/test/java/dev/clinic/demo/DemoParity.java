package dev.clinic.demo;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.revtrail.Action;
import dev.revtrail.RecordType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads all entries of the demo data's owner through each contract, and compares them one
 * by one: who, when, which record, what happened, and every field from and to.
 */
final class DemoParity {

	private static final Map<String, String> TENSES = Map.of("created", "CREATE", "updated", "UPDATE", "deleted",
			"DELETE", "noted", "NOTE", "viewed", "VIEW", "printed", "PRINT", "signed_in", "SIGN_IN", "signed_out",
			"SIGN_OUT");

	private static final Map<String, String> TYPES = Map.of("ADDED", "CREATE", "UPDATED", "UPDATE", "DELETED", "DELETE",
			"NOTE", "NOTE");

	private static final Set<String> CHANGES = Set.of(Action.CREATE.name(), Action.UPDATE.name(), Action.DELETE.name());

	private static final JsonNode MASKED = JsonMapper.shared().readTree("{\"masked\":true}");

	private final HttpClient http = HttpClient.newHttpClient();

	private final String base;

	DemoParity(String base) {
		this.base = base;
	}

	/** Compares, and returns how many entries there were. */
	int compare() throws Exception {
		Map<String, Reported> audit = audit();
		assertThat(List.copyOf(adminAuditLog().entrySet())).isEqualTo(List.copyOf(audit.entrySet()));
		assertThat(List.copyOf(page().entrySet())).isEqualTo(List.copyOf(audit.entrySet()));
		changeLogEntries(audit);
		graphQl(audit);
		return audit.size();
	}

	private Map<String, Reported> audit() throws Exception {
		Map<String, Reported> reported = new LinkedHashMap<>();
		long pages = 1;
		for (int page = 0; page < pages; page++) {
			JsonNode answer = ok("/acme/live/audit?size=100&page=" + page);
			pages = answer.get("totalPages").longValue();
			answer.get("content")
				.forEach((item) -> reported.put(item.get("id").asString().substring(4),
						new Reported(item.get("timestamp").asString(), item.get("actorId").asString("nobody"),
								item.get("entityType").asString(), item.get("entityId").asString(""),
								item.get("action").asString(), item.get("changes"))));
		}
		return reported;
	}

	private Map<String, Reported> adminAuditLog() throws Exception {
		Map<String, Reported> reported = new LinkedHashMap<>();
		long total = 1;
		for (int offset = 0; offset < total; offset += 500) {
			JsonNode answer = ok("/v1/admin/audit-log?limit=500&offset=" + offset);
			total = answer.get("total").longValue();
			answer.get("rows").forEach((row) -> {
				String event = row.get("event_type").asString();
				String happened = event.substring(event.lastIndexOf('.') + 1);
				reported.put(row.get("id").asString(), new Reported(row.get("ts").asString(),
						row.get("actor_id").asString("nobody"),
						row.get("entity_type").asString().toUpperCase(Locale.ROOT), row.get("entity_id").asString(""),
						TENSES.getOrDefault(happened, happened.toUpperCase(Locale.ROOT)), row.at("/details/changes")));
			});
		}
		return reported;
	}

	private Map<String, Reported> page() throws Exception {
		Map<String, Reported> reported = new LinkedHashMap<>();
		String older = "";
		while (older != null) {
			JsonNode answer = ok("/audit-log/data/entries" + (older.isEmpty() ? "" : "?after=" + older));
			answer.get("entries")
				.forEach((item) -> reported.put(item.get("id").asString(),
						new Reported(item.get("time").asString(),
								item.at("/user/kind").asString().equals("anonymous") ? "nobody"
										: item.at("/user/id").asString(),
								item.get("type").asString(), item.get("record").asString(""),
								item.get("action").asString(), item.get("changes"))));
			older = answer.get("older").isNull() ? null : answer.get("older").asString();
		}
		return reported;
	}

	/** This contract sorts changes by whether something came, went or became another. */
	private void changeLogEntries(Map<String, Reported> audit) throws Exception {
		List<String> ids = new ArrayList<>();
		String next = "";
		while (next != null) {
			JsonNode answer = ok(
					"/v1/change-log-entries?sort_by=-_id&per_page=100&attributes=created&attributes=details"
							+ "&attributes=document_types&attributes=documents&attributes=type&after=" + next);
			for (JsonNode item : answer.get("items")) {
				String id = item.get("_id").asString();
				Reported other = audit.get(id);
				ids.add(id);
				assertThat(item.get("created").asString()).isEqualTo(other.time().substring(0, 19).replace('T', ' '));
				assertThat(item.at("/document_types/0").asString())
					.isEqualTo(new RecordType(other.type()).upperCamel());
				assertThat(item.at("/documents/0").asString()).isEqualTo(other.record());
				assertThat(TYPES.get(item.get("type").asString())).isEqualTo(other.action());
				details(item.get("details"), other.changes());
			}
			next = answer.get("next").isNull() ? null : answer.get("next").asString();
		}
		assertThat(ids).isEqualTo(audit.entrySet()
			.stream()
			.filter((reported) -> TYPES.containsValue(reported.getValue().action()))
			.map(Map.Entry::getKey)
			.toList());
	}

	private static void details(JsonNode details, JsonNode changes) {
		Set<String> fields = new TreeSet<>();
		for (String part : List.of("additions", "deletions", "updates")) {
			for (Map.Entry<String, JsonNode> field : details.path(part).properties()) {
				String name = field.getKey().replaceFirst("\\[.*", "");
				JsonNode change = changes.get(name);
				fields.add(name);
				if (!name.equals(field.getKey())) {
					String key = field.getKey().substring(name.length() + 1, field.getKey().length() - 1);
					assertThat(field.getValue().get("from")).isEqualTo(change.get("from").get(key));
					assertThat(field.getValue().get("to")).isEqualTo(change.get("to").get(key));
				}
				else if (isSingle(change)) {
					assertThat(field.getValue()).as(name).isEqualTo(switch (part) {
						case "additions" -> change.get("to");
						case "deletions" -> change.get("from");
						default -> change;
					});
				}
			}
		}
		assertThat(fields).isEqualTo(new TreeSet<>(changes.propertyNames()));
	}

	/**
	 * Returns whether a change is of a single value. Of collections and maps this
	 * contract reports the elements that joined, left and moved.
	 */
	private static boolean isSingle(JsonNode change) {
		return Stream.of(change.path("from"), change.path("to"))
			.allMatch((value) -> !value.isContainer() || value.equals(MASKED));
	}

	/** Compares GraphQL, which has only changes, no ids, and all values as texts. */
	private void graphQl(Map<String, Reported> audit) throws Exception {
		List<Reported> expected = audit.values()
			.stream()
			.filter((reported) -> CHANGES.contains(reported.action()))
			.toList();
		int index = 0;
		String after = "";
		while (after != null) {
			String query = "{ auditLog(first: 100" + (after.isEmpty() ? "" : ", after: \"" + after + "\"") + ") { "
					+ "total_count nodes { occurred_at acting_user { id } resource_name resource_id type "
					+ "resource_changes { field value_before_change value_after_change } } "
					+ "page_info { end_cursor has_next_page } } }";
			JsonNode connection = ok("/graphql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
				.at("/data/auditLog");
			assertThat(connection.get("total_count").intValue()).isEqualTo(expected.size());
			for (JsonNode event : connection.get("nodes")) {
				Reported other = expected.get(index++);
				assertThat(event.get("occurred_at").asString().substring(0, 19))
					.isEqualTo(other.time().substring(0, 19));
				assertThat(event.get("resource_name").asString()).isEqualTo(other.type());
				assertThat(event.get("resource_id").asString()).isEqualTo(other.record());
				assertThat(event.get("type").asString().replace("DESTROY", "DELETE")).isEqualTo(other.action());
				Map<String, JsonNode> changes = new TreeMap<>();
				event.get("resource_changes").forEach((change) -> changes.put(change.get("field").asString(), change));
				for (Map.Entry<String, JsonNode> field : other.changes().properties()) {
					text(changes.get(field.getKey()).get("value_before_change"), field.getValue().get("from"));
					text(changes.get(field.getKey()).get("value_after_change"), field.getValue().get("to"));
				}
			}
			after = connection.at("/page_info/has_next_page").booleanValue()
					? connection.at("/page_info/end_cursor").asString() : null;
		}
		assertThat(index).isEqualTo(expected.size());
	}

	private static void text(JsonNode text, JsonNode value) {
		if (value == null || value.isNull()) {
			assertThat(text.isNull()).isTrue();
		}
		else if (value.isString() || value.isBoolean() || value.isIntegralNumber()) {
			assertThat(text.asString()).isEqualTo(value.asString());
		}
		else if (value.equals(MASKED)) {
			assertThat(text.asString()).isEqualTo(MASKED.toString());
		}
		else {
			assertThat(text.isNull()).isFalse();
		}
	}

	private JsonNode ok(String path) throws Exception {
		HttpResponse<String> answer = this.http.send(HttpRequest.newBuilder(URI.create(this.base + path))
			.header("Authorization", "Bearer demo-owner-key")
			.build(), BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return JsonMapper.shared().readTree(answer.body());
	}

	/**
	 * An entry as a contract reports it.
	 *
	 * @param time when
	 * @param actor who
	 * @param type its type
	 * @param record the id of the record
	 * @param action what
	 * @param changes every field from and to
	 */
	private record Reported(String time, String actor, String type, String record, String action, JsonNode changes) {

	}

}
