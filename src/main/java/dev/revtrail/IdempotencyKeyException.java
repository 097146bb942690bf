package dev.revtrail;

/**
 * Thrown if a note cannot be added under an idempotency key.
 */
public final class IdempotencyKeyException extends RuntimeException {

	private final Reason reason;

	/**
	 * Creates the exception.
	 * @param reason the reason
	 */
	public IdempotencyKeyException(Reason reason) {
		super(switch (reason) {
			case REUSED -> "The idempotency key was used for another note.";
			case IN_FLIGHT -> "A note with the same idempotency key is being added.";
		});
		this.reason = reason;
	}

	/**
	 * Returns the reason.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/** Why a key is rejected. */
	public enum Reason {

		/** The caller used the key for another note. */
		REUSED,

		/**
		 * The first note with the key is still being added; a later attempt may succeed.
		 */
		IN_FLIGHT

	}

}
