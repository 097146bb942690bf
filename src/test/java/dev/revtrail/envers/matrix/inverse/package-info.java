/**
 * Collections that are mapped by the other side, with an order or a key.
 */
@NullMarked
package dev.revtrail.envers.matrix.inverse;

import org.jspecify.annotations.NullMarked;
