package dev.revtrail.envers.index;

/**
 * Entry ids: the number of the revision, then a sequence within it. So entries are in the
 * order of their revisions, even where clocks differ, and ids need no coordinator.
 */
public final class EntryIds {

	private static final int SEQUENCE_BITS = 24;

	private static final int MOST_ENTRIES = 1 << SEQUENCE_BITS;

	/** The highest number that ids can hold. */
	static final long LAST_REVISION = (1L << (Long.SIZE - 1 - SEQUENCE_BITS)) - 1;

	private EntryIds() {
	}

	/**
	 * Returns the id of an entry.
	 * @param revision the number of its revision
	 * @param index its number within the revision, from 0
	 * @return the id
	 * @throws IllegalStateException if the revision has more entries, or the log more
	 * revisions, than ids can number
	 */
	public static long id(long revision, int index) {
		if (index >= MOST_ENTRIES || index < 0) {
			throw new IllegalStateException("A transaction can have " + MOST_ENTRIES
					+ " entries in the change log, and this one has more. Divide its work among several.");
		}
		if (revision > LAST_REVISION || revision < 1) {
			throw new IllegalStateException(
					"The change log can number revisions from 1 to " + LAST_REVISION + ", not " + revision + ".");
		}
		return (revision << SEQUENCE_BITS) | index;
	}

	/** Returns the lowest id of a revision or any after it. */
	public static long floor(long revision) {
		return (revision > LAST_REVISION) ? Long.MAX_VALUE : (revision < 0) ? 0 : revision << SEQUENCE_BITS;
	}

	/** Returns the number of the revision that an id is of. */
	public static long revision(long id) {
		return id >> SEQUENCE_BITS;
	}

}
