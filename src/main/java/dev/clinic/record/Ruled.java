package dev.clinic.record;

/**
 * A record that does not take every change: what a client wrote into it is checked before
 * it is saved or deleted.
 */
public interface Ruled {

	/**
	 * Checks that the record may be as it is now.
	 * @throws RuleViolation when it may not
	 */
	void requireChangeable();

	/**
	 * Checks that the record may be deleted.
	 * @throws RuleViolation when it may not
	 */
	default void requireDeletable() {
		requireChangeable();
	}

}
