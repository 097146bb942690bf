package dev.revtrail.envers.feed;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.revtrail.envers.feed.SettledScan.Settled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A revision is settled once it is committed, or once it is certain enough that it was
 * rolled back.
 */
@Tag("unit")
class SettledScanTests {

	private static final Duration GAP = Duration.ofSeconds(5);

	private static final long START = -3;

	private final SettledScan scan = new SettledScan(GAP);

	@Test
	void committedRevisionsAreSettled() {
		this.scan.highest(12, START);

		assertThat(settled(10, 12, Set.of(10L, 11L, 12L), Set.of(10L, 11L, 12L))).isEqualTo(new Settled(13, List.of()));
	}

	@Test
	void whatIsWrittenAndNotCommittedHoldsTheRestBack() {
		this.scan.highest(12, START);
		this.scan.highest(12, START + 100 * GAP.toNanos());

		assertThat(settled(10, 12, Set.of(10L, 11L, 12L), Set.of(10L, 12L))).isEqualTo(new Settled(11, List.of()));
	}

	@Test
	void aNumberWithoutARowHoldsTheRestBackForTheGapTime() {
		this.scan.highest(12, START);
		assertThat(settled(10, 12, Set.of(10L, 12L), Set.of(10L, 12L)).end()).isEqualTo(11);

		this.scan.highest(20, START + GAP.toNanos() - 1);
		assertThat(settled(11, 12, Set.of(12L), Set.of(12L)).end()).isEqualTo(11);

		this.scan.highest(20, START + GAP.toNanos());
		assertThat(settled(11, 12, Set.of(12L), Set.of(12L))).isEqualTo(new Settled(13, List.of(11L)));
	}

	@Test
	void aNumberThatIsKnownToHaveEndedDoesNotWait() {
		this.scan.highest(12, START);
		this.scan.ended(11);

		assertThat(settled(10, 12, Set.of(), Set.of(10L))).isEqualTo(new Settled(12, List.of(11L)));
	}

	@Test
	void allMissingNumbersWaitAtTheSameTime() {
		this.scan.highest(15, START);
		this.scan.highest(16, START + GAP.toNanos());

		assertThat(settled(10, 16, Set.of(12L, 15L, 16L), Set.of(12L, 15L, 16L)))
			.isEqualTo(new Settled(17, List.of(10L, 11L, 13L, 14L)));
	}

	@Test
	void aNumberThatIsKnownForTooShortATimeDoesNotCountAsRolledBack() {
		this.scan.highest(10, START);
		this.scan.highest(12, START + GAP.toNanos() / 2);
		this.scan.highest(12, START + GAP.toNanos());

		assertThat(settled(9, 12, Set.of(12L), Set.of(12L))).isEqualTo(new Settled(11, List.of(9L, 10L)));
	}

	@Test
	void aTransactionThatIsRolledBackAfterALongTimeHoldsNothingBack() {
		this.scan.highest(11, START);
		this.scan.highest(11, START + 10 * GAP.toNanos());
		assertThat(settled(10, 11, Set.of(10L, 11L), Set.of(11L)).end()).isEqualTo(10);

		assertThat(settled(10, 11, Set.of(11L), Set.of(11L))).isEqualTo(new Settled(12, List.of(10L)));
	}

	@Test
	void aRowThatIsBeingRemovedIsStillCommitted() {
		this.scan.highest(11, START);

		assertThat(settled(10, 11, Set.of(11L), Set.of(10L, 11L)).end()).isEqualTo(12);
	}

	@Test
	void aNumberThatIsKnownToBeRolledBackHoldsNothingBack() {
		this.scan.highest(12, START);

		assertThat(this.scan.settled(10, 12, Set.of(12L), Set.of(12L), Set.of(10L, 11L, 50L)))
			.isEqualTo(new Settled(13, List.of(10L, 11L)));
		assertThat(this.scan.settled(10, 12, Set.of(12L), Set.of(12L), Set.of(10L)).end()).isEqualTo(11);
	}

	private Settled settled(long first, long last, Set<Long> written, Set<Long> committed) {
		return this.scan.settled(first, last, written, committed, Set.of());
	}

}
