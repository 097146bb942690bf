package dev.revtrail.diff;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.revtrail.LargeValue;
import org.jspecify.annotations.Nullable;

/**
 * Converts values to their canonical form, which JSON can represent.
 */
public final class Values {

	/** Where the types stand whose text says what they are. */
	private static final List<String> KNOWN = List.of("java.lang.", "java.math.", "java.time.", "java.util.UUID",
			"java.util.Currency", "java.util.Locale", "java.util.concurrent.atomic.Atomic", "java.net.");

	private Values() {
	}

	/**
	 * Converts a Java value to its canonical form.
	 * @param value any value of a basic attribute
	 * @return a Boolean, a Number, a String, a LargeValue, a List, a Map or null
	 */
	public static @Nullable Object canonical(@Nullable Object value) {
		if (value == null || value instanceof Boolean || value instanceof BigDecimal || value instanceof BigInteger
				|| value instanceof LargeValue) {
			return value;
		}
		if (value instanceof String text) {
			return LargeValues.text(text);
		}
		if (value instanceof Number number) {
			return number(number);
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof byte[] bytes) {
			return LargeValues.bytes(bytes);
		}
		if (value instanceof char[] characters) {
			return LargeValues.text(new String(characters));
		}
		if (value.getClass().isArray()) {
			return array(value);
		}
		if (value instanceof Collection<?> collection) {
			List<@Nullable Object> copy = new ArrayList<>();
			collection.forEach((element) -> copy.add(canonical(element)));
			return copy;
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, element) -> copy.put(String.valueOf(canonical(key)), canonical(element)));
			return copy;
		}
		if (value instanceof Clob || value instanceof Blob) {
			return large(value);
		}
		return temporal(value);
	}

	/**
	 * Returns whether the canonical form of a value represents it. The form of a value of
	 * an unknown type is only its text, which may be meaningless.
	 * @param value a value
	 * @return whether its type is known here, and those of its elements
	 */
	public static boolean isKnown(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return isKnown(map.keySet()) && isKnown(map.values());
		}
		if (value instanceof Collection<?> collection) {
			return collection.stream().allMatch(Values::isKnown);
		}
		if (value instanceof Object[] array) {
			return isKnown(Arrays.asList(array));
		}
		return value == null || value.getClass().isArray() || value instanceof Enum<?> || value instanceof LargeValue
				|| value instanceof Clob || value instanceof Blob || value instanceof Calendar
				|| value instanceof TimeZone || value instanceof Date
				|| KNOWN.stream().anyMatch((name) -> value.getClass().getName().startsWith(name));
	}

	/**
	 * Returns whether two canonical values are the same. Compares numbers by value, so
	 * that 10.0 equals 10.00 and -0.0 equals 0.
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

	private static @Nullable Object array(Object array) {
		if (array instanceof Character[] characters) {
			return canonical(Arrays.stream(characters).map(String::valueOf).collect(Collectors.joining()));
		}
		int length = Array.getLength(array);
		if (array instanceof Byte[] boxed) {
			byte[] bytes = new byte[length];
			IntStream.range(0, length).forEach((i) -> bytes[i] = (boxed[i] != null) ? boxed[i] : 0);
			return canonical(bytes);
		}
		return canonical(IntStream.range(0, length)
			.mapToObj((i) -> Array.get(array, i))
			.collect(ArrayList::new, ArrayList::add, ArrayList::addAll));
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
			return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(dateTime);
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
		return named(value);
	}

	private static String named(Object value) {
		return (value instanceof Currency currency) ? currency.getCurrencyCode()
				: (value instanceof Locale locale) ? locale.toLanguageTag()
						: (value instanceof Class<?> type) ? type.getName() : (value instanceof TimeZone zone)
								? zone.getID()
								: (value instanceof InetAddress address) ? address.getHostAddress() : value.toString();
	}

	private static Object large(Object value) {
		try {
			if (value instanceof Clob clob) {
				return LargeValues.text(clob.getSubString(1, (int) Math.min(clob.length(), Integer.MAX_VALUE)));
			}
			Blob blob = (Blob) value;
			return LargeValues.bytes(blob.getBytes(1, (int) Math.min(blob.length(), Integer.MAX_VALUE)));
		}
		catch (SQLException ex) {
			throw new IllegalArgumentException("A large value could not be read.", ex);
		}
	}

}
