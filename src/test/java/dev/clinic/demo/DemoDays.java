package dev.clinic.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Times at which somebody may start the demo: those at which calendars and clocks turn,
 * and then others, at all hours, spread over more than four years.
 */
final class DemoDays {

	/** The days on which something turns, by what does. */
	private static final Map<String, String> TURNS = turns();

	private static final Instant FIRST = Instant.parse("2025-01-02T00:17:00Z");

	private static final Duration STEP = Duration.parse("P31DT5H7M");

	private DemoDays() {
	}

	/** One, as making the data takes long; as many as {@code demo.days} says. */
	static Stream<Instant> some() {
		return first(Integer.getInteger("demo.days", 1));
	}

	/** All at which something turns, for what takes no time. */
	static Stream<Instant> all() {
		return first(Math.max(60, Integer.getInteger("demo.days", 60)));
	}

	private static Stream<Instant> first(int days) {
		Instant start = FIRST.plus(Duration.ofHours(13).multipliedBy(Long.getLong("demo.seed", 1)));
		return Stream
			.concat(TURNS.values().stream().map(Instant::parse), Stream.iterate(start, (day) -> day.plus(STEP)))
			.limit(days);
	}

	private static Map<String, String> turns() {
		Map<String, String> turns = new LinkedHashMap<>();
		turns.put("a Monday morning, when the half year is at its shortest", "2025-06-16T11:00:00Z");
		turns.put("a leap day", "2028-02-29T17:00:00Z");
		turns.put("the year has just begun in New York", "2027-01-01T05:02:00Z");
		turns.put("the clocks have just gone forward", "2026-03-08T07:05:00Z");
		turns.put("the hour that comes twice, for the second time", "2026-11-01T06:30:00Z");
		turns.put("a Sunday night, when the half year is at its longest", "2025-06-16T03:59:59Z");
		turns.put("a Monday that is some seconds old", "2025-06-16T04:00:30Z");
		turns.put("the end of January in New York, and February elsewhere", "2026-02-01T04:30:00Z");
		turns.put("the end of February", "2027-02-28T23:59:59Z");
		turns.put("the end of a leap year", "2028-12-31T23:59:59Z");
		turns.put("a day that has none of its number half a year after it", "2026-08-31T16:00:00Z");
		turns.put("a day on which names of the past once were those of today", "2026-11-27T07:00:00Z");
		return turns;
	}

}
