package dev.revtrail.envers.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
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

	private final List<NumberRange> ranges;

	BlockRanges(SortedSet<Long> blocks) {
		this.ranges = NumberRange.of(blocks);
	}

	/** Holds for the entries of all blocks, and for some between them. */
	Predicate condition() {
		BooleanBuilder condition = new BooleanBuilder();
		for (NumberRange range : few()) {
			condition.or(QEntryRow.entryRow.id.goe(start(range.first()))
				.and(QEntryRow.entryRow.id.lt(start(range.last() + 1))));
		}
		return condition.hasValue() ? condition : Expressions.FALSE.isTrue();
	}

	private List<NumberRange> few() {
		Set<Integer> widest = IntStream.range(1, this.ranges.size())
			.boxed()
			.sorted(Comparator.comparingLong(this::gapBefore).reversed())
			.limit(MOST - 1)
			.collect(Collectors.toSet());
		List<NumberRange> few = new ArrayList<>();
		for (int i = 0; i < this.ranges.size(); i++) {
			NumberRange range = this.ranges.get(i);
			if (i == 0 || widest.contains(i)) {
				few.add(range);
			}
			else {
				few.set(few.size() - 1, new NumberRange(few.get(few.size() - 1).first(), range.last()));
			}
		}
		return few;
	}

	private long gapBefore(int range) {
		return this.ranges.get(range).first() - this.ranges.get(range - 1).last();
	}

	/** The lowest id that an entry of a block can have. */
	static long start(long block) {
		return EntryIds.floor(block * TimeRow.REVISIONS);
	}

}
