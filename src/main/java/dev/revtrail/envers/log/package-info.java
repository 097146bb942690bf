/**
 * Reads the change log: from entries and audit rows to change records, record histories
 * and labels.
 */
@NullMarked
package dev.revtrail.envers.log;

import org.jspecify.annotations.NullMarked;
