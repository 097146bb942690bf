package dev.revtrail;

/**
 * The outcome of the work that an entry records.
 */
public enum Outcome {

	/** The work succeeded. */
	SUCCESS,

	/** The work was attempted and failed. */
	FAILURE

}
