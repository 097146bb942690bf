package dev.revtrail.envers;

import dev.revtrail.context.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * How long the texts of the library's columns may be, and how longer ones are cut.
 * Metadata never fails the work that it describes.
 */
public final class ColumnText {

	/** The length of a record type, in characters. */
	public static final int TYPE_LENGTH = 64;

	/** The length of a record's id, in characters. */
	public static final int ID_LENGTH = 512;

	/** The length of an actor's id, in characters. */
	public static final int ACTOR_LENGTH = 128;

	/** The length of the names of an entry's changed fields, in characters. */
	public static final int CHANGED_LENGTH = 4000;

	private ColumnText() {
	}

	/**
	 * Cuts a text that is too long, never through a surrogate pair.
	 * @param text the text
	 * @param length how many characters its column takes
	 * @return the text, or its beginning
	 */
	public static String cut(String text, int length) {
		if (text.length() <= length) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
		return text.substring(0, end);
	}

	/**
	 * Cuts a text that is too long, in one line and without control characters, which the
	 * names of people have none of.
	 * @param text the text; null for none
	 * @param length how many characters its column takes
	 * @return the name, or its beginning; null for none
	 */
	public static @Nullable String cutName(@Nullable String text, int length) {
		return (text != null) ? cut(PlainText.of(text), length) : null;
	}

	/**
	 * Cuts a text that is too long.
	 * @param text the text; null for none
	 * @param length how many characters its column takes
	 * @return the text, or its beginning; null for none
	 */
	public static @Nullable String cutOrNull(@Nullable String text, int length) {
		return (text != null) ? cut(text, length) : null;
	}

}
