package dev.revtrail.retention;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if an archive cannot be written or does not match its manifest.
 */
public final class ArchiveException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message the error, as a whole sentence
	 * @param cause what it comes from; null for nothing
	 */
	public ArchiveException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
