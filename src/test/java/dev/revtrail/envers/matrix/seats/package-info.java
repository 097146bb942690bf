/**
 * A mapping that is refused.
 */
@NullMarked
package dev.revtrail.envers.matrix.seats;

import org.jspecify.annotations.NullMarked;
