/**
 * Children that only their parents know.
 */
@NullMarked
package dev.revtrail.envers.matrix.taken;

import org.jspecify.annotations.NullMarked;
