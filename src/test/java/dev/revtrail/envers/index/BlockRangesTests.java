package dev.revtrail.envers.index;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class BlockRangesTests {

	private static final long BLOCK = BlockRanges.start(1);

	@Test
	void blocksBecomeRangesOfIds() {
		assertThat(condition(2, 3, 4, 9)).isEqualTo("entryRow.id >= " + 2 * BLOCK + " && entryRow.id < " + 5 * BLOCK
				+ " || entryRow.id >= " + 9 * BLOCK + " && entryRow.id < " + 10 * BLOCK);
		assertThat(condition()).doesNotContain("entryRow");
	}

	@Test
	void tooManyBecomeFewWithTheBlocksBetweenThem() {
		long[] blocks = LongStream.rangeClosed(1, 3000).filter((block) -> block % 2 == 0 || block > 2900).toArray();
		String few = condition(blocks);
		List<String> bounds = Pattern.compile("\\d+").matcher(few).results().map((found) -> found.group()).toList();
		assertThat(bounds).hasSizeLessThanOrEqualTo(100).startsWith(String.valueOf(2 * BLOCK));
		assertThat(bounds).endsWith(String.valueOf(3001 * BLOCK));

		// The far ones stay alone
		long[] far = LongStream.range(0, 69).map((number) -> (number < 20) ? number * 2 : number * 1000).toArray();
		assertThat(condition(far)).startsWith("entryRow.id >= 0 && entryRow.id < " + 39 * BLOCK)
			.contains("entryRow.id >= " + 59_000 * BLOCK + " && entryRow.id < " + 59_001 * BLOCK);
	}

	private static String condition(long... blocks) {
		return new BlockRanges(LongStream.of(blocks).boxed().collect(Collectors.toCollection(TreeSet::new))).condition()
			.toString();
	}

}
