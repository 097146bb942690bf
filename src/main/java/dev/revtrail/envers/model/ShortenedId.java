package dev.revtrail.envers.model;

import java.util.regex.Pattern;

import dev.revtrail.diff.LargeValues;
import dev.revtrail.envers.ColumnText;

/**
 * The text of an id that is longer than the index takes: its beginning and a hash of the
 * whole.
 */
public final class ShortenedId {

	private static final int HASH_LENGTH = 64;

	private static final int START_LENGTH = ColumnText.ID_LENGTH - 1 - HASH_LENGTH;

	private static final Pattern SHORTENED = Pattern
		.compile("(?s).{" + (START_LENGTH - 1) + "," + START_LENGTH + "}…[0-9a-f]{" + HASH_LENGTH + "}");

	private ShortenedId() {
	}

	/** Shortens a text, where it is too long. */
	public static String of(String text) {
		return (text.length() <= ColumnText.ID_LENGTH) ? text
				: ColumnText.cut(text, START_LENGTH) + "…" + LargeValues.sha256(text);
	}

	public static boolean isShortened(String text) {
		return text.length() >= ColumnText.ID_LENGTH - 1 && SHORTENED.matcher(text).matches();
	}

}
