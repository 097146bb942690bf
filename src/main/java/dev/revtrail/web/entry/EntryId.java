package dev.revtrail.web.entry;

import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The text form of an entry's id: 16 lower-case hexadecimal digits, which sort as text in
 * the order of the numbers, negative ones included.
 */
public final class EntryId {

	private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

	private EntryId() {
	}

	/**
	 * Formats an id.
	 * @param id the id
	 * @return its text
	 */
	public static String format(long id) {
		return HexFormat.of().toHexDigits(id ^ Long.MIN_VALUE);
	}

	/**
	 * Parses an id.
	 * @param text the text
	 * @return the id, or nothing when no entry can have that id
	 */
	public static OptionalLong parse(String text) {
		return FORM.matcher(text).matches() ? OptionalLong.of(HexFormat.fromHexDigitsToLong(text) ^ Long.MIN_VALUE)
				: OptionalLong.empty();
	}

}
