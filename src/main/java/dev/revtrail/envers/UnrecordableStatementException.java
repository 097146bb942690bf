package dev.revtrail.envers;

/**
 * The entries of a bulk statement could not be right. Nothing has been changed.
 */
public final class UnrecordableStatementException extends UnsupportedOperationException {

	private final String reason;

	/**
	 * Creates the exception.
	 * @param reason why, in sentences, without values
	 */
	public UnrecordableStatementException(String reason) {
		super(reason);
		this.reason = reason;
	}

	public String reason() {
		return this.reason;
	}

}
