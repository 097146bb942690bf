package dev.revtrail.envers.count;

/**
 * Which columns of a series mean something: the sum of some of these numbers. Coarser
 * series exist so that a sum over the log does not add up fine ones.
 */
final class Grain {

	/** The organization at the top of the entry's. */
	static final int ROOT = 1;

	/** The entry's own organization. */
	static final int ORGANIZATION = 2;

	static final int TYPE = 4;

	/** Outcome, source, brand and the actor's type. */
	static final int DETAIL = 8;

	/** A changed field; with the type only. */
	static final int FIELD = 16;

	private Grain() {
	}

}
