package dev.revtrail.web.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
	public static final String FORMS = "a date or a date and time, such as 2024-11-01, 2024-11-01 16:03:19 or "
			+ "2024-11-01T16:03:19.250+01:00 (the plus sign encoded as %2B); UTC where there is no offset";

	private static final Pattern FORM = Pattern.compile(
			"(\\d{4}-\\d{2}-\\d{2})" + "(?:[ T](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(Z|[+-]\\d{2}(?::?\\d{2})?)?)?");

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
		Matcher matcher = FORM.matcher(text);
		if (text.length() > 64 || !matcher.matches()) {
			throw new DateTimeException("Not a date.");
		}
		LocalTime time = (matcher.group(2) != null) ? LocalTime.parse(matcher.group(2)) : LocalTime.MIDNIGHT;
		ZoneOffset offset = (matcher.group(3) != null) ? ZoneOffset.of(matcher.group(3)) : ZoneOffset.UTC;
		return new TimeParameter(LocalDate.parse(matcher.group(1)).atTime(time).toInstant(offset),
				matcher.group(2) == null);
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
