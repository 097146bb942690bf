/**
 * Values that the mapping of today cannot read.
 */
@NullMarked
package dev.revtrail.envers.matrix.unreadable;

import org.jspecify.annotations.NullMarked;
