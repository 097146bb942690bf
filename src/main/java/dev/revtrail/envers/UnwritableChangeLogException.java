package dev.revtrail.envers;

import java.sql.SQLException;

import org.springframework.core.NestedExceptionUtils;

/**
 * The change log cannot record: an entry could not be written at start-up. Stops the
 * start-up.
 */
public final class UnwritableChangeLogException extends RuntimeException {

	public UnwritableChangeLogException(RuntimeException cause) {
		super("The change log cannot record. Writing an entry failed with " + reason(cause), cause);
	}

	/** Returns what the database says, which drivers wrap around causes of their own. */
	private static Throwable reason(RuntimeException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException) {
				return cause;
			}
		}
		return NestedExceptionUtils.getMostSpecificCause(failure);
	}

}
