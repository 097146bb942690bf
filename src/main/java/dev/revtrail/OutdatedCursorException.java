package dev.revtrail;

/**
 * Thrown for a cursor that an earlier version of the change log gave out, whose entries
 * had other ids. The message says what to do.
 */
public final class OutdatedCursorException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	OutdatedCursorException() {
		super("This cursor is of an earlier version of the change log, whose entries had other ids. Begin again "
				+ "without a cursor.");
	}

}
