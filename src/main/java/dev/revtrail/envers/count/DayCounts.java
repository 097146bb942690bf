package dev.revtrail.envers.count;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many entries were recorded in each quarter of an hour of a day.
 */
final class DayCounts {

	/** Stands for all days: the whole series. */
	static final int ALL_DAYS = Integer.MIN_VALUE;

	static final long QUARTER = Duration.ofMinutes(15).toSeconds();

	private static final long DAY = Duration.ofDays(1).toSeconds();

	/** The longest text: each quarter with a number of ten digits. */
	static final int LONGEST = 1500;

	private final Map<Integer, Long> quarters = new TreeMap<>();

	private long total;

	DayCounts() {
	}

	/** The counts as they are stored. */
	DayCounts(long total, String quarters) {
		this.total = total;
		if (!quarters.isEmpty()) {
			for (String quarter : quarters.split(",")) {
				int colon = quarter.indexOf(':');
				this.quarters.put(Integer.parseInt(quarter, 0, colon, 10),
						Long.parseLong(quarter, colon + 1, quarter.length(), 10));
			}
		}
	}

	/** The day of an instant, in UTC. */
	static int day(Instant instant) {
		return Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), DAY));
	}

	/** When a quarter of a day begins. */
	static Instant start(int day, int quarter) {
		return Instant.ofEpochSecond(day * DAY + quarter * QUARTER);
	}

	/**
	 * Adds entries that were recorded at an instant.
	 * @param entries how many; negative where they are removed
	 */
	void add(Instant instant, long entries) {
		int quarter = Math.toIntExact(Math.floorMod(instant.getEpochSecond(), DAY) / QUARTER);
		this.quarters.merge(quarter, entries, Long::sum);
		this.total += entries;
	}

	void addAll(DayCounts others) {
		others.quarters.forEach((quarter, entries) -> this.quarters.merge(quarter, entries, Long::sum));
		addTotal(others);
	}

	/** Adds the number of entries, without the quarters. */
	void addTotal(DayCounts others) {
		this.total += others.total;
	}

	long total() {
		return this.total;
	}

	/** By quarter, from 0 to 95. */
	Map<Integer, Long> quarters() {
		return this.quarters;
	}

	String text() {
		return this.quarters.entrySet()
			.stream()
			.filter((quarter) -> quarter.getValue() != 0)
			.map((quarter) -> quarter.getKey().toString() + ":" + quarter.getValue().toString())
			.collect(Collectors.joining(","));
	}

}
