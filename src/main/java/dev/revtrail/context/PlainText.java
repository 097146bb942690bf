package dev.revtrail.context;

import java.util.regex.Pattern;

/**
 * Texts that come from elsewhere, such as names and headers, as the log keeps them.
 */
public final class PlainText {

	/**
	 * Halves of surrogate pairs are no characters, and not every database stores them.
	 */
	private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

	private PlainText() {
	}

	/**
	 * Removes control characters and separators of lines and paragraphs.
	 * @param text the text
	 * @return what is left of it
	 */
	public static String of(String text) {
		return CONTROL.matcher(text).replaceAll("");
	}

}
