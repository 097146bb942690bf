package dev.revtrail.context;

import java.util.regex.Pattern;

/**
 * Texts that come from elsewhere, such as names and headers, as the log keeps them.
 */
public final class PlainText {

	private static final Pattern BREAK = Pattern.compile("\\R|\\t");

	/**
	 * Halves of surrogate pairs are no characters, and not every database stores them.
	 */
	private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}]");

	private PlainText() {
	}

	/**
	 * Puts a space where a line or paragraph ends or a tab is, and removes other control
	 * characters.
	 * @param text the text
	 * @return the text in one line
	 */
	public static String of(String text) {
		return CONTROL.matcher(BREAK.matcher(text).replaceAll(" ")).replaceAll("");
	}

}
