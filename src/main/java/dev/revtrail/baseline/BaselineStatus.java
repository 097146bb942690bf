package dev.revtrail.baseline;

import org.jspecify.annotations.Nullable;

/**
 * How far the baseline of a record type is.
 *
 * @param recordType the record type
 * @param state what it does
 * @param total how many records there were when the run began
 * @param scanned how many records it has looked at
 * @param written how many of them had no audit row, and have one now
 * @param firstRevision the first revision with audit rows of the run; null for none
 * @param lastRevision the last revision with audit rows of the run; null for none
 * @param node the node that works on it; null where none does
 */
public record BaselineStatus(String recordType, State state, long total, long scanned, long written,
		@Nullable Long firstRevision, @Nullable Long lastRevision, @Nullable String node) {

	/**
	 * What a baseline does.
	 */
	public enum State {

		/** A node works on it, or did when it was killed. */
		RUNNING,

		/** It was stopped or has failed, and goes on with the next call. */
		STOPPED,

		/** All records of the type have an audit row. */
		DONE

	}

}
