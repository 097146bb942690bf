package dev.revtrail.oracle;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

import dev.revtrail.LargeValue;
import org.jspecify.annotations.Nullable;

/**
 * The forms of values, after the documentation, in which a prediction and an observation
 * can be compared.
 */
final class Reported {

	private Reported() {
	}

	static Object number(Number number) {
		BigDecimal decimal = new BigDecimal(number.toString());
		return (decimal.signum() == 0) ? BigDecimal.ZERO : decimal.stripTrailingZeros();
	}

	static Object text(String text) {
		if (text.length() <= 16_384) {
			return text;
		}
		int end = Character.isSurrogatePair(text.charAt(1023), text.charAt(1024)) ? 1023 : 1024;
		return new LargeValue(text.substring(0, end), text.length(), sha256(text));
	}

	/** An observed value, with numbers in one form. */
	static @Nullable Object observed(@Nullable Object value) {
		if (value instanceof Number number) {
			return number(number);
		}
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> copy = new java.util.HashMap<>();
			map.forEach((key, element) -> copy.put(key, observed(element)));
			return copy;
		}
		return value;
	}

	private static String sha256(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
