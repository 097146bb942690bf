package dev.revtrail.envers.index;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Successive numbers.
 *
 * @param first the lowest number
 * @param last the highest number
 */
public record NumberRange(long first, long last) {

	/**
	 * Divides numbers into as few ranges as possible.
	 * @return the ranges, in ascending order
	 */
	public static List<NumberRange> of(SortedSet<Long> numbers) {
		List<NumberRange> ranges = new ArrayList<>();
		for (long number : numbers) {
			NumberRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
			if (last != null && last.last() + 1 == number) {
				ranges.set(ranges.size() - 1, new NumberRange(last.first(), number));
			}
			else {
				ranges.add(new NumberRange(number, number));
			}
		}
		return ranges;
	}

}
