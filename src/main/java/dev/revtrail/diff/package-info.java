/**
 * Compares two states of a record. Pure: values in, changes out.
 */
@NullMarked
package dev.revtrail.diff;

import org.jspecify.annotations.NullMarked;
