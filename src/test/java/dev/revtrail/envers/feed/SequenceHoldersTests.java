package dev.revtrail.envers.feed;

import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has ended is what no transaction that may have taken its number holds the sequence
 * for.
 */
@Tag("unit")
class SequenceHoldersTests {

	private final SequenceHolders holders = new SequenceHolders((connection) -> {
		throw new IllegalStateException("No sequence is read here.");
	});

	@Test
	void allHasEndedWhereNoneHoldsTheSequence() {
		assertThat(this.holders.ended(7L, Set.of())).isEqualTo(7);
	}

	@Test
	void nothingIsKnownOfASequenceThatHasGivenNoNumber() {
		assertThat(this.holders.ended(null, Set.of())).isEqualTo(-1);
	}

	@Test
	void aNumberHasEndedWhenThoseWhoHeldTheSequenceThenAreGone() {
		assertThat(this.holders.ended(7L, Set.of("3/1", "4/1"))).isEqualTo(-1);
		assertThat(this.holders.ended(8L, Set.of("4/1", "5/1"))).isEqualTo(-1);
		assertThat(this.holders.ended(9L, Set.of("5/1", "3/2"))).isEqualTo(7);
		assertThat(this.holders.ended(9L, Set.of("3/2"))).isEqualTo(8);
		assertThat(this.holders.ended(9L, Set.of())).isEqualTo(9);
	}

	@Test
	void aTransactionThatIsPreparedUnderAnotherNameHasNotEnded() {
		this.holders.ended(7L, Set.of("3/1", "-1/700"));

		assertThat(this.holders.ended(7L, Set.of("-1/700", "-1/701"))).isEqualTo(-1);
		assertThat(this.holders.ended(8L, Set.of("-1/701", "-1/702"))).isEqualTo(-1);
		assertThat(this.holders.ended(8L, Set.of("-1/702", "-1/703"))).isEqualTo(7);
		assertThat(this.holders.ended(8L, Set.of("-1/703"))).isEqualTo(8);
	}

	@Test
	void aSequenceThatGoesBackTakesNothingBack() {
		this.holders.ended(7L, Set.of());

		assertThat(this.holders.ended(3L, Set.of("3/1"))).isEqualTo(7);
	}

}
