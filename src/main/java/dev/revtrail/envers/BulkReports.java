package dev.revtrail.envers;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns of bulk statements: at the first one of an entity from a place, then at the
 * tenth, the hundredth, and so on. What comes from very many places is forgotten, the
 * longest unseen first.
 */
final class BulkReports {

	private static final Log LOG = LogFactory.getLog(BulkReports.class);

	private static final int PLACES = 1000;

	private final Map<String, Long> counts = new LinkedHashMap<>(16, 0.75F, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
			return size() > PLACES;
		}

	};

	void report(BulkStatement statement) {
		long count = count(statement.entity() + " " + statement.placeText());
		if (isPowerOfTen(count)) {
			LOG.warn("A bulk " + statement.verb() + " of table " + statement.table() + " at " + statement.placeText()
					+ " changes records of " + statement.entity() + " without an entry in the change log"
					+ ((count == 1) ? ". ChangeLog.bulk() keeps the entries." : ", seen " + count + " times so far."));
		}
	}

	private synchronized long count(String key) {
		return this.counts.merge(key, 1L, Long::sum);
	}

	private static boolean isPowerOfTen(long count) {
		long rest = count;
		while (rest % 10 == 0) {
			rest /= 10;
		}
		return rest == 1;
	}

}
