package dev.revtrail.retention;

import org.jspecify.annotations.Nullable;

/**
 * An archive that could not be written, or that is not what its manifest says.
 */
public final class ArchiveException extends RuntimeException {

	/**
	 * Makes the exception.
	 * @param message what is wrong, as a whole sentence
	 * @param cause what it comes from; null for nothing
	 */
	public ArchiveException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
