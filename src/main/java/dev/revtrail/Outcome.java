package dev.revtrail;

/**
 * The outcome of the work that an entry records.
 */
public enum Outcome {

	/** It was done. */
	SUCCESS,

	/** It was tried, and nothing came of it. */
	FAILURE

}
