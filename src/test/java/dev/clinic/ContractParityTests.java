package dev.clinic;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.revtrail.RecordType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whichever contract an entry is read through, it is the same.
 */
@TestPropertySource(properties = "test.database.of=ContractParity")
class ContractParityTests extends RunningClinic {

	private static final Map<String, String> ADDED = Map.of("ADDED", "CREATE", "UPDATED", "UPDATE", "DELETED",
			"DELETE");

	private static final Map<String, String> CREATED = Map.of("created", "CREATE", "updated", "UPDATE", "deleted",
			"DELETE");

	@BeforeAll
	void changeRecords() throws Exception {
		found();
		User user = this.users.save(new User("acme", Role.PATIENT, "same@acme.example", "Pat", "Old"));
		HttpResponse<String> changed = send(
				request("/api/users/" + user.getId(), "provider").header("Content-Type", "application/merge-patch+json")
					.method("PATCH", HttpRequest.BodyPublishers.ofString(
							"{\"lastName\": \"New\", \"address\": {\"city\": \"Leeds\"}, \"languages\": [\"de\"]}")));
		assertThat(changed.statusCode()).as(changed.body()).isLessThan(300);
		this.users.deleteById(user.getId());
	}

	@Test
	void everyEntryIsTheSameThroughAllContracts() throws Exception {
		List<Reported> entries = changeLogEntries();
		assertThat(entries).hasSizeGreaterThan(10);
		assertThat(audit()).isEqualTo(entries);
		assertThat(adminAuditLog()).isEqualTo(entries);
		assertThat(auditLog(entries)).isEqualTo(entries);
	}

	private List<Reported> changeLogEntries() throws Exception {
		List<Reported> reported = new ArrayList<>();
		String attributes = "attributes=created&attributes=details&attributes=document_types&attributes=documents"
				+ "&attributes=type&attributes=user";
		int pages = 1;
		for (int page = 1; page <= pages; page++) {
			JsonNode answer = ok("/v1/change-log-entries?sort_by=-_id&per_page=100&page=" + page + "&" + attributes);
			pages = answer.get("page_count").intValue();
			for (JsonNode item : answer.get("items")) {
				Set<String> fields = new TreeSet<>();
				item.get("details").forEach((part) -> fields.addAll(part.propertyNames()));
				reported.add(new Reported(item.get("_id").asString(), item.get("created").asString(),
						item.get("user").asString().replace("clinic app", "system"),
						item.at("/document_types/0").asString(), item.at("/documents/0").asString(),
						ADDED.get(item.get("type").asString()), fields, lastName(item)));
			}
		}
		return reported;
	}

	private List<Reported> audit() throws Exception {
		List<Reported> reported = new ArrayList<>();
		int pages = 1;
		for (int page = 0; page < pages; page++) {
			JsonNode answer = ok("/acme/live/audit?size=100&page=" + page);
			pages = answer.get("totalPages").intValue();
			for (JsonNode item : answer.get("content")) {
				if (!ADDED.containsValue(item.get("action").asString())) {
					continue;
				}
				reported.add(new Reported(item.get("id").asString().substring(4), seconds(item.get("timestamp")),
						item.get("actorId").asString(), new RecordType(item.get("entityType").asString()).upperCamel(),
						item.get("entityId").asString(), item.get("action").asString(),
						new TreeSet<>(item.get("changes").propertyNames()), item.at("/changes/lastName").toString()));
			}
		}
		return reported;
	}

	private List<Reported> adminAuditLog() throws Exception {
		List<Reported> reported = new ArrayList<>();
		JsonNode answer = ok("/v1/admin/audit-log?limit=500");
		assertThat(answer.get("rows")).hasSize(answer.get("total").intValue());
		for (JsonNode row : answer.get("rows")) {
			String event = row.get("event_type").asString();
			if (!CREATED.containsKey(event.substring(event.lastIndexOf('.') + 1))) {
				continue;
			}
			reported.add(new Reported(row.get("id").asString(), seconds(row.get("ts")), row.get("actor_id").asString(),
					new RecordType(row.get("entity_type").asString().toUpperCase(Locale.ROOT)).upperCamel(),
					row.get("entity_id").asString(), CREATED.get(event.substring(event.lastIndexOf('.') + 1)),
					new TreeSet<>(row.at("/details/changes").propertyNames()),
					row.at("/details/changes/lastName").toString()));
		}
		return reported;
	}

	/**
	 * Its events have no id but the place in the list, and list a deletion's empty
	 * fields.
	 */
	private List<Reported> auditLog(List<Reported> entries) throws Exception {
		List<Reported> reported = new ArrayList<>();
		String after = "null";
		while (true) {
			String query = "{ auditLog(after: " + after + ") { total_count page_info { has_next_page end_cursor }"
					+ " nodes { acting_user { id } occurred_at resource_id resource_name type"
					+ " resource_changes { field value_before_change value_after_change } } } }";
			JsonNode page = ok("/graphql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
				.at("/data/auditLog");
			assertThat(page.get("total_count").intValue()).isEqualTo(entries.size());
			for (JsonNode event : page.get("nodes")) {
				Map<String, JsonNode> changes = new TreeMap<>();
				event.get("resource_changes")
					.valueStream()
					.filter((change) -> !Set.of("", "[]", "{}").contains(change.get("value_before_change").asString(""))
							|| !change.get("value_after_change").isNull())
					.forEach((change) -> changes.put(change.get("field").asString(), change));
				JsonNode lastName = changes.get("lastName");
				reported.add(new Reported(entries.get(reported.size()).id(), seconds(event.get("occurred_at")),
						event.at("/acting_user/id").asString("system"),
						new RecordType(event.get("resource_name").asString()).upperCamel(),
						event.get("resource_id").asString(), event.get("type").asString().replace("DESTROY", "DELETE"),
						changes.keySet(), (lastName != null) ? "{\"from\":" + lastName.get("value_before_change")
								+ ",\"to\":" + lastName.get("value_after_change") + "}" : ""));
			}
			if (!page.at("/page_info/has_next_page").booleanValue()) {
				return reported;
			}
			after = page.at("/page_info/end_cursor").toString();
		}
	}

	/** One field's change in the form of the other contracts. */
	private static String lastName(JsonNode item) {
		JsonNode added = item.at("/details/additions/lastName");
		JsonNode deleted = item.at("/details/deletions/lastName");
		JsonNode updated = item.at("/details/updates/lastName");
		if (!updated.isMissingNode()) {
			return updated.toString();
		}
		if (added.isMissingNode() && deleted.isMissingNode()) {
			return "";
		}
		return "{\"from\":" + (deleted.isMissingNode() ? "null" : deleted) + ",\"to\":"
				+ (added.isMissingNode() ? "null" : added) + "}";
	}

	private static String seconds(JsonNode timestamp) {
		return timestamp.asString().substring(0, 19).replace('T', ' ');
	}

	/**
	 * An entry as a contract reports it.
	 *
	 * @param id its id
	 * @param time when, in seconds
	 * @param actor who
	 * @param type the record's type
	 * @param recordId the id of the record
	 * @param action what
	 * @param fields which fields
	 * @param lastName what became of one of them
	 */
	private record Reported(String id, String time, String actor, String type, String recordId, String action,
			Set<String> fields, String lastName) {

	}

}
