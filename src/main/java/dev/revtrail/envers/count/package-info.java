/**
 * Counts entries as the log grows, so that totals and days need not read them.
 */
@NullMarked
package dev.revtrail.envers.count;

import org.jspecify.annotations.NullMarked;
