package dev.revtrail.diff;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Orders the elements of a collection that has no order of its own: nulls, numbers by
 * value, all else by its text; texts of digits, such as ids, by number.
 */
public enum ValueOrder implements Comparator<@Nullable Object> {

	/** The one order. */
	INSTANCE;

	private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

	@Override
	public int compare(@Nullable Object one, @Nullable Object other) {
		int kinds = Integer.compare(kind(one), kind(other));
		if (kinds != 0 || one == null) {
			return kinds;
		}
		String left = String.valueOf(one);
		String right = String.valueOf(other);
		return switch (kind(one)) {
			case 1 -> new BigDecimal(left).compareTo(new BigDecimal(right));
			case 2 -> Long.compare(Long.parseLong(left), Long.parseLong(right));
			default -> left.compareTo(right);
		};
	}

	private static int kind(@Nullable Object value) {
		return (value == null) ? 0 : (value instanceof Number) ? 1
				: (value instanceof String text && DIGITS.matcher(text).matches()) ? 2 : 3;
	}

}
