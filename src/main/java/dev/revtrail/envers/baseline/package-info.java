/**
 * Writes audit rows of records that are older than the library.
 */
@NullMarked
package dev.revtrail.envers.baseline;

import org.jspecify.annotations.NullMarked;
