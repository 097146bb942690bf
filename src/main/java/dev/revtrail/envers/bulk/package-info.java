/**
 * Bulk updates and deletions with entries: the affected rows are read before the
 * statement runs.
 */
@NullMarked
package dev.revtrail.envers.bulk;

import org.jspecify.annotations.NullMarked;
