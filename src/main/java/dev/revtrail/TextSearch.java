package dev.revtrail;

/**
 * A search by a text within the entries that a reader may see.
 *
 * @param scope the scope of the reader
 * @param text the text, 1 to 100 characters, not all of them blank; case is ignored
 * @param size the maximum number of results, 1 to 100
 */
public record TextSearch(Scope scope, String text, int size) {

	/** The largest number of characters of a text to search by. */
	public static final int MAX_LENGTH = 100;

	private static final int MOST = 100;

	/**
	 * Creates a search.
	 * @throws IllegalArgumentException when the text is blank or too long, or the size
	 * out of range
	 */
	public TextSearch {
		if (text.isBlank() || text.length() > MAX_LENGTH) {
			throw new IllegalArgumentException(
					"A text to search by takes 1 to " + MAX_LENGTH + " characters, not only blanks.");
		}
		if (size < 1 || size > MOST) {
			throw new IllegalArgumentException("A search returns 1 to " + MOST + " results, not " + size + ".");
		}
	}

}
