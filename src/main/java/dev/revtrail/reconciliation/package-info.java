/**
 * The reconciliation: what was changed without the log's knowledge.
 */
@NullMarked
package dev.revtrail.reconciliation;

import org.jspecify.annotations.NullMarked;
