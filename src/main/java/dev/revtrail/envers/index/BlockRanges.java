package dev.revtrail.envers.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.types.Predicate;
import com.querydsl.core.types.dsl.Expressions;

/**
 * Ranges of the entries of some blocks of revisions. There are only so many: the nearest
 * ones become one, with the blocks between them.
 */
final class BlockRanges {

	/** Databases, and those who make statements for them, take their time for more. */
	private static final int MOST = 50;

	private final List<Range> ranges = new ArrayList<>();

	/** Adds a block, whose number is higher than those of the blocks before. */
	void add(long block) {
		int last = this.ranges.size() - 1;
		if (last >= 0 && this.ranges.get(last).end() == block) {
			this.ranges.set(last, new Range(this.ranges.get(last).first(), block + 1));
		}
		else {
			this.ranges.add(new Range(block, block + 1));
		}
	}

	/** Holds for the entries of all blocks, and for some between them. */
	Predicate condition() {
		BooleanBuilder condition = new BooleanBuilder();
		for (Range range : few()) {
			condition
				.or(QEntryRow.entryRow.id.goe(start(range.first())).and(QEntryRow.entryRow.id.lt(start(range.end()))));
		}
		return condition.hasValue() ? condition : Expressions.FALSE.isTrue();
	}

	private List<Range> few() {
		Set<Integer> widest = IntStream.range(1, this.ranges.size())
			.boxed()
			.sorted(Comparator.comparingLong(this::gapBefore).reversed())
			.limit(MOST - 1)
			.collect(Collectors.toSet());
		List<Range> few = new ArrayList<>();
		for (int i = 0; i < this.ranges.size(); i++) {
			Range range = this.ranges.get(i);
			if (i == 0 || widest.contains(i)) {
				few.add(range);
			}
			else {
				few.set(few.size() - 1, new Range(few.get(few.size() - 1).first(), range.end()));
			}
		}
		return few;
	}

	private long gapBefore(int range) {
		return this.ranges.get(range).first() - this.ranges.get(range - 1).end();
	}

	/** The lowest id that an entry of a block can have. */
	static long start(long block) {
		return EntryIds.floor(block * TimeRow.REVISIONS);
	}

	/**
	 * Some blocks.
	 *
	 * @param first the first one
	 * @param end the one after the last
	 */
	private record Range(long first, long end) {

	}

}
