package dev.revtrail.envers;

/**
 * What is said about a tracked entity cannot be. Stops the start-up.
 */
public final class InvalidTrackingException extends RuntimeException {

	InvalidTrackingException(String message) {
		super(message);
	}

}
