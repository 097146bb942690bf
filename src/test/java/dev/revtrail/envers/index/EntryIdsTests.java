package dev.revtrail.envers.index;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ids of entries say when, in which revision and as which of its entries they were
 * recorded.
 */
@Tag("unit")
class EntryIdsTests {

	private static final Instant NOON = Instant.parse("2026-05-04T12:00:00.123Z");

	@Test
	void entriesOfOneTransactionHaveAscendingIds() {
		long[] ids = IntStream.range(0, 5_000).mapToLong((index) -> EntryIds.id(NOON, 7, index)).toArray();

		assertThat(ids).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void revisionsOfOneMillisecondHaveDifferentIds() {
		long[] ids = LongStream.range(1, 4_096)
			.flatMap((revision) -> LongStream.of(EntryIds.id(NOON, revision, 0), EntryIds.id(NOON, revision, 1_023)))
			.toArray();

		assertThat(ids).doesNotHaveDuplicates();
	}

	@Test
	void laterEntriesHaveHigherIdsWhateverTheirRevision() {
		assertThat(EntryIds.id(NOON.plusMillis(1), 1, 0)).isGreaterThan(EntryIds.id(NOON, 4_095, 1_023));
	}

	@Test
	void anIdHasTheMillisecondOfItsEntry() {
		assertThat(EntryIds.instant(EntryIds.id(NOON.plusNanos(999_999), 42, 17))).isEqualTo(NOON);
	}

	@Test
	void allEntriesOfAnInstantAreBetweenItsFloorAndItsCeiling() {
		int last = (int) EntryIds.DRIFT.toMillis() * 1_024;

		assertThat(EntryIds.id(NOON, 0, 0)).isEqualTo(EntryIds.floor(NOON));
		assertThat(EntryIds.id(NOON, 4_095, last)).isLessThan(EntryIds.ceiling(NOON));
		assertThat(EntryIds.id(NOON.minusMillis(1), 4_095, 1_023)).isLessThan(EntryIds.floor(NOON));
	}

	@Test
	void idsOfTwoInstantsAreTheirDistanceApart() {
		Duration hour = Duration.ofHours(1);

		assertThat(EntryIds.id(NOON.plus(hour), 3, 5) - EntryIds.id(NOON, 3, 5)).isEqualTo(EntryIds.distance(hour));
	}

	@Test
	void instantsOutOfRangeHaveTheLowestAndTheHighestFloor() {
		assertThat(EntryIds.floor(Instant.parse("+90000-01-01T00:00:00Z"))).isEqualTo(Long.MAX_VALUE);
		assertThat(EntryIds.floor(Instant.parse("-90000-01-01T00:00:00Z"))).isEqualTo(Long.MIN_VALUE);
	}

}
