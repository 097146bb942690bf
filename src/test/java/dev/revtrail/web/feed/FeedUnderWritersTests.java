package dev.revtrail.web.feed;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.Recording;
import dev.revtrail.Scope;
import dev.revtrail.envers.hospital.Patient;
import dev.revtrail.envers.hospital.Thing;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.entry.EntryType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients follow the feed while others write, in transactions of all sizes of which some
 * are rolled back. Each gets every entry that its filter matches, once, in order; also
 * one that is killed while it waits and goes on from its last place.
 */
class FeedUnderWritersTests {

	private static final int SECONDS = Integer.getInteger("feed.seconds", 5);

	private static final int WRITERS = 4;

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final AtomicBoolean settled = new AtomicBoolean();

	@Test
	void whoFollowsMissesNothingAndGetsNothingTwice() throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try (FeedHost host = FeedHost.start("spring.datasource.hikari.maximum-pool-size=" + (WRITERS + 4),
				"revtrail.events.failed-attempts=false")) {
			host.keys().allowAll();
			List<Future<?>> writers = new ArrayList<>();
			for (int i = 0; i < WRITERS; i++) {
				writers.add(threads.submit(() -> write(host)));
			}
			Future<List<String>> all = threads.submit(new Tail(host, "&limit=50", false));
			Future<List<String>> some = threads.submit(new Tail(host, "&filters-document_types=Patient", false));
			Future<List<String>> killed = threads
				.submit(new Tail(host, "&filters-document_types=Ward&filters-types=ADDED", true));
			TimeUnit.SECONDS.sleep(SECONDS);
			this.stopped.set(true);
			for (Future<?> writer : writers) {
				writer.get();
			}
			await().until(() -> host.bean(Recording.class).pending() == 0);
			host.settle();
			this.settled.set(true);

			ChangeQuery changes = ChangeQuery.in(Scope.everything()).actions(EntryType.actions()).withoutChanges();
			assertThat(all.get()).isEqualTo(ids(host, changes)).hasSizeGreaterThanOrEqualTo(WRITERS * 9);
			assertThat(some.get()).isEqualTo(ids(host, changes.recordTypes("PATIENT"))).isNotEmpty();
			assertThat(killed.get()).isEqualTo(ids(host, changes.recordTypes("WARD"))).isNotEmpty();
			System.out.println(all.get().size() + " entries were followed");
			assertThat(host.keys().leaks).isEmpty();
		}
		finally {
			this.stopped.set(true);
			this.settled.set(true);
			threads.shutdownNow();
		}
	}

	private @Nullable Void write(FeedHost host) {
		TransactionTemplate transaction = host.bean(TransactionTemplate.class);
		for (int turn = 0; !this.stopped.get() || turn < 10; turn++) {
			ThreadLocalRandom random = ThreadLocalRandom.current();
			int records = (random.nextInt(20) == 0) ? 200 : 1;
			boolean rollback = turn % 10 == 9 && random.nextInt(3) == 0;
			boolean patient = turn % 10 == 3;
			boolean ward = turn % 10 == 6;
			transaction.executeWithoutResult((status) -> host.transaction((em) -> {
				for (int i = 0; i < records; i++) {
					em.persist(patient ? new Patient("Ann", "north") : ward ? new Thing.Ward() : new Thing.Nurse());
				}
				if (rollback) {
					em.flush();
					status.setRollbackOnly();
				}
			}));
		}
		return null;
	}

	private static List<String> ids(FeedHost host, ChangeQuery query) {
		List<String> ids = new ArrayList<>();
		Cursor cursor = null;
		do {
			ChangeSlice slice = host.log().slice(query.oldestFirst().withUnsettled(), cursor, 1000);
			slice.entries().stream().map(ChangeEntry::id).map(EntryId::format).forEach(ids::add);
			cursor = slice.next();
		}
		while (cursor != null);
		return ids;
	}

	/** A client that waits for each answer; one that is killed does not wait for some. */
	private final class Tail implements Callable<List<String>> {

		private final FeedHost host;

		private final String query;

		private final boolean killed;

		private Tail(FeedHost host, String query, boolean killed) {
			this.host = host;
			this.query = query;
			this.killed = killed;
		}

		@Override
		public List<String> call() throws Exception {
			List<String> read = new ArrayList<>();
			String next = "";
			int requests = 0;
			while (true) {
				boolean last = FeedUnderWritersTests.this.settled.get();
				requests++;
				var answer = this.host.getLater("?wait=1&after=" + next + this.query, Integer.toString(requests));
				HttpResponse<String> response;
				try {
					response = answer.get((this.killed && requests % 3 == 0) ? 20 : 30_000, TimeUnit.MILLISECONDS);
				}
				catch (TimeoutException ex) {
					answer.cancel(true);
					continue;
				}
				JsonNode found = FeedHost.json(response);
				read.addAll(FeedHost.ids(found));
				next = FeedHost.next(found);
				if (last && FeedHost.ids(found).isEmpty()) {
					return read;
				}
			}
		}

	}

}
