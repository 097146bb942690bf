package dev.clinic.record;

/**
 * A request that is well formed, but that the record's state does not allow: a cancelled
 * appointment is not cancelled again. Answered with 409.
 */
public class RuleViolation extends RuntimeException {

	/**
	 * Creates a violation.
	 * @param rule the rule as a whole sentence for the client
	 */
	public RuleViolation(String rule) {
		super(rule);
	}

}
