package example.stock;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds wherever the endpoints are.
 */
abstract class ActuatorContract {

	private final HttpClient http = HttpClient.newHttpClient();

	@Value("${local.server.port}")
	private int port;

	@Value("${local.management.port}")
	private int managementPort;

	@Autowired
	private ChangeLog log;

	@Test
	void theApplicationIsUp() throws Exception {
		assertThat(manage("GET", "/actuator/health", "").body()).contains("\"status\":\"UP\"", "\"db\"");
		assertThat(manage("GET", "/actuator/info", "").statusCode()).isEqualTo(200);
	}

	@Test
	void healthAndMetricsIncludeTheChangeLog() throws Exception {
		send("PUT", "/articles/bolt?amount=1");

		assertThat(manage("GET", "/actuator/health/revtrail", "").body()).contains("\"status\":\"UP\"", "\"lost\":0");
		for (String meter : List.of("entries", "capture", "failures", "background.pending", "background.lost",
				"baseline.scanned", "baseline.written")) {
			assertThat(manage("GET", "/actuator/metrics/revtrail." + meter, "").statusCode()).as(meter).isEqualTo(200);
		}
	}

	@Test
	void theEndpointSaysWhatIsRecorded() throws Exception {
		HttpResponse<String> answer = manage("GET", "/actuator/revtrail", "");

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"name\":\"ARTICLE\"", "\"missingIndexes\":[]", "\"followers\":[",
				"\"retention\":[]", "\"lost\":0", "\"hibernate\":\"7.");
	}

	@Test
	void requestsAreCountedWithTheContractsAmongThem() throws Exception {
		assertThat(send("PUT", "/articles/counted?amount=1").statusCode()).isEqualTo(200);
		assertThat(send("GET", "/v1/change-log-entries").statusCode()).isEqualTo(401);

		assertThat(manage("GET", "/actuator/metrics/http.server.requests?tag=uri:/articles/%7Bid%7D", "").body())
			.contains("COUNT");
		assertThat(manage("GET", "/actuator/metrics/http.server.requests?tag=status:401", "").body())
			.contains("COUNT");
	}

	@Test
	void aChangeByARequestIsRecorded() throws Exception {
		send("PUT", "/articles/nail?amount=1");
		send("PUT", "/articles/nail?amount=2");

		List<ChangeEntry> entries = entries("nail");
		assertThat(entries).extracting(ChangeEntry::action).containsExactly(Action.UPDATE, Action.CREATE);
		assertThat(entries.get(0).revision().request().path()).isEqualTo("/articles/nail");
	}

	@Test
	void aChangeIsRecordedWithTheTraceOfItsRequest() throws Exception {
		String traceId = send("PUT", "/articles/traced?amount=1").body();

		assertThat(traceId).matches("[0-9a-f]{32}");
		assertThat(entries("traced").get(0).revision().traceId()).isEqualTo(traceId);
	}

	@Test
	void aChangeByAnEndpointIsRecorded() throws Exception {
		send("PUT", "/articles/screw?amount=1");

		assertThat(manage("POST", "/actuator/stock/screw", "{\"amount\":5}").statusCode()).isEqualTo(204);
		ChangeEntry entry = entries("screw").get(0);
		assertThat(entry.changes()).containsExactly(new FieldChange.Value("amount", 1L, 5L, true));
		assertThat(entry.revision().request()).isNotNull()
			.satisfies((request) -> assertThat(request.path()).isEqualTo("/actuator/stock/screw"));
	}

	@Test
	void baselinesAreShownAndTakeAnAuthority() throws Exception {
		assertThat(manage("GET", "/actuator/revtrailbaseline", "").body()).isEqualTo("[]");
		assertThat(manage("POST", "/actuator/revtrailbaseline", "{}").statusCode()).isEqualTo(403);
		assertThat(manage("DELETE", "/actuator/revtrailbaseline", "").statusCode()).isEqualTo(403);
		assertThat(manage("GET", "/actuator/revtrailreconciliation", "").body()).isEqualTo("[]");
		assertThat(manage("POST", "/actuator/revtrailreconciliation", "{}").statusCode()).isEqualTo(403);
	}

	@Test
	void healthIsReadWithoutAnEntry() throws Exception {
		int before = all();
		manage("GET", "/actuator/health", "");

		assertThat(all()).isEqualTo(before);
	}

	private int all() {
		return this.log.page(ChangeQuery.in(Scope.everything()).actions(Action.VIEW), 0, 100).entries().size();
	}

	private List<ChangeEntry> entries(String id) {
		return this.log.page(ChangeQuery.in(Scope.everything()).record(new RecordRef("ARTICLE", id)), 0, 10).entries();
	}

	private HttpResponse<String> send(String method, String path) throws Exception {
		return send(this.port, method, path, "");
	}

	private HttpResponse<String> manage(String method, String path, String body) throws Exception {
		return send(this.managementPort, method, path, body);
	}

	private HttpResponse<String> send(int port, String method, String path, String body) throws Exception {
		return this.http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
	}

}
