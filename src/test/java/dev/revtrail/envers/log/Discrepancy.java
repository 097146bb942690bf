package dev.revtrail.envers.log;

/**
 * Where the trail disagrees with the records, or with what an application's clients know.
 *
 * @param kind what is wrong
 * @param text a sentence about it
 */
public record Discrepancy(Kind kind, String text) {

	/** Kinds of discrepancies. */
	public enum Kind {

		/** Something happened and is not there. */
		LOST,

		/** Something is there and never happened. */
		INVENTED,

		/** Something happened once and is there several times. */
		DOUBLED,

		/** Something is there and is not what happened. */
		DIFFERENT

	}

}
