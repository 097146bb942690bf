package dev.revtrail;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Represents a text or a binary value that is too large to be shown in full: its
 * beginning, and a digest that distinguishes it from any other.
 *
 * @param start the beginning of the text; for binary values the Base64 form of their
 * first bytes
 * @param length the length of the whole value, in UTF-16 code units; for binary values in
 * bytes
 * @param sha256 the SHA-256 of the whole in lower-case hexadecimal, of a text in UTF-8
 */
public record LargeValue(String start, long length, String sha256) {

	private static final String MARK = "#large";

	/**
	 * Returns the form in which the log and its archives keep the value as JSON.
	 * @return a map with a key that marks it as a large value
	 */
	public Map<String, Object> toStored() {
		return Map.of(MARK, List.of(this.start, this.length, this.sha256));
	}

	/**
	 * Reads a map that came from JSON.
	 * @param map the map
	 * @return the value, or empty if the map is one of the host's
	 */
	public static Optional<LargeValue> ofStored(Map<?, ?> map) {
		return (map.size() == 1 && map.get(MARK) instanceof List<?> parts && parts.size() == 3
				&& parts.get(1) instanceof Number length) ? Optional
					.of(new LargeValue(String.valueOf(parts.get(0)), length.longValue(), String.valueOf(parts.get(2))))
						: Optional.empty();
	}

}
