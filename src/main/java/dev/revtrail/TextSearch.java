package dev.revtrail;

/**
 * What to search by a text, as far as a reader may see it.
 *
 * @param scope whose entries the reader may see
 * @param text the text, 1 to 100 characters, not all of them blank; case does not count
 * @param size how many to return at most, 1 to 100
 */
public record TextSearch(Scope scope, String text, int size) {

	private static final int LONGEST = 100;

	private static final int MOST = 100;

	/**
	 * Creates a search.
	 * @throws IllegalArgumentException when the text is blank or too long, or the size
	 * out of range
	 */
	public TextSearch {
		if (text.isBlank() || text.length() > LONGEST) {
			throw new IllegalArgumentException(
					"A text to search by takes 1 to " + LONGEST + " characters, not only blanks.");
		}
		if (size < 1 || size > MOST) {
			throw new IllegalArgumentException("A search returns 1 to " + MOST + " results, not " + size + ".");
		}
	}

}
