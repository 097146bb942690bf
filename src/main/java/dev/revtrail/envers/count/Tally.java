package dev.revtrail.envers.count;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The counts of some entries, by series and day.
 */
final class Tally {

	private final Map<Series, Map<Integer, DayCounts>> series = new HashMap<>();

	private Tally() {
	}

	/** Counts entries; each as one or, where they are removed, as minus one. */
	static Tally of(Collection<CountedEntry> entries, int each) {
		Tally tally = new Tally();
		for (CountedEntry entry : entries) {
			int day = DayCounts.day(entry.recordedAt());
			Series.of(entry)
				.forEach((series) -> tally.series.computeIfAbsent(series, (key) -> new TreeMap<>())
					.computeIfAbsent(day, (key) -> new DayCounts())
					.add(entry.recordedAt(), each));
		}
		return tally;
	}

	Map<Series, Map<Integer, DayCounts>> series() {
		return this.series;
	}

}
