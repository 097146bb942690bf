package dev.revtrail.envers.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.baseline.BaselineStatus;
import dev.revtrail.envers.baseline.Attic.Box;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A record that is changed while a baseline is taken has its baseline before the change,
 * or none; and no writer fails.
 */
@LibraryTest(Attic.class)
@Import(HeldCommits.class)
@TestPropertySource(properties = { "revtrail.baseline.batch-size=20", "spring.datasource.hikari.maximum-pool-size=16" })
class BaselineAndWritersTests extends AtticCase {

	private static final int WRITERS = 8;

	private static final int BOXES = 400;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@Autowired
	HeldCommits commits;

	@AfterEach
	void end() {
		this.commits.release();
		this.threads.shutdownNow();
	}

	@Test
	void aChangeOfACollectionThatIsCommittedLaterIsWaitedFor() throws Exception {
		long id = older(3);
		CountDownLatch held = this.commits.hold();
		Future<?> writer = this.threads.submit(() -> this.commits.asHeld(() -> change(Box.class, id, (box) -> {
			box.tags.remove("a");
			box.tags.add("c");
		})));
		held.await();

		Future<BaselineStatus> baseline = this.threads.submit(() -> this.baseline.run("BOX"));
		// Its first attempt has a revision, and gives it up
		await().until(() -> this.jdbc.queryForObject("select count(*) from revtrail_revision where source = 'baseline'",
				Long.class) > 0);
		assertThat(rows(id + 1)).isEmpty();
		this.commits.release();
		writer.get();

		assertThat(baseline.get().state()).isEqualTo(BaselineStatus.State.DONE);
		assertThat(rows(id)).containsExactly(1);
		assertThat(rows(id + 1)).containsExactly(0);
		assertThat(rows(id + 2)).containsExactly(0);
	}

	@Test
	void aBaselineIsOlderThanAllChangesAndHasTheStateBeforeThem() throws Exception {
		long first = older(BOXES);
		AtomicBoolean ended = new AtomicBoolean();
		List<Future<Integer>> writers = new ArrayList<>();
		this.commits.slow(true);
		for (int i = 0; i < WRITERS; i++) {
			int number = i;
			writers.add(this.threads.submit(() -> write(first, number, ended)));
		}
		BaselineStatus status = this.baseline.run("BOX");
		ended.set(true);
		int changes = 0;
		for (Future<Integer> writer : writers) {
			changes += writer.get();
		}
		this.commits.slow(false);

		assertThat(status.state()).isEqualTo(BaselineStatus.State.DONE);
		assertThat(changes).isGreaterThan(WRITERS);
		int baselines = 0;
		for (long id = first; id < first + BOXES; id++) {
			List<Integer> rows = rows(id);
			assertThat(rows).as("audit rows of box %d", id).isNotEmpty();
			assertThat(rows.subList(1, rows.size())).as("later audit rows of box %d", id).doesNotContain(0);
			if (rows.get(0) == 0) {
				baselines++;
				assertBaselineIsOld(id);
			}
			assertChangesAreWhole(id);
		}
		assertThat(baselines).isEqualTo((int) status.written()).isBetween(1, BOXES);
		System.out.printf("%d changes by %d writers, %d of %d records with a baseline%n", changes, WRITERS, baselines,
				BOXES);
	}

	private void assertBaselineIsOld(long id) {
		assertThat(this.jdbc.queryForList("select label from box_aud where id = ? and revtype = 0", String.class, id))
			.containsExactly("old");
		assertThat(firstTags(id)).containsExactly("a", "b");
	}

	/** Each change starts from what the one before has left. */
	private void assertChangesAreWhole(long id) {
		List<ChangeEntry> entries = this.log
			.slice(ChangeQuery.in(Scope.everything())
				.record(new RecordRef("BOX", String.valueOf(id)))
				.actions(Action.UPDATE)
				.withWholeCollections()
				.oldestFirst(), null, 1000)
			.entries();
		Object tags = List.of("a", "b");
		for (ChangeEntry entry : entries) {
			for (FieldChange change : entry.changes().list()) {
				if (change instanceof FieldChange.Elements elements && change.field().equals("tags")) {
					assertThat(elements.whole().before()).as("tags of box %d before %s", id, entry).isEqualTo(tags);
					tags = elements.whole().after();
				}
			}
		}
	}

	/** Each writer has boxes of its own. */
	private int write(long first, int number, AtomicBoolean ended) {
		Random random = new Random(number);
		int changes = 0;
		while (!ended.get()) {
			long id = first + random.nextInt(BOXES / WRITERS) * WRITERS + number;
			int kind = random.nextInt(20);
			if (kind == 0) {
				inTransaction((em) -> {
					Box box = em.find(Box.class, id);
					if (box != null) {
						em.remove(box);
					}
				});
			}
			else {
				String text = "w%d-%d".formatted(number, changes);
				inTransaction((em) -> {
					Box box = em.find(Box.class, id);
					if (box != null && kind % 2 == 0) {
						box.label = text;
					}
					else if (box != null && !box.tags.remove("a")) {
						box.tags.add("a");
					}
				});
			}
			changes++;
		}
		return changes;
	}

}
