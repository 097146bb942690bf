package dev.revtrail.web.feed;

import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Recording;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static dev.revtrail.web.feed.FeedHost.ids;
import static dev.revtrail.web.feed.FeedHost.json;
import static dev.revtrail.web.feed.FeedHost.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * Tails are recorded as reads once for each caller, filter and hour.
 */
class FeedReadsTests {

	private static final String ALL = "{\"actions\":[\"CREATE\",\"DELETE\",\"NOTE\",\"UPDATE\"]}";

	private static final String HOUR = "2026-03-01T08:00:00Z";

	@Test
	void aTailIsRecordedWhenItIsFirstServedAndWithItsNumberAtTheEnd() throws Exception {
		TestDatabase.Access database = TestDatabase.create();
		try (FeedHost host = FeedHost.start(database)) {
			String next = next(host.ok("?after=now", "north"));
			assertThat(reads(host)).isEmpty();
			for (int i = 0; i < 3; i++) {
				String from = next;
				var answer = host.getLater("?wait=30&filters-types=UPDATED&filters-types=ADDED&after=" + from, "north");
				await().until(() -> host.waiting() == 1);
				host.admit("Ann", "north");
				JsonNode found = json(answer.get());
				assertThat(ids(found)).hasSize(1);
				next = next(found);
				host.settle();
				assertThat(ids(host.ok("?filters-types=ADDED&filters-types=UPDATED&after=" + next, "north"))).isEmpty();
			}
			assertThat(host.send(host.request("/v1/feed", "north")).statusCode()).isEqualTo(200);

			List<ChangeEntry> first = reads(host);
			assertThat(first).hasSize(2).allSatisfy((read) -> {
				assertThat(read.data()).containsEntry("hour", HOUR).doesNotContainKey("rows");
				assertThat(read.organizationId()).isEqualTo("north");
				assertThat(read.revision().actor().id()).isEqualTo("north");
				assertThat(read.revision().request().path()).isEqualTo("/v1/feed");
			});
			assertThat(first.get(0).data()).containsEntry("query", "{\"actions\":[\"CREATE\",\"UPDATE\"]}");
			assertThat(first.get(1).data()).containsEntry("query", ALL);
			// Of the request that waited, once it was answered
			await().untilAsserted(() -> assertThat(reads(host).get(0).revision().request().status()).isEqualTo(200));
		}
		try (FeedHost again = FeedHost.start(database)) {
			List<ChangeEntry> all = reads(again);
			assertThat(all).hasSize(4);
			assertThat(all.subList(2, 4))
				.extracting((read) -> String.valueOf(read.data().get("query")),
						(read) -> ((Number) read.data().get("rows")).intValue())
				.containsExactlyInAnyOrder(tuple("{\"actions\":[\"CREATE\",\"UPDATE\"]}", 3), tuple(ALL, 3));
			assertThat(all.subList(2, 4)).allSatisfy((read) -> {
				assertThat(read.revision().actor().id()).isEqualTo("north");
				assertThat(read.data()).containsEntry("hour", HOUR);
			});
		}
	}

	@Test
	void listsThatReadForwardAreRecordedInTheSameWayAndOthersByEachCall() throws Exception {
		try (FeedHost host = FeedHost.start()) {
			host.admit("Ann", "north");
			host.settle();
			String list = "/v1/change-log-entries?filters-types=ADDED&after=";
			String next = next(json(host.send(host.request(list, "north"))));
			for (int i = 0; i < 3; i++) {
				assertThat(ids(json(host.send(host.request(list + next, "north"))))).isEmpty();
			}
			assertThat(ids(host.ok("?filters-types=ADDED", "north"))).hasSize(1);
			assertThat(reads(host)).singleElement()
				.satisfies((read) -> assertThat(read.data()).containsEntry("query", "{\"actions\":[\"CREATE\"]}")
					.containsEntry("hour", HOUR));

			for (String query : List.of("?per_page=1", "?after=&sort_by=-_id")) {
				host.send(host.request("/v1/change-log-entries" + query, "north"));
			}
			await().untilAsserted(() -> assertThat(reads(host)).hasSize(4));
			assertThat(reads(host)).filteredOn((read) -> read.patient() == null && !read.data().containsKey("hour"))
				.hasSize(2);
			assertThat(reads(host)).filteredOn((read) -> read.patient() != null)
				.singleElement()
				.satisfies((read) -> assertThat(read.data()).containsOnly(entry("hour", HOUR)));
		}
	}

	@Test
	void noReadIsRecordedWhereTheHostDoesNotWantIt() throws Exception {
		try (FeedHost host = FeedHost.start("revtrail.events.log-reads=false")) {
			host.admit("Ann", "north");
			host.settle();
			assertThat(ids(host.ok("", "north"))).hasSize(1);
			await().until(() -> host.bean(Recording.class).pending() == 0);
			assertThat(reads(host)).isEmpty();
		}
	}

	private static List<ChangeEntry> reads(FeedHost host) {
		return host.log()
			.slice(ChangeQuery.in(Scope.everything())
				.actions(Action.VIEW)
				.recordTypes(RecordRef.CHANGE_LOG)
				.oldestFirst()
				.withUnsettled(), null, 100)
			.entries();
	}

}
