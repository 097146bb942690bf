/**
 * Compares records with their last states in the log.
 */
@NullMarked
package dev.revtrail.envers.reconciliation;

import org.jspecify.annotations.NullMarked;
