/**
 * Records whose ids have references in them.
 */
@NullMarked
package dev.revtrail.envers.matrix.seats;

import org.jspecify.annotations.NullMarked;
