package dev.clinic.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/**
 * The events of the demo data by their times. Events are added in any order, by other
 * events too, and happen in the order of their times, until the end. The timeline begins
 * on a Monday morning, so that a practice has the same week on every day of creation.
 */
class Timeline {

	/** The time zone of the practices. */
	static final ZoneId ZONE = ZoneId.of("America/New_York");

	static final int WEEKS = 26;

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	private final LocalDate firstDay;

	private final Instant begin;

	private final Instant end;

	private Instant now;

	private long planned;

	Timeline(Instant end) {
		this.end = end.truncatedTo(ChronoUnit.MILLIS);
		this.firstDay = LocalDate.ofInstant(end, ZONE)
			.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
			.minusWeeks(WEEKS);
		this.begin = instant(this.firstDay, LocalTime.of(6, 30));
		this.now = this.begin;
	}

	static Instant instant(LocalDate day, LocalTime time) {
		return day.atTime(time).atZone(ZONE).toInstant();
	}

	void at(Instant time, Runnable event) {
		this.events.add(new Event(time, this.planned++, event));
	}

	void on(LocalDate day, LocalTime time, Runnable event) {
		at(instant(day, time), event);
	}

	void after(Duration wait, Runnable event) {
		at(this.now.plus(wait), event);
	}

	/** Adds an event for every day at the same time, from the second day on. */
	void daily(LocalTime time, Runnable event) {
		for (LocalDate day = this.firstDay.plusDays(1); !instant(day, time).isAfter(this.end); day = day.plusDays(1)) {
			on(day, time, event);
		}
	}

	/**
	 * Runs all events.
	 * @param progress receives how much of the time has passed, in percent
	 */
	void run(IntConsumer progress) {
		long length = Duration.between(this.begin, this.end).toMillis();
		for (Event event = this.events.poll(); event != null; event = this.events.poll()) {
			if (event.time().isAfter(this.end)) {
				break;
			}
			this.now = event.time().isAfter(this.now) ? event.time() : this.now;
			event.work().run();
			progress.accept((int) (Duration.between(this.begin, this.now).toMillis() * 99 / length));
		}
		progress.accept(100);
	}

	/** Lets time pass while people work, though never past the end. */
	Instant pass(Duration step) {
		Instant then = this.now.plus(step);
		this.now = then.isBefore(this.end) ? then : this.end;
		return this.now;
	}

	Instant now() {
		return this.now;
	}

	Instant end() {
		return this.end;
	}

	LocalDate firstDay() {
		return this.firstDay;
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.now, ZONE);
	}

	/**
	 * Returns the first working day that is at least the given number of days from today.
	 */
	LocalDate workday(int daysAhead) {
		LocalDate day = today().plusDays(daysAhead);
		return switch (day.getDayOfWeek()) {
			case SATURDAY -> day.plusDays(2);
			case SUNDAY -> day.plusDays(1);
			default -> day;
		};
	}

	private record Event(Instant time, long number, Runnable work) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			int order = this.time.compareTo(other.time);
			return (order != 0) ? order : Long.compare(this.number, other.number);
		}

	}

}
