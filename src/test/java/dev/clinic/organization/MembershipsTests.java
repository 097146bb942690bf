package dev.clinic.organization;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.clinic.RunningClinic;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Memberships follow what users are to their organization, as changes of the log.
 */
@TestPropertySource(properties = "test.database.of=MembershipsTests")
class MembershipsTests extends RunningClinic {

	@Test
	void whoJoinsTheStaffIsAMemberUntilTheyLeave() throws Exception {
		String user = "/api/users/" + json(posted("/api/users",
				"{\"email\": \"new@acme.example\", \"firstName\": \"New\", \"lastName\": \"Comer\"}", 201))
			.get("id");
		assertThat(changes()).isEmpty();

		posted(user + "/role", "{\"role\": \"PROVIDER\"}", 200);
		posted(user + "/role", "{\"role\": \"AUDITOR\"}", 200);
		posted(user + "/deactivate", "", 200);
		posted(user + "/activate", "", 200);
		posted(user + "/role", "{\"role\": \"PATIENT\"}", 200);

		List<JsonNode> changes = changes();
		assertThat(changes).extracting((change) -> change.get("action").asString())
			.containsExactly("CREATE", "UPDATE", "DELETE", "CREATE", "DELETE");
		assertThat(changes.get(0).at("/changes/role/to").asString()).isEqualTo("PROVIDER");
		assertThat(changes.get(1).at("/changes/role")).hasToString("{\"from\":\"PROVIDER\",\"to\":\"AUDITOR\"}");
		assertThat(changes.get(3).at("/changes/role/to").asString()).isEqualTo("AUDITOR");
	}

	/** The changes of memberships, oldest first. */
	private List<JsonNode> changes() throws Exception {
		List<JsonNode> changes = new ArrayList<>(
				ok("/acme/live/audit?entityType=MEMBER&size=100").get("content").valueStream().toList());
		Collections.reverse(changes);
		return changes;
	}

	private HttpResponse<String> posted(String path, String body, int status) throws Exception {
		HttpResponse<String> answer = send(
				request(path, "owner").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return answer;
	}

}
