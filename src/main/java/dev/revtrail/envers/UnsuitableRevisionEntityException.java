package dev.revtrail.envers;

/**
 * Envers found a revision entity that cannot hold who, when, from where and in which
 * request. Stops the start-up.
 */
public final class UnsuitableRevisionEntityException extends RuntimeException {

	public UnsuitableRevisionEntityException(String message) {
		super(message);
	}

}
