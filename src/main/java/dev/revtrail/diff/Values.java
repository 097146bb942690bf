package dev.revtrail.diff;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.Time;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Calendar;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The canonical form of values: what JSON can carry.
 */
public final class Values {

	private Values() {
	}

	/**
	 * Brings a Java value into its canonical form.
	 * @param value any value of a basic attribute
	 * @return a Boolean, a Number, a String, a List, a Map or null
	 */
	public static @Nullable Object canonical(@Nullable Object value) {
		if (value == null || value instanceof Boolean || value instanceof String || value instanceof BigDecimal
				|| value instanceof BigInteger) {
			return value;
		}
		if (value instanceof Number number) {
			return number(number);
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof byte[] bytes) {
			return Base64.getEncoder().encodeToString(bytes);
		}
		if (value instanceof Object[] array) {
			return canonical(Arrays.asList(array));
		}
		if (value instanceof char[] characters) {
			return new String(characters);
		}
		if (value instanceof Collection<?> collection) {
			return collection.stream().map(Values::canonical).toList();
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(String.valueOf(canonical(key)), canonical(element)));
			return copy;
		}
		if (value instanceof Clob || value instanceof Blob) {
			return large(value);
		}
		return (value instanceof Currency currency) ? currency.getCurrencyCode()
				: (value instanceof Locale locale) ? locale.toLanguageTag() : temporal(value);
	}

	/**
	 * Whether two canonical values are the same: numbers by value, so that 10.0 is 10.00
	 * and -0.0 is 0.
	 * @param one a canonical value
	 * @param other another
	 * @return whether nothing changed
	 */
	public static boolean same(@Nullable Object one, @Nullable Object other) {
		if (one instanceof Number left && other instanceof Number right) {
			return left.equals(right) || decimal(left).compareTo(decimal(right)) == 0;
		}
		if (one instanceof List<?> left && other instanceof List<?> right) {
			return left.size() == right.size()
					&& IntStream.range(0, left.size()).allMatch((i) -> same(left.get(i), right.get(i)));
		}
		if (one instanceof Map<?, ?> left && other instanceof Map<?, ?> right) {
			return left.keySet().equals(right.keySet())
					&& left.entrySet().stream().allMatch((entry) -> same(entry.getValue(), right.get(entry.getKey())));
		}
		return Objects.equals(one, other);
	}

	private static Object number(Number number) {
		if (number instanceof Double || number instanceof Float) {
			double value = number.doubleValue();
			return (Double.isNaN(value) || Double.isInfinite(value)) ? number.toString()
					: new BigDecimal(number.toString());
		}
		return (number instanceof Long || number instanceof Integer || number instanceof Short
				|| number instanceof Byte) ? number.longValue() : new BigDecimal(number.toString());
	}

	private static BigDecimal decimal(Number number) {
		return (number instanceof BigDecimal decimal) ? decimal : new BigDecimal(number.toString());
	}

	private static Object temporal(Object value) {
		if (value instanceof Instant instant) {
			return DateTimeFormatter.ISO_INSTANT.format(instant);
		}
		if (value instanceof LocalDateTime dateTime) {
			return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(dateTime);
		}
		if (value instanceof LocalTime time) {
			return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
		}
		if (value instanceof OffsetDateTime dateTime) {
			return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(dateTime);
		}
		if (value instanceof ZonedDateTime dateTime) {
			return DateTimeFormatter.ISO_ZONED_DATE_TIME.format(dateTime);
		}
		if (value instanceof java.sql.Date date) {
			return date.toLocalDate().toString();
		}
		if (value instanceof Time time) {
			return DateTimeFormatter.ISO_LOCAL_TIME.format(time.toLocalTime());
		}
		if (value instanceof Date date) {
			return DateTimeFormatter.ISO_INSTANT.format(date.toInstant().truncatedTo(ChronoUnit.MICROS));
		}
		if (value instanceof Calendar calendar) {
			return DateTimeFormatter.ISO_INSTANT.format(calendar.toInstant());
		}
		return value.toString();
	}

	private static String large(Object value) {
		try {
			if (value instanceof Clob clob) {
				return clob.getSubString(1, (int) Math.min(clob.length(), Integer.MAX_VALUE));
			}
			Blob blob = (Blob) value;
			return Base64.getEncoder()
				.encodeToString(blob.getBytes(1, (int) Math.min(blob.length(), Integer.MAX_VALUE)));
		}
		catch (SQLException ex) {
			throw new IllegalArgumentException("A large value could not be read.", ex);
		}
	}

}
