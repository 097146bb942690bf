package dev.revtrail;

/**
 * How what an entry tells of ended.
 */
public enum Outcome {

	/** It was done. */
	SUCCESS,

	/** It was tried, and nothing came of it. */
	FAILURE

}
