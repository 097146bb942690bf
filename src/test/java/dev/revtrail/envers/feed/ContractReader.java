package dev.revtrail.envers.feed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import dev.revtrail.Cursor;
import dev.revtrail.web.entry.EntryId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * Clients that read the log forward over HTTP until it has ended, each by one contract.
 */
final class ContractReader {

	private static final int PAUSE_MILLIS = 50;

	private final HttpClient http = HttpClient.newHttpClient();

	private final String address;

	private final BooleanSupplier ended;

	/**
	 * Makes clients.
	 * @param node which serves the contracts
	 * @param ended whether no entry comes any more
	 */
	ContractReader(ApplicationContext node, BooleanSupplier ended) {
		this.address = "http://localhost:"
				+ Objects.requireNonNull(((WebServerApplicationContext) node).getWebServer()).getPort();
		this.ended = ended;
	}

	/** Reads the list in ascending order. */
	List<Long> list() throws IOException, InterruptedException {
		return read("/v1/change-log-entries?sort_by=_id&per_page=100&after=");
	}

	/** Reads the feed. */
	List<Long> feed() throws IOException, InterruptedException {
		return read("/v1/feed?wait=1&limit=100&after=");
	}

	private List<Long> read(String path) throws IOException, InterruptedException {
		List<Long> read = new ArrayList<>();
		String next = "";
		while (true) {
			boolean last = this.ended.getAsBoolean();
			JsonNode answer = send(HttpRequest.newBuilder(URI.create(this.address + path + next)).build());
			JsonNode items = answer.get("items");
			items.valueStream().forEach((item) -> read.add(EntryId.parse(item.get("_id").asString()).orElseThrow()));
			next = answer.get("next").asString();
			if (items.isEmpty()) {
				if (last) {
					return read;
				}
				TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
			}
		}
	}

	/** Reads the connection in ascending order. */
	List<Long> graphQl() throws IOException, InterruptedException {
		List<Long> read = new ArrayList<>();
		String after = "";
		while (true) {
			boolean last = this.ended.getAsBoolean();
			String query = "{ auditLog(order_by: OCCURRED_AT_ASC, first: 100" + after + ") { edges { cursor } } }";
			HttpRequest request = HttpRequest.newBuilder(URI.create(this.address + "/graphql"))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(Map.of("query", query))))
				.build();
			List<String> cursors = send(request).at("/data/auditLog/edges").findValuesAsString("cursor");
			cursors.forEach((cursor) -> read.add(Cursor.parse(cursor).entryId()));
			if (!cursors.isEmpty()) {
				after = ", after: \"" + cursors.get(cursors.size() - 1) + "\"";
				continue;
			}
			if (last) {
				return read;
			}
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
	}

	private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
		HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
		if (response.statusCode() != 200 || response.body().contains("\"errors\"")) {
			throw new AssertionError(request.uri() + ": " + response.statusCode() + " " + response.body());
		}
		return JsonMapper.shared().readTree(response.body());
	}

}
