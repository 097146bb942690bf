package dev.revtrail.envers.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Decides which revisions are settled. A revision takes its number before its row is
 * written, and its row is written before it is committed. A number whose row is committed
 * is settled; one whose row is there but not committed is in flight. One without a row
 * was rolled back, or its transaction is about to write the row: it counts as rolled back
 * once a higher number has been known for the gap time, or if its node or the database
 * says so.
 */
final class SettledScan {

	private static final int MOST_SEEN = 10_000;

	private final long gapNanos;

	/** The highest numbers that were seen above the mark, and when each was first. */
	private final NavigableMap<Long, Long> seen = new TreeMap<>();

	/** The highest number known for longer than the gap time, or to have ended. */
	private long longKnown = -1;

	SettledScan(Duration gapTime) {
		this.gapNanos = gapTime.toNanos();
	}

	/**
	 * Notes the highest number, before the rows are read.
	 * @param highest the highest number with a committed row
	 * @param now an instant, in nanoseconds of any origin
	 */
	void highest(long highest, long now) {
		if (this.seen.isEmpty() || this.seen.lastKey() < highest) {
			this.seen.put(highest, now);
		}
		for (Map.Entry<Long, Long> number : this.seen.entrySet()) {
			if (now - number.getValue() < this.gapNanos) {
				break;
			}
			this.longKnown = Math.max(this.longKnown, number.getKey());
		}
		if (this.seen.size() > MOST_SEEN) {
			this.seen.pollLastEntry();
		}
	}

	/**
	 * Notes that the transactions of all numbers up to one have ended, before the
	 * committed rows are read.
	 * @param number the number
	 */
	void ended(long number) {
		this.longKnown = Math.max(this.longKnown, number);
	}

	/**
	 * Forgets the numbers that the mark has passed.
	 * @param firstUnsettled the mark
	 */
	void passed(long firstUnsettled) {
		this.seen.headMap(firstUnsettled, false).clear();
	}

	/**
	 * Returns when the first number above the mark was seen; null where there is none.
	 */
	@Nullable Long waitingSince() {
		return this.seen.isEmpty() ? null : this.seen.firstEntry().getValue();
	}

	/**
	 * Finds the settled revisions of a range.
	 * @param first the first number, below which all is settled
	 * @param last the last number, not above the highest
	 * @param written the numbers of the range with a row, committed or not, read before
	 * the next
	 * @param committed the numbers of the range with a committed row
	 * @param rolledBack numbers that are known to be rolled back
	 * @return what is settled
	 */
	Settled settled(long first, long last, Set<Long> written, Set<Long> committed, Set<Long> rolledBack) {
		List<Long> gone = new ArrayList<>();
		long number = first;
		while (number <= last && (committed.contains(number) || isGone(number, written, rolledBack))) {
			if (!committed.contains(number)) {
				gone.add(number);
			}
			number++;
		}
		return new Settled(number, gone);
	}

	private boolean isGone(long number, Set<Long> written, Set<Long> rolledBack) {
		return !written.contains(number) && (number <= this.longKnown || rolledBack.contains(number));
	}

	/**
	 * The settled revisions of a range.
	 *
	 * @param end the first number that is not settled, or the one after the range
	 * @param gone the numbers that count as rolled back
	 */
	record Settled(long end, List<Long> gone) {

	}

}
