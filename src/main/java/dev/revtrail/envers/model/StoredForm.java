package dev.revtrail.envers.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;

import org.hibernate.type.SqlTypes;

/**
 * What a column makes of a value that is written to it: numbers are rounded to its scale,
 * moments to its fraction of a second, and texts of fixed length are padded. A session
 * holds what it wrote, not what the database made of it, so its values are compared and
 * kept in this form.
 *
 * @param type the column's JDBC type
 * @param length the length of a text
 * @param digits the digits behind the point, of a number or of a second
 * @param isPadded whether the database returns texts of fixed length with their padding
 */
record StoredForm(int type, int length, int digits, boolean isPadded) {

	/** A longer number has been declared without a scale. */
	private static final int MAX_PRECISION = 1000;

	private static final long NANOS = Duration.ofSeconds(1).toNanos();

	/** Returns what the column holds once a value is written to it. */
	Object of(Object value) {
		if (value instanceof BigDecimal number && isFixedPoint()) {
			return number.setScale(this.digits, RoundingMode.HALF_UP);
		}
		if (value instanceof Double number && Double.isFinite(number)) {
			return isFixedPoint() ? BigDecimal.valueOf(number).setScale(this.digits, RoundingMode.HALF_UP).doubleValue()
					: (this.type == SqlTypes.REAL) ? (double) number.floatValue() : number;
		}
		if (value instanceof String text && this.type == SqlTypes.CHAR) {
			String stripped = text.stripTrailing();
			return this.isPadded ? stripped + " ".repeat(Math.max(0, this.length - stripped.length())) : stripped;
		}
		if (value instanceof Timestamp moment && isMoment()) {
			return Timestamp.from((Instant) rounded(moment.toInstant()));
		}
		if (value instanceof Temporal moment && moment.isSupported(ChronoField.NANO_OF_SECOND) && isMoment()) {
			return rounded(moment);
		}
		return value;
	}

	private boolean isFixedPoint() {
		return (this.type == SqlTypes.NUMERIC || this.type == SqlTypes.DECIMAL) && this.length <= MAX_PRECISION;
	}

	private boolean isMoment() {
		return switch (this.type) {
			case SqlTypes.TIMESTAMP, SqlTypes.TIMESTAMP_WITH_TIMEZONE, SqlTypes.TIME, SqlTypes.TIME_WITH_TIMEZONE ->
				true;
			default -> false;
		};
	}

	/** A time of day does not round into the next day. */
	private Temporal rounded(Temporal moment) {
		long unit = NANOS / (long) Math.pow(10, Math.min(this.digits, 9));
		long nanos = moment.getLong(ChronoField.NANO_OF_SECOND);
		long rounded = (nanos + unit / 2) / unit * unit;
		if (rounded < NANOS) {
			return moment.with(ChronoField.NANO_OF_SECOND, rounded);
		}
		boolean lastSecond = (moment instanceof LocalTime || moment instanceof OffsetTime)
				&& moment.getLong(ChronoField.SECOND_OF_DAY) == LocalTime.MAX.toSecondOfDay();
		return lastSecond ? moment.with(ChronoField.NANO_OF_SECOND, NANOS - unit)
				: moment.with(ChronoField.NANO_OF_SECOND, 0).plus(Duration.ofSeconds(1));
	}

}
