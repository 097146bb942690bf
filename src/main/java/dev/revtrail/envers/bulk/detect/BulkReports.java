package dev.revtrail.envers.bulk.detect;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns of bulk statements: at the first time that one comes from a place, then at the
 * tenth, the hundredth, and so on. Statements that differ only in their values are the
 * same. Of very many, the longest unseen are forgotten first.
 */
final class BulkReports {

	private static final Log LOG = LogFactory.getLog(BulkReports.class);

	private static final int COUNTED = 1000;

	private final Map<Counted, Long> counts = new LinkedHashMap<>(16, 0.75F, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Counted, Long> eldest) {
			return size() > COUNTED;
		}

	};

	/**
	 * Reports a statement, if that is due.
	 * @param statement the statement
	 * @param shape its text without values
	 * @param advice what can be done about it, in a sentence
	 */
	void report(BulkStatement statement, String shape, String advice) {
		long count = count(new Counted(statement, shape.hashCode()));
		if (isPowerOfTen(count)) {
			LOG.warn("A bulk " + statement.verb() + " of table " + statement.table() + " at " + statement.placeText()
					+ " changes records of " + statement.entity() + " without an entry in the change log"
					+ ((count == 1) ? ". " + advice : ", seen " + count + " times so far."));
		}
	}

	/** Returns the statements so far, by how often each place has sent some. */
	synchronized Map<BulkStatement, Long> seen() {
		Map<BulkStatement, Long> seen = new LinkedHashMap<>();
		this.counts.forEach((counted, count) -> seen.merge(counted.statement(), count, Long::sum));
		return seen;
	}

	private synchronized long count(Counted key) {
		return this.counts.merge(key, 1L, Long::sum);
	}

	private static boolean isPowerOfTen(long count) {
		long rest = count;
		while (rest % 10 == 0) {
			rest /= 10;
		}
		return rest == 1;
	}

	/**
	 * What is counted. The text itself may be of any length.
	 *
	 * @param statement what is reported
	 * @param shape a hash of what distinguishes it from others of the same place
	 */
	private record Counted(BulkStatement statement, int shape) {

	}

}
