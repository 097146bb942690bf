package dev.revtrail.web.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A date or date and time parameter, as an instant between 1970 and 9999: no entry is
 * older or younger, so that a value beyond these bounds is equivalent to the bound.
 *
 * @param instant the instant in the given precision; for a date, its start; a value
 * beyond the bounds becomes the bound
 * @param isDate whether it was given as a date
 */
public record TimeParameter(Instant instant, boolean isDate) {

	/** The accepted forms. */
	public static final String FORMS = "a date or a date and time, such as 2024-11-01, 2024-11-01 16:03, "
			+ "2024-11-01T16:03:19Z, 2024-11-01T16:03:19.250+01:00 (the plus sign encoded as %2B) or "
			+ "20241101T160319Z; UTC where there is no offset";

	private static final int LONGEST = 64;

	private static final String OFFSET = "(?<offset>[Zz]|[ +-][0-9]{2}(?::?[0-9]{2})?)?";

	private static final Pattern FORM = Pattern.compile("(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})"
			+ "(?:[ Tt](?<hour>[0-9]{2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,9}))?)?"
			+ OFFSET + ")?");

	private static final Pattern BASIC_FORM = Pattern.compile("(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})"
			+ "[Tt](?<hour>[0-9]{2})(?<minute>[0-9]{2})(?:(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,9}))?)?"
			+ OFFSET);

	private static final Instant FIRST = Instant.EPOCH;

	private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999998Z");

	public TimeParameter {
		instant = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
	}

	/**
	 * Parses a date or a date and time.
	 * @param text one of the {@link #FORMS}
	 * @return the parameter
	 * @throws DateTimeException when the text has another form or there is no such time
	 */
	public static TimeParameter parse(String text) {
		Matcher form = FORM.matcher(text);
		Matcher matcher = form.matches() ? form : BASIC_FORM.matcher(text);
		if (text.length() > LONGEST || !matcher.matches()) {
			throw new DateTimeException("Not a date.");
		}
		LocalDate date = LocalDate.of(number(matcher, "year"), number(matcher, "month"), number(matcher, "day"));
		LocalTime time = LocalTime.of(number(matcher, "hour"), number(matcher, "minute"), number(matcher, "second"),
				nanos(matcher.group("fraction")));
		return new TimeParameter(date.atTime(time).toInstant(offset(matcher.group("offset"))),
				matcher.group("hour") == null);
	}

	private static int number(Matcher matcher, String group) {
		String digits = matcher.group(group);
		return (digits != null) ? Integer.parseInt(digits) : 0;
	}

	private static int nanos(@Nullable String fraction) {
		return (fraction != null) ? Integer.parseInt(fraction + "0".repeat(9 - fraction.length())) : 0;
	}

	/** Decoding turns a plus sign that is not encoded into a blank. */
	private static ZoneOffset offset(@Nullable String text) {
		return (text == null || text.equalsIgnoreCase("Z")) ? ZoneOffset.UTC : ZoneOffset.of(text.replace(' ', '+'));
	}

	/**
	 * Returns the start of a range of entries that are shown with seconds after this
	 * moment.
	 * @return the first second after this moment
	 */
	public Instant firstSecondAfter() {
		return second(this.instant.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
	}

	/**
	 * Returns the exclusive end of a range of entries that are shown with seconds before
	 * this moment.
	 * @return the first second that is not before this moment
	 */
	public Instant firstSecondNotBefore() {
		Instant floor = this.instant.truncatedTo(ChronoUnit.SECONDS);
		return floor.equals(this.instant) ? floor : second(floor.plusSeconds(1));
	}

	private static Instant second(Instant instant) {
		return instant.isAfter(LAST) ? LAST.plus(1, ChronoUnit.MICROS) : instant;
	}

	/**
	 * Returns whether this value is after another, which does not include more than its
	 * moment.
	 * @param end the other value
	 * @return whether it is later
	 */
	public boolean isAfter(TimeParameter end) {
		return this.instant.isAfter(end.instant);
	}

	/**
	 * Returns whether this value is after all that another includes: a date is included
	 * up to its last instant.
	 * @param end the other value
	 * @return whether it is later
	 */
	public boolean isAfterAll(TimeParameter end) {
		return !this.instant.isBefore(end.firstAfterAll());
	}

	/**
	 * Entries carry microseconds.
	 * @return the first microsecond after this moment
	 */
	public Instant firstAfter() {
		return this.instant.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
	}

	/**
	 * Returns the exclusive end of a range that includes this value: a date is included
	 * up to its last instant.
	 * @return the first microsecond after it
	 */
	public Instant firstAfterAll() {
		return this.isDate ? this.instant.plus(1, ChronoUnit.DAYS) : firstAfter();
	}

	/**
	 * Entries carry microseconds.
	 * @return the first microsecond that is not before this moment
	 */
	public Instant firstNotBefore() {
		Instant floor = this.instant.truncatedTo(ChronoUnit.MICROS);
		return floor.equals(this.instant) ? floor : floor.plus(1, ChronoUnit.MICROS);
	}

}
