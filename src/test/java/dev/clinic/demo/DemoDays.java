package dev.clinic.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.revtrail.TestDatabase;

/**
 * Times at which somebody may start the demo: those at which calendars and clocks turn,
 * and then others, at all hours, spread over more than four years.
 */
final class DemoDays {

	private static final List<Instant> TURNS = Stream.of("2025-06-16T11:00:00Z", // A
																					// Monday
																					// morning:
																					// the
																					// half
																					// year
																					// is
																					// at
																					// its
																					// shortest
			"2028-02-29T17:00:00Z", // A leap day
			"2027-01-01T05:02:00Z", // The year has just begun in New York
			"2026-03-08T07:05:00Z", // The clocks have just gone forward
			"2026-11-01T06:30:00Z", // The hour that comes twice, for the second time
			"2025-06-16T03:59:59Z", // A Sunday night: the half year is at its longest
			"2025-06-16T04:00:30Z", // A Monday that is some seconds old
			"2026-02-01T04:30:00Z", // The end of January in New York, and February
									// elsewhere
			"2027-02-28T23:59:59Z", // The end of February
			"2028-12-31T23:59:59Z", // The end of a leap year
			"2026-08-31T16:00:00Z", // Half a year after it there is no such day
			"2026-11-27T07:00:00Z") // The day on which a former name broke a test
		.map(Instant::parse)
		.toList();

	private static final Instant FIRST = Instant.parse("2025-01-02T00:17:00Z");

	private static final Duration STEP = Duration.parse("P31DT5H7M");

	private DemoDays() {
	}

	/** Three, of which MySQL repeats one; as many as {@code demo.days} says. */
	static Stream<Instant> some() {
		return first(Integer.getInteger("demo.days", (TestDatabase.Kind.selected() == TestDatabase.Kind.H2) ? 3 : 1));
	}

	/** One, or as many as {@code demo.days} says, for what takes long. */
	static Stream<Instant> few() {
		return first(Integer.getInteger("demo.days", 1));
	}

	/** All at which something turns, for what takes no time. */
	static Stream<Instant> all() {
		return first(Math.max(60, Integer.getInteger("demo.days", 60)));
	}

	private static Stream<Instant> first(int days) {
		Instant start = FIRST.plus(Duration.ofHours(13).multipliedBy(Long.getLong("demo.seed", 1)));
		return Stream.concat(TURNS.stream(), Stream.iterate(start, (day) -> day.plus(STEP))).limit(days);
	}

}
