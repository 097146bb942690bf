package dev.revtrail.envers.baseline;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

import dev.revtrail.LibraryTest;
import dev.revtrail.baseline.BaselineStatus;
import dev.revtrail.envers.baseline.BaselineBatch.Page;
import dev.revtrail.envers.baseline.BaselineBatch.Result;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.run.Claim;
import dev.revtrail.envers.run.Runs;
import dev.revtrail.feed.SettledMark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One node at a time works on a run, and another goes on where it ended.
 */
@LibraryTest(Attic.class)
@TestPropertySource(properties = "revtrail.baseline.batch-size=3")
class BaselineRunsTests extends AtticCase {

	@Autowired
	Capture capture;

	@Autowired
	TrackedPersistence persistence;

	@Autowired
	SettledMark mark;

	@BeforeEach
	void startOver() {
		this.jdbc.update("delete from revtrail_baseline_run");
	}

	@Test
	void aRunThatWasKilledGoesOnAfterItsLastBatch() {
		long first = older(10);
		Runs<BaselineRunRow> runs = runs("killed", Duration.ofMinutes(1));
		Claim claim = Objects.requireNonNull(runs.claim("BOX", true, () -> 10));
		write(runs, claim, page(first, 3));
		long revision = Objects.requireNonNull(runs.find("BOX").status().lastRevision());

		BaselineStatus held = this.baseline.run("BOX");
		assertThat(held.state()).isEqualTo(BaselineStatus.State.RUNNING);
		assertThat(held.node()).isEqualTo("killed");
		assertThat(rows(first + 3)).isEmpty();

		this.jdbc.update("update revtrail_baseline_run set leader = null");
		assertThat(this.baseline.status().get(0).state()).isEqualTo(BaselineStatus.State.STOPPED);
		BaselineStatus done = this.baseline.run("BOX");

		assertThat(done.state()).isEqualTo(BaselineStatus.State.DONE);
		assertThat(done.written()).isEqualTo(10);
		assertThat(done.firstRevision()).isEqualTo(revision);
		for (long id = first; id < first + 10; id++) {
			assertThat(rows(id)).containsExactly(0);
		}
	}

	@Test
	void aNodeIsReplacedOnceItGivesNoSignOfLife() {
		long first = older(3);
		Runs<BaselineRunRow> one = runs("one", Duration.ZERO);
		Runs<BaselineRunRow> two = runs("two", Duration.ZERO);
		Claim ofOne = Objects.requireNonNull(one.claim("BOX", true, () -> 3));

		assertThat(two.claim("BOX", true, () -> 3)).isNull();
		one.change(ofOne, BaselineRunRow::beat);
		assertThat(two.claim("BOX", true, () -> 3)).isNull();
		Claim ofTwo = Objects.requireNonNull(two.claim("BOX", true, () -> 3));

		assertThat(ofTwo.epoch()).isGreaterThan(ofOne.epoch());
		assertThat(batch(one).write(ofOne, page(first, 3))).isNull();
		assertThat(rows(first)).isEmpty();
		assertThat(one.change(ofOne, BaselineRunRow::release)).isNull();
		assertThat(write(two, ofTwo, page(first, 3)).written()).isEqualTo(3);
		assertThat(rows(first)).containsExactly(0);
	}

	@Test
	void aRunStopsAfterItsBatch() {
		long first = older(3);
		Runs<BaselineRunRow> runs = runs("one", Duration.ofMinutes(1));
		Claim claim = Objects.requireNonNull(runs.claim("BOX", true, () -> 3));

		assertThat(this.baseline.stop()).isTrue();

		assertThat(write(runs, claim, page(first, 2)).isStopping()).isTrue();
		assertThat(rows(first)).containsExactly(0);
	}

	@Test
	void whatIsDoneBeginsAgainOnlyByCall() {
		older(1);
		assertThat(this.baseline.run("BOX").state()).isEqualTo(BaselineStatus.State.DONE);

		assertThat(runs("one", Duration.ZERO).claim("BOX", false, () -> 1)).isNull();
		assertThat(runs("one", Duration.ZERO).claim("BOX", true, () -> 1)).isNotNull();
	}

	private Runs<BaselineRunRow> runs(String node, Duration lease) {
		return new Runs<>("baseline", this.persistence, BaselineRunRow.class, BaselineRunRow::new, node, lease);
	}

	/** The checks at the start have rolled a revision back, which has to be settled. */
	private Result write(Runs<BaselineRunRow> runs, Claim claim, Page page) {
		return await().until(() -> batch(runs).write(claim, page), Result::isSettled);
	}

	private BaselineBatch batch(Runs<BaselineRunRow> runs) {
		return new BaselineBatch(this.capture, this.persistence, runs, new SettledBelow(this.mark));
	}

	private Page page(long first, int boxes) {
		TrackedEntity entity = this.capture.model().ofType("BOX").get(0);
		List<Object> ids = LongStream.range(first, first + boxes).<Object>mapToObj(Long::valueOf).toList();
		return new Page(entity, ids, String.valueOf(first + boxes - 1), boxes);
	}

}
