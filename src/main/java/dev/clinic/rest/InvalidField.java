package dev.clinic.rest;

/**
 * A field of a request whose value is well formed, but is not taken. Answered with 400.
 */
public class InvalidField extends RuntimeException {

	private final String field;

	/**
	 * Creates the exception.
	 * @param field the field's name
	 * @param takes what it takes instead, such as "must be …"
	 */
	public InvalidField(String field, String takes) {
		super(takes);
		this.field = field;
	}

	public String field() {
		return this.field;
	}

}
