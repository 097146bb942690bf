package dev.revtrail.web.feed;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.revtrail.Caller;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.FirstCursors;
import dev.revtrail.Scope;
import dev.revtrail.envers.hospital.Patient;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static dev.revtrail.web.feed.FeedHost.ids;
import static dev.revtrail.web.feed.FeedHost.json;
import static dev.revtrail.web.feed.FeedHost.next;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The feed by its contract, over HTTP.
 */
class FeedTests {

	private static FeedHost host;

	@BeforeAll
	static void start() {
		host = FeedHost.start();
	}

	@AfterAll
	static void stop() {
		host.close();
	}

	@AfterEach
	void nothingIsLeft() {
		host.keys().allow("north", Scope.organization("north"), Caller.AUDIT_READ);
		Awaitility.await().until(() -> host.waiting() == 0);
		assertThat(host.keys().leaks).isEmpty();
	}

	@Test
	void hasTheOldestEntryFirstAndEachAsTheSingleReadHasIt() throws Exception {
		String start = now();
		List<String> admitted = List.of(host.admit("Ann", "north"), host.admit("Bob", "south"));
		host.transaction((em) -> {
			Patient ann = em.find(Patient.class, Long.valueOf(admitted.get(0)));
			ann.name = "Anna";
			ann.born = LocalDate.of(1971, 2, 3);
		});
		host.settle();

		JsonNode answer = host.ok("?after=" + start, "all");

		assertThat(answer.propertyNames()).containsExactly("items", "next");
		assertThat(ids(answer)).hasSize(3).isSorted();
		assertThat(answer.at("/items/0/documents/0").asString()).isEqualTo(admitted.get(0));
		assertThat(answer.at("/items/2/details/updates/name/to").asString()).isEqualTo("Anna");
		assertThat(answer.toString()).doesNotContain("1971");
		for (JsonNode item : answer.get("items")) {
			assertThat(item).isEqualTo(
					json(host.send(host.request("/v1/change-log-entries/" + item.get("_id").asString(), "all"))));
		}
	}

	@Test
	void goesOnFromNextWithoutGapsAndRepeats() throws Exception {
		String start = now();
		for (int i = 0; i < 7; i++) {
			host.admit("Cy", "north");
		}
		host.settle();
		List<String> all = ids(host.ok("?after=" + start, "all"));
		List<String> read = new ArrayList<>();
		String next = start;
		for (int i = 0; i < 4; i++) {
			JsonNode answer = host.ok("?limit=3&after=" + next, "all");
			read.addAll(ids(answer));
			next = next(answer);
		}

		assertThat(read).isEqualTo(all).hasSize(7);
		assertThat(host.ok("?after=" + next, "all").toString()).isEqualTo("{\"items\":[],\"next\":\"" + next + "\"}");
		host.admit("Cy", "north");
		host.settle();
		assertThat(ids(host.ok("?after=" + next, "all"))).hasSize(1).doesNotContainAnyElementsOf(all);
	}

	@Test
	void beginsWithTheOldestEntryAndHasAHundredAtOnce() throws Exception {
		host.transaction((em) -> {
			for (int i = 0; i < 120; i++) {
				em.persist(new Patient("Di", "many"));
			}
		});
		host.settle();

		for (String query : List.of("?filters-organization=many", "?filters-organization=many&after=")) {
			JsonNode answer = host.ok(query, "all");
			assertThat(ids(answer)).hasSize(100);
			assertThat(ids(host.ok(query.replace("&after=", "") + "&after=" + next(answer), "all"))).hasSize(20);
		}
		assertThat(ids(host.ok("?filters-organization=many&limit=1000", "all"))).hasSize(120);
		assertThat(ids(host.ok("?limit=1", "all"))).hasSize(1);
	}

	@Test
	void nowIsTheSettledMark() throws Exception {
		host.admit("Ed", "north");
		host.settle();

		JsonNode answer = host.ok("?after=now", "all");

		assertThat(ids(answer)).isEmpty();
		assertThat(next(answer)).isEqualTo(host.log().settledEnd().text());
		String admitted = host.admit("Flo", "north");
		host.settle();
		assertThat(host.ok("?after=" + next(answer), "all").at("/items/0/documents/0").asString()).isEqualTo(admitted);
	}

	@ParameterizedTest
	@CsvSource({ "document_types=Patient, 2", "document_types=Visit, 0", "types=UPDATED, 1",
			"types=ADDED&types=UPDATED, 2", "types=DELETED, 0", "organization=filtered, 2", "organization=other, 0",
			"field=name, 2", "field=born, 0", "user=hospital%20app, 2", "user=7, 0", "ids=8000000000000000, 0",
			"created_after=2026-02-01, 2", "created_after=2026-04-01, 0", "created_before=2026-04-01, 2",
			"created_before=2026-02-01, 0", "request_id=none, 0", "patient=0, 0", "documents=0, 0" })
	void takesTheFiltersOfContractOne(String filter, int found) throws Exception {
		String start = now();
		String id = host.admit("Gus", "filtered");
		host.transaction((em) -> em.find(Patient.class, Long.valueOf(id)).name = "Guss");
		host.settle();
		String filters = "&filters-" + filter.replace("&", "&filters-");

		JsonNode answer = host.ok("?after=" + start + filters, "all");

		assertThat(ids(answer)).hasSize(found);
		assertThat(ids(host.ok("?after=" + next(answer) + filters, "all"))).isEmpty();
	}

	@Test
	void hasChangesAndNotesOnlyAndOnlyThoseOfTheCallersScope() throws Exception {
		String start = now();
		host.admit("Hal", "north");
		host.admit("Ida", "south");
		host.settle();

		assertThat(ids(host.ok("?after=" + start, "north"))).hasSize(1);
		assertThat(ids(host.ok("?after=" + start + "&filters-organization=south", "north"))).isEmpty();
		// Of itself there are reads by now
		host.settle();
		assertThat(ids(host.ok("?after=" + start, "all"))).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "limit=0, limit", "limit=1001, limit", "limit=x, limit", "limit=, limit", "limit=1&limit=2, limit",
			"wait=31, wait", "wait=-1, wait", "wait=1.5, wait", "wait=, wait", "wait=1&wait=2, wait",
			"after=nonsense, after", "after=now&after=now, after", "after=NOW, after", "page=1, page",
			"attributes=user, attributes", "sort_by=_id, sort_by", "filters-types=PURGED, filters-types",
			"filters-document_types=Ghost, filters-document_types", "filters-created_after=x, filters-created_after",
			"filters-created_before=2026-02-30, filters-created_before", "filters-user=, filters-user",
			"filters-patient=, filters-patient", "filters-organization=, filters-organization",
			"filters-field=, filters-field", "filters-request_id=, filters-request_id", "filters-ids=, filters-ids",
			"filters-documents=, filters-documents" })
	void saysWhatIsWrongWithAParameter(String query, String parameter) throws Exception {
		HttpResponse<String> response = host.get("?" + query, "all");

		assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
		assertThat(json(response).get("hint").asString()).contains("arg_errors");
		assertThat(json(response).get("arg_errors").propertyNames()).containsExactly(parameter);
	}

	@Test
	void refusesCursorsOfEarlierVersionsAndSaysWhatToDo() throws Exception {
		HttpResponse<String> response = host.get("?after=" + FirstCursors.at(1), "all");

		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(json(response).at("/arg_errors/after/0").asString()).contains("Begin again");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&wait=30", "&filters-created_before=2026-01-01" })
	void refusesCursorsAheadOfTheLogAndSaysWhatToDo(String more) throws Exception {
		host.admit("Ava", "north");
		host.settle();
		String ahead = new Cursor(host.log().settledEnd().entryId() + (2L << 24)).text();

		HttpResponse<String> response = host.get("?after=" + ahead + more, "all");

		assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
		assertThat(json(response).at("/arg_errors/after/0").asString()).contains("restored", "another change log",
				"Begin again");
	}

	@Test
	void takesCursorsOfEntriesThatAreNotSettled() throws Exception {
		String admitted = host.admit("Amy", "north");
		String newest = new Cursor(host.log().slice(ChangeQuery.in(Scope.everything()), null, 1).entries().get(0).id())
			.text();

		assertThat(admitted).isNotEmpty();
		assertThat(host.ok("?after=" + newest, "all").get("items")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "GET, , 401", "GET, stranger, 401", "GET, writer, 403", "POST, all, 405", "DELETE, all, 405",
			"POST, stranger, 401", "OPTIONS, , 200", "HEAD, all, 200", "HEAD, writer, 403" })
	void answersMethodsAndCallersAsContractOneDoes(String method, @Nullable String key, int status) throws Exception {
		for (String query : List.of("", "?wait=30&after=now")) {
			HttpRequest request = HttpRequest
				.newBuilder(host.request(FeedHost.FEED + query, key), (name, value) -> true)
				.method(method, HttpRequest.BodyPublishers.noBody())
				.build();
			if (method.equals("GET") || query.isEmpty() || method.equals("HEAD")) {
				HttpResponse<String> response = host.send(request);
				assertThat(response.statusCode()).isEqualTo(status);
				assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
				if (status == 405) {
					assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
				}
			}
		}
	}

	@Test
	void aSlashAtTheEndOfThePathChangesNothing() throws Exception {
		host.admit("Bea", "north");
		host.settle();

		JsonNode answer = host.ok("/?limit=1", "all");

		assertThat(ids(answer)).hasSize(1);
		assertThat(answer).isEqualTo(host.ok("?limit=1", "all"));
		assertThat(host.get("/?limit=0", "all").statusCode()).isEqualTo(400);
		assertThat(host.get("/", null).statusCode()).isEqualTo(401);
		var later = host.getLater("/?after=now&wait=30", "all");
		awaitWaiting(1);
		String admitted = host.admit("Ben", "north");
		assertThat(json(later.get(10, TimeUnit.SECONDS)).at("/items/0/documents/0").asString()).isEqualTo(admitted);
	}

	@Test
	void hasNothingBelow() throws Exception {
		assertThat(host.get("/x", "all").statusCode()).isEqualTo(404);
		assertThat(host.get("/x", null).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-ndjson", "application/x-ndjson;charset=utf-8",
			"application/json;q=0.5, application/x-ndjson", "*/*, application/x-ndjson" })
	void writesALineForEachEntryToThoseWhoWantLines(String accept) throws Exception {
		String start = now();
		host.admit("Jo", "north");
		host.admit("Kim", "north");
		host.settle();
		JsonNode answer = host.ok("?after=" + start, "all");

		HttpResponse<String> lines = host.get("?after=" + start, "all", "Accept", accept);

		assertThat(lines.headers().firstValue("Content-Type")).hasValue("application/x-ndjson;charset=UTF-8");
		assertThat(lines.headers().firstValue("X-Next")).hasValue(next(answer));
		assertThat(lines.body()).endsWith("\n");
		assertThat(lines.body().lines().map((line) -> (JsonNode) JsonMapper.shared().readTree(line)))
			.containsExactlyElementsOf(answer.get("items"));
		HttpResponse<String> none = host.get("?wait=1&after=" + next(answer), "all", "Accept", accept);
		assertThat(none.body()).isEmpty();
		assertThat(none.headers().firstValue("X-Next")).isPresent();
		assertThat(host.get("?limit=0", "all", "Accept", accept).headers().firstValue("Content-Type"))
			.hasValue("application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "*/*", "application/*", "text/html",
			"application/json, application/x-ndjson;q=0.9", "application/x-ndjson;q=0", "nonsense" })
	void writesJsonToAllOthers(String accept) throws Exception {
		HttpResponse<String> response = host.get("?limit=1", "all", "Accept", accept);

		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.headers().firstValue("X-Next")).isEmpty();
	}

	@Test
	void aRequestThatWaitsIsAnsweredOnceThereIsAnEntry() throws Exception {
		for (int i = 0; i < 3; i++) {
			var answer = host.getLater("?after=now&wait=30", "all");
			awaitWaiting(1);
			String admitted = host.admit("Lou", "north");

			JsonNode found = json(answer.get(10, TimeUnit.SECONDS));

			assertThat(found.at("/items/0/documents/0").asString()).isEqualTo(admitted);
			assertThat(ids(host.ok("?after=" + next(found), "all"))).isEmpty();
		}
	}

	@Test
	void aRequestThatWaitsIsAnsweredAtItsEndWithAPlaceToGoOnFrom() throws Exception {
		String start = now();
		host.admit("Max", "south");
		long began = System.nanoTime();

		JsonNode answer = host.ok("?wait=1&after=" + start, "north");

		assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofMillis(950),
				Duration.ofSeconds(20));
		assertThat(ids(answer)).isEmpty();
		assertThat(next(answer)).isEqualTo(host.log().settledEnd().text()).isNotEqualTo(start);
	}

	@Test
	void aRequestWaitsThroughEntriesThatItsFilterDoesNotMatch() throws Exception {
		var answer = host.getLater("?after=now&wait=30&filters-document_types=Patient", "north");
		awaitWaiting(1);
		for (int i = 0; i < 20; i++) {
			host.admit("Ned", "south");
		}
		host.settle();
		assertThat(answer).isNotDone();
		String admitted = host.admit("Oz", "north");

		assertThat(json(answer.get(10, TimeUnit.SECONDS)).at("/items/0/documents/0").asString()).isEqualTo(admitted);
	}

	@Test
	void aCallerWaitsThreeTimesAtOnce() throws Exception {
		host.admit("Pat", "north");
		host.settle();
		List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			waiting.add(host.getLater("?after=now&wait=30", "north"));
		}
		awaitWaiting(3);

		HttpResponse<String> refused = host.get("?after=now&wait=30", "north");

		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(json(refused).propertyNames()).containsExactly("hint", "arg_errors");
		assertThat(json(refused).get("hint").asString()).contains("wait=0");
		assertThat(refused.headers().firstValue("Retry-After").map(Integer::valueOf).orElseThrow()).isBetween(1, 30);
		assertThat(host.get("?after=now", "north").statusCode()).isEqualTo(200);
		assertThat(ids(host.ok("?limit=1&wait=30", "all"))).hasSize(1);
		assertThat(ids(host.ok("?after=now&wait=1", "south"))).isEmpty();

		host.admit("Pam", "north");
		for (CompletableFuture<HttpResponse<String>> answer : waiting) {
			assertThat(ids(json(answer.get(10, TimeUnit.SECONDS)))).hasSize(1);
		}
		assertThat(host.get("?after=now&wait=1", "north").statusCode()).isEqualTo(200);
	}

	@Test
	void aClientThatGoesAwayFreesItsPlaceAtTheEndOfItsWaitAtTheLatest() throws Exception {
		for (int i = 0; i < 3; i++) {
			try (Socket socket = new Socket("localhost", host.port())) {
				socket.getOutputStream()
					.write(("GET /v1/feed?after=now&wait=2 HTTP/1.1\r\nHost: localhost\r\nX-Key: north\r\n\r\n")
						.getBytes(StandardCharsets.US_ASCII));
				awaitWaiting(i + 1);
			}
		}

		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> host.waiting() == 0);
		assertThat(host.get("?after=now&wait=1", "north").statusCode()).isEqualTo(200);
	}

	@Test
	void whoMayNoLongerReadIsRefusedInsteadOfAnswered() throws Exception {
		var answer = host.getLater("?after=now&wait=30", "north");
		awaitWaiting(1);
		host.keys().allow("north", Scope.organization("north"), Caller.AUDIT_NOTE);
		host.admit("Quin", "north");

		HttpResponse<String> refused = answer.get(10, TimeUnit.SECONDS);

		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).isEqualTo("{\"hint\":\"The caller may not do this.\",\"arg_errors\":null}");
	}

	@Test
	void aKeyThatIsRevokedIsNotAnsweredAtTheEndEither() throws Exception {
		var answer = host.getLater("?after=now&wait=2", "north");
		awaitWaiting(1);
		host.keys().revoke("north");

		assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(401);
	}

	@Test
	void whoMovesWhileWaitingSeesWhatThenIsTheirs() throws Exception {
		var answer = host.getLater("?after=now&wait=30", "north");
		awaitWaiting(1);
		host.keys().allow("north", Scope.organization("south"), Caller.AUDIT_READ);
		host.admit("Ray", "north");
		host.settle();
		String admitted = host.admit("Sue", "south");

		JsonNode found = json(answer.get(10, TimeUnit.SECONDS));

		assertThat(ids(found)).hasSize(1);
		assertThat(found.at("/items/0/documents/0").asString()).isEqualTo(admitted);
	}

	private static String now() throws Exception {
		host.settle();
		return next(host.ok("?after=now", "all"));
	}

	private static void awaitWaiting(int count) {
		Awaitility.await().until(() -> host.waiting() == count);
	}

}
