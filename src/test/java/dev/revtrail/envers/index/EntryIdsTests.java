package dev.revtrail.envers.index;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Ids of entries follow the numbers of their revisions.
 */
@Tag("unit")
class EntryIdsTests {

	private static final int LAST_INDEX = (1 << 24) - 1;

	private static final long LAST_REVISION = (1L << 39) - 1;

	@Test
	void entriesOfOneTransactionHaveAscendingIds() {
		assertThat(IntStream.range(0, 5_000).mapToLong((index) -> EntryIds.id(7, index)).toArray()).isSorted()
			.doesNotHaveDuplicates();
	}

	@Test
	void allEntriesOfARevisionPrecedeThoseOfTheNext() {
		assertThat(LongStream.of(1, 2, 41, 42, LAST_REVISION - 1, LAST_REVISION)
			.flatMap((revision) -> LongStream.of(EntryIds.id(revision, 0), EntryIds.id(revision, LAST_INDEX)))
			.toArray()).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void theFloorOfARevisionIsItsFirstId() {
		assertThat(EntryIds.floor(42)).isEqualTo(EntryIds.id(42, 0)).isEqualTo(EntryIds.id(41, LAST_INDEX) + 1);
	}

	@Test
	void theFloorOfANumberThatNoRevisionHasIsAboveOrBelowAllIds() {
		assertThat(EntryIds.floor(LAST_REVISION + 1)).isEqualTo(Long.MAX_VALUE);
		assertThat(EntryIds.floor(-1)).isZero();
	}

	@Test
	void aTransactionWithTooManyEntriesIsRefused() {
		assertThatThrownBy(() -> EntryIds.id(1, LAST_INDEX + 1)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("16777216 entries");
	}

	@Test
	void aNumberThatIdsCannotHoldIsRefused() {
		assertThatThrownBy(() -> EntryIds.id(LAST_REVISION + 1, 0)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("549755813887");
		assertThatThrownBy(() -> EntryIds.id(0, 0)).isInstanceOf(IllegalStateException.class);
	}

}
