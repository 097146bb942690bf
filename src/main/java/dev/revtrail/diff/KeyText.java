package dev.revtrail.diff;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The one text form of a map's key, by the rules of record ids: a single value is its own
 * text; the parts of an embeddable are ordered by their dotted names and joined by
 * commas, with a backslash before a comma or backslash inside a part. Numbers have no
 * trailing zeros, so that keys that are the same have the same text.
 */
public final class KeyText {

	private KeyText() {
	}

	/**
	 * Returns the text of a key.
	 * @param key the key in canonical form
	 * @return its text; empty for null
	 */
	public static String of(@Nullable Object key) {
		if (!(key instanceof Map<?, ?> parts)) {
			return simple(key);
		}
		SortedMap<String, String> texts = new TreeMap<>();
		collect("", parts, texts);
		return (texts.size() == 1) ? texts.values().iterator().next()
				: texts.values()
					.stream()
					.map((text) -> text.replaceAll("[\\\\,]", "\\\\$0"))
					.collect(Collectors.joining(","));
	}

	private static void collect(String prefix, Map<?, ?> parts, Map<String, String> texts) {
		parts.forEach((name, part) -> {
			if (part instanceof Map<?, ?> nested) {
				collect(prefix + name + ".", nested, texts);
			}
			else {
				texts.put(prefix + name, simple(part));
			}
		});
	}

	private static String simple(@Nullable Object value) {
		return (value == null) ? "" : (value instanceof BigDecimal decimal)
				? decimal.stripTrailingZeros().toPlainString() : String.valueOf(value);
	}

}
