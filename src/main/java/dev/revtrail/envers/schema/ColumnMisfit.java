package dev.revtrail.envers.schema;

import java.util.List;

/**
 * What an audit table's column does not hold of its entity's values.
 *
 * @param failures what makes recording fail or mixes records up, each the rest of a
 * sentence about the column
 * @param losses what only makes the history less exact
 * @param type the type that holds all of them, as a statement declares it
 */
record ColumnMisfit(List<String> failures, List<String> losses, String type) {

	boolean isNone() {
		return this.failures.isEmpty() && this.losses.isEmpty();
	}

}
