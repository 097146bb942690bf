/**
 * The baseline: the state of records that are older than the library.
 */
@NullMarked
package dev.revtrail.baseline;

import org.jspecify.annotations.NullMarked;
