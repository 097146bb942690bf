package dev.revtrail.envers.count;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The whole quarters of an hour within a period, and what lies around them.
 *
 * @param since the beginning of the first quarter; null for the beginning of time
 * @param until the end of the last quarter; null for the end of time
 * @param edges the parts of the period that are not whole quarters
 */
record Period(@Nullable Instant since, @Nullable Instant until, List<Edge> edges) {

	private static final int QUARTERS_PER_DAY = 96;

	/**
	 * Divides a period.
	 * @return what it contains; null where it contains no whole quarter
	 */
	static @Nullable Period of(@Nullable Instant since, @Nullable Instant until) {
		Instant first = (since != null) ? floor(since) : null;
		if (first != null && !first.equals(since)) {
			first = first.plusSeconds(DayCounts.QUARTER);
		}
		Instant end = (until != null) ? floor(until) : null;
		if (first != null && end != null && !first.isBefore(end)) {
			return null;
		}
		List<Edge> edges = new ArrayList<>();
		if (since != null && first != null && since.isBefore(first)) {
			edges.add(new Edge(since, first));
		}
		if (until != null && end != null && end.isBefore(until)) {
			edges.add(new Edge(end, until));
		}
		return new Period(first, end, edges);
	}

	private static Instant floor(Instant instant) {
		return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), DayCounts.QUARTER) * DayCounts.QUARTER);
	}

	int firstDay() {
		return (this.since != null) ? DayCounts.day(this.since) : DayCounts.ALL_DAYS + 1;
	}

	int lastDay() {
		return (this.until != null) ? DayCounts.day(this.until.minusSeconds(1)) : Integer.MAX_VALUE;
	}

	/** The days that lie partly outside. */
	SortedSet<Integer> partialDays() {
		SortedSet<Integer> days = new TreeSet<>();
		if (this.since != null && !DayCounts.start(firstDay(), 0).equals(this.since)) {
			days.add(firstDay());
		}
		if (this.until != null && !DayCounts.start(lastDay(), QUARTERS_PER_DAY).equals(this.until)) {
			days.add(lastDay());
		}
		return days;
	}

	/** Whether the quarter that begins at an instant lies within. */
	boolean contains(Instant start) {
		return (this.since == null || !start.isBefore(this.since))
				&& (this.until == null || start.isBefore(this.until));
	}

	/**
	 * A part of a quarter.
	 *
	 * @param since the first instant
	 * @param until the first instant after it
	 */
	record Edge(Instant since, Instant until) {

	}

}
