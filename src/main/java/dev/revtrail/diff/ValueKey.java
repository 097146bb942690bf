package dev.revtrail.diff;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A canonical value as a key. Two keys are equal if their values are the
 * {@link Values#same same}.
 *
 * @param normal the value with every number in one form
 */
public record ValueKey(@Nullable Object normal) {

	/**
	 * Returns the key of a value.
	 * @param value a canonical value
	 * @return its key
	 */
	public static ValueKey of(@Nullable Object value) {
		return new ValueKey(normal(value));
	}

	private static @Nullable Object normal(@Nullable Object value) {
		if (value instanceof Number number) {
			BigDecimal decimal = (number instanceof BigDecimal exact) ? exact : new BigDecimal(number.toString());
			return decimal.stripTrailingZeros();
		}
		if (value instanceof List<?> list) {
			return list.stream().map(ValueKey::of).toList();
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, ValueKey> copy = new HashMap<>();
			map.forEach((key, element) -> copy.put(key, of(element)));
			return copy;
		}
		return value;
	}

}
