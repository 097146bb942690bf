package dev.revtrail.envers.schema;

import java.util.List;

/**
 * What an audit table's column does not hold of its entity's values.
 *
 * @param failures what makes recording fail or mixes records up, each the rest of a
 * sentence about the column
 * @param risks what makes recording fail only for values that are beyond the mapping or
 * rare
 * @param losses what only makes the history less exact
 * @param type the type that holds all of them, as a statement declares it
 */
record ColumnMisfit(List<String> failures, List<String> risks, List<String> losses, String type) {

}
