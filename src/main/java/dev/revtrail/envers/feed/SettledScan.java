package dev.revtrail.envers.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Decides which revisions are settled. A revision takes its number before its row is
 * written, and its row is written before it is committed. A number whose row is committed
 * is settled; one whose row is there but not committed is in flight. One without a row
 * was rolled back, or its transaction is about to write the row: it counts as rolled back
 * once a higher number has been known for the gap time.
 */
final class SettledScan {

	private final long gapNanos;

	/** The highest numbers at instants of the last gap time. */
	private final Deque<Sample> samples = new ArrayDeque<>();

	/** The highest number known for longer than the gap time. */
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
		Sample last = this.samples.peekLast();
		if (last == null || last.highest() < highest) {
			this.samples.addLast(new Sample(now, highest));
		}
		Sample first = this.samples.peekFirst();
		while (first != null && now - first.time() >= this.gapNanos) {
			this.longKnown = Math.max(this.longKnown, first.highest());
			this.samples.removeFirst();
			first = this.samples.peekFirst();
		}
	}

	/**
	 * Finds the settled revisions of a range.
	 * @param first the first number, below which all is settled
	 * @param last the last number, not above the highest
	 * @param written the numbers of the range with a row, committed or not, read before
	 * the next
	 * @param committed the numbers of the range with a committed row
	 * @return what is settled
	 */
	Settled settled(long first, long last, Set<Long> written, Set<Long> committed) {
		List<Long> gone = new ArrayList<>();
		long number = first;
		while (number <= last && (committed.contains(number) || isGone(number, written))) {
			if (!committed.contains(number)) {
				gone.add(number);
			}
			number++;
		}
		return new Settled(number, gone);
	}

	private boolean isGone(long number, Set<Long> written) {
		return number <= this.longKnown && !written.contains(number);
	}

	/**
	 * The settled revisions of a range.
	 *
	 * @param end the first number that is not settled, or the one after the range
	 * @param gone the numbers that count as rolled back
	 */
	record Settled(long end, List<Long> gone) {

	}

	/**
	 * The highest number at an instant.
	 *
	 * @param time the instant, in nanoseconds
	 * @param highest the number
	 */
	private record Sample(long time, long highest) {

	}

}
