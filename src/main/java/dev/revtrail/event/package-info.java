/**
 * Records events other than changes of rows: failed attempts, denied access, reads of
 * protected records.
 */
@NullMarked
package dev.revtrail.event;

import org.jspecify.annotations.NullMarked;
