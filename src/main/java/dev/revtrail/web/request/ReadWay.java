package dev.revtrail.web.request;

/**
 * How a read itself is recorded.
 */
public enum ReadWay {

	/** Once for each request. */
	EACH,

	/** Once for each reader, filter and hour: it is asked again and again. */
	HOURLY,

	/** By {@link TailReads}, before the answer. */
	TAIL,

	/** By the export itself. */
	EXPORT;

	/**
	 * Returns whether each patient that is shown has an entry, and not only one whose
	 * entries alone are read: of the whole log, that would be as many entries again.
	 */
	boolean isOfPatients() {
		return this == EACH || this == HOURLY;
	}

}
