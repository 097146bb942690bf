/**
 * A model of every kind of collection, and its entries in the change log.
 */
@NullMarked
package dev.revtrail.envers.matrix.collections;

import org.jspecify.annotations.NullMarked;
