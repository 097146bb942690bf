package dev.revtrail;

/**
 * Thrown for a cursor from which a reader wants to go forward, and which is ahead of the
 * change log: of one that was restored to an earlier state, or of another one. The
 * message says what to do.
 */
public final class CursorAheadException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 */
	public CursorAheadException() {
		super("This cursor is ahead of the change log: the log has been restored to an earlier state, or the cursor is "
				+ "of another change log. Begin again without a cursor; the entries since a time before the "
				+ "restored state are enough. Ids that were seen since then can belong to other entries.");
	}

}
